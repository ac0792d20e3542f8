import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createTRPCClient } from '@trpc/client'
import { createTRPCReact } from '@trpc/react-query'
import { createServerSideHelpers } from '@trpc/react-query/server'
import { contextProps } from '@trpc/react-query/shared'
import { type AnyTRPCRouter, initTRPC } from '@trpc/server'
import { type Names, namesOf } from './names.js'
import { planResource, type ResourcePlan } from './resource-plan.js'
import { globalNames, identifiersIn, isInherited, isReserved } from './source-names.js'

/** What a procedure's context consists of: a new store stands beside it. */
const contextFiles = ['packages/db/src/database.ts', 'packages/api/src/context.ts', 'packages/api/src/procedures.ts']
const prismaClient = 'packages/db/src/generated/client.ts'

/**
 * Why code with these names would not compile, load or work in this repository; empty if it would. All of it is found out from
 * the language, the libraries and the code that is there.
 */
export function nameConflicts(root: string, names: Names, plan: ResourcePlan): string[] {
  const { kebab, kebabs, camel, camels, pascal, pascals } = names
  const own = new Set([camel, camels, pascal, pascals])
  const generated = namesInPlan(names, plan)
  const named = new Set([...own, ...generated.named])
  const clash = [...named].find((name) => generated.fixed.has(name))
  const routes = pagesOf(root)
  const sharedFiles = [...contextFiles, ...plan.lines.map(({ path }) => path).filter((path) => path.endsWith('.ts'))]
  const taken = (path: string, names: ReadonlySet<string>) => {
    const name = identifiersIn(path, readFileSync(join(root, path), 'utf8')).find((name) => names.has(name))
    return name !== undefined && `${path} already has "${name}".`
  }
  const faults = [
    [...own].some((name) => isReserved(name) || isInherited(name) || globalNames.has(name)) &&
      `JavaScript or TypeScript has a meaning for "${kebab}" or "${kebabs}".`,
    !isRouterName(camel) && `tRPC has a meaning for "${camel}".`,
    clash !== undefined && `The generated code has another use for "${clash}".`,
    taken(prismaClient, new Set([pascal])),
    ...[kebab, kebabs].map((name) => routes.includes(name) && `The web app already has the page /${name}.`),
    ...sharedFiles.map((path) => taken(path, named)),
    ...domainFiles(root).map((path) => taken(path, generated.named)),
    ...plan.folders.map((path) => existsSync(join(root, path)) && `${path} exists already.`),
  ].filter((fault) => fault !== false)
  return faults.length > 0 ? [...new Set(faults)] : schemaFaults(root, plan)
}

/** Which identifiers of the generated code come from the name, and which do not. */
function namesInPlan(
  { kebab, kebabs }: Names,
  { files }: ResourcePlan,
): { readonly named: Set<string>; readonly fixed: Set<string> } {
  // With as many words, every text is spelled in the same way.
  const alike = (name: string, word: string) => name.replaceAll(/[a-z]+/g, word)
  const other = planResource(namesOf(alike(kebab, 'qzword'), alike(kebabs, 'qzwords')), '')
  const [named, fixed] = [new Set<string>(), new Set<string>()]
  for (const [index, { path, text }] of files.entries()) {
    if (!isSource(path)) continue
    const others = identifiersIn(path, other.files[index]?.text ?? '')
    for (const [at, name] of identifiersIn(path, text).entries()) (name === others[at] ? fixed : named).add(name)
  }
  return { named, fixed }
}

const isSource = (path: string) => path.endsWith('.ts') || path.endsWith('.tsx')

/** The files of the domains that are there: in folders of their own. */
const domainFiles = (root: string) =>
  ['packages/db/src', 'packages/api/src'].flatMap((layer) =>
    foldersIn(join(root, layer))
      .filter((name) => name !== 'generated')
      .flatMap((name) => readdirSync(join(root, layer, name)).map((file) => `${layer}/${name}/${file}`)),
  )

const foldersIn = (path: string) =>
  readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))

/** The first parts of the addresses of all pages; folders in parentheses are no part of an address. */
function pagesOf(root: string): string[] {
  const app = join(root, 'apps/web/src/app')
  return foldersIn(app).flatMap((name) => (name.startsWith('(') ? foldersIn(join(app, name)) : [name]))
}

interface Proxied extends Readonly<Record<string, Proxied | undefined>> {
  readonly of?: Proxied
  readonly it?: Proxied
}

/** Whether tRPC's router, clients and hooks all pass a name on to the procedures behind it. */
function isRouterName(name: string): boolean {
  const t = initTRPC.create()
  try {
    t.router({ [name]: t.router({}) })
  } catch {
    return false
  }
  const client = createTRPCClient<AnyTRPCRouter>({ links: [] })
  const proxies = [
    client,
    createTRPCReact<AnyTRPCRouter>(),
    createServerSideHelpers({ client }),
  ] as unknown as Proxied[]
  const passesOn = proxies.every((proxy) => proxy[name]?.of?.it !== undefined)
  return passesOn && !contextProps.some((property) => property === name)
}

/** What Prisma has against the schema with the new model in it. */
function schemaFaults(root: string, { files }: ResourcePlan): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'new-resource-'))
  try {
    const schema = join(root, 'prisma/tasks')
    for (const name of readdirSync(schema).filter((name) => name.endsWith('.prisma'))) {
      copyFileSync(join(schema, name), join(folder, name))
    }
    for (const { path, text } of files.filter(({ path }) => path.endsWith('.prisma'))) {
      writeFileSync(join(folder, basename(path)), text)
    }
    const args = [join(root, 'prisma/generate.mjs'), folder, '--validate']
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    if (status === 0) return []
    const errors = stderr.split('\n').filter((line) => line.startsWith('error: '))
    return [`Prisma refuses the model: ${errors.join(' ') || stderr}`]
  } finally {
    rmSync(folder, { recursive: true })
  }
}
