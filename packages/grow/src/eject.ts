import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from '@typescript/typescript6'
import { trackedFiles } from './git.js'
import { namesOf } from './names.js'
import { planResource } from './resource-plan.js'

const templates = fileURLToPath(new URL('../templates/', import.meta.url))
const domains = ['task', 'list'].map((name) => namesOf(name, undefined))

/** What goes, beside the domains' own folders, files and lines. */
interface Ejection {
  /** Programs, tests and docs that are about tasks as a whole. */
  readonly paths: readonly string[]
  /** Members of JSON files, by path and then by pointer. */
  readonly members: Readonly<Record<string, readonly (readonly string[])[]>>
  /** Members of JSON files that come instead, by path. */
  readonly added: Readonly<Record<string, object>>
}

/** Lines that start and end a region of a shared file that goes: those of code, JSX, Markdown, and of settings. */
const regions = [
  ['// domain: tasks {', '// }'],
  ['{/* domain: tasks { */}', '{/* } */}'],
  ['<!-- domain: tasks { -->', '<!-- } -->'],
  ['# domain: tasks {', '# }'],
] as const

/** Takes tasks and lists out of a repository, and adds the files of `templates/ejected`. @throws {Error} with the output of what failed */
export function ejectTasks(root: string): void {
  const { paths, members, added } = JSON.parse(readFileSync(join(templates, 'ejection.json'), 'utf8')) as Ejection
  // Before the templates go themselves.
  const overlay = filesIn(join(templates, 'ejected')).map((path) => ({
    path: path.slice(0, -'.eta'.length),
    text: readFileSync(join(templates, 'ejected', path), 'utf8'),
  }))
  const rest = readFileSync(join(templates, 'ejected-migration.sql'), 'utf8')
  const tracked = trackedFiles(root)
  const gone = tracked.filter((path) => isOfDomain(path) || paths.some((each) => `${path}/`.startsWith(`${each}/`)))
  const packages = gone
    .filter((path) => path.endsWith('/package.json'))
    .map((path) => (JSON.parse(readFileSync(join(root, path), 'utf8')) as { readonly name: string }).name)
  for (const path of [...paths, ...gone]) rmSync(join(root, path), { recursive: true, force: true })
  const registry = domains.flatMap((names) => planResource(names, '').lines)
  for (const path of tracked.filter((path) => existsSync(join(root, path)))) {
    const own = new Set(registry.filter((line) => line.path === path).map(({ text }) => text))
    const text = readFileSync(join(root, path), 'utf8')
    if (text.includes('\0')) continue
    const kept = withoutRegions(text.split('\n').filter((line) => !own.has(line.trim())))
    const renamed = kept.replaceAll('tasks:read', 'rows:read').replaceAll('tasks:write', 'rows:write')
    const isJson = /(^|\/)(package|tsconfig[\w.]*|knip)\.json$/.test(path)
    const edit = { root, path, text: renamed, pointers: members[path] ?? [], added: added[path] ?? {}, packages }
    const whole = isJson ? withoutLost(edit) : renamed
    if (whole !== text) writeFileSync(join(root, path), whole)
  }
  for (const { path, text } of overlay) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  rmSync(join(root, 'prisma/tasks/migrations'), { recursive: true })
  writeFirstMigration(root, rest)
}

/** Writes the first migration, from the schema that is left. @param rest what Prisma's schema cannot say */
function writeFirstMigration(root: string, rest: string): void {
  for (const args of [
    ['node_modules/typescript/bin/tsc', '-b', 'packages/stack'],
    ['packages/stack/dist/commands/new-migration.js', 'init'],
  ]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
    if (status !== 0) throw new Error(stdout + stderr)
  }
  const [first = ''] = filesIn(join(root, 'prisma/tasks/migrations')).filter((path) => path.endsWith('.sql'))
  appendFileSync(join(root, 'prisma/tasks/migrations', first), rest)
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))

/** Whether a file belongs to a domain: it stands in a folder of that name, or has the name itself. `prisma/tasks` is the database. */
function isOfDomain(path: string): boolean {
  const parts = path
    .replace('prisma/tasks/', 'prisma/')
    .split('/')
    .map((part) => part.split('.')[0] ?? part)
  return (
    domains.some(({ kebab, kebabs }) => parts.includes(kebab) || parts.includes(kebabs)) &&
    !path.startsWith('packages/grow/')
  )
}

function withoutRegions(lines: readonly string[]): string {
  let end: string | null = null
  const kept: string[] = []
  for (const line of lines) {
    const region = regions.find(([start]) => start === line.trim())
    if (region !== undefined) end = region[1]
    else if (end === null) kept.push(line)
    else if (line.trim() === end) end = null
  }
  return kept.join('\n')
}

/** A JSON file without some of its members, and without what refers to a package that is gone. */
function withoutLost({ root, path, text, pointers, added, packages }: JsonEdit): string {
  const json = ts.parseConfigFileTextToJson(path, text).config as Tree
  const before = JSON.stringify(json)
  for (const pointer of pointers) {
    const parent = pointer.slice(0, -1).reduce<Tree | undefined>((tree, key) => tree?.[key] as Tree | undefined, json)
    delete parent?.[pointer.at(-1) ?? '']
  }
  for (const name of packages) {
    delete json.dependencies?.[name]
    delete json.devDependencies?.[name]
  }
  if (Array.isArray(json.references))
    json.references = json.references.filter((to) => existsSync(join(root, dirname(path), to.path)))
  const after = { ...json, ...added }
  return JSON.stringify(after) === before ? text : `${JSON.stringify(after, null, 2)}\n`
}

interface JsonEdit {
  readonly root: string
  readonly path: string
  readonly text: string
  readonly pointers: readonly (readonly string[])[]
  readonly added: object
  /** The names of the packages that are gone. */
  readonly packages: readonly string[]
}

interface Tree {
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  references?: { readonly path: string }[]
  [key: string]: unknown
}
