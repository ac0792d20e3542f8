import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { contextProps, createRootHooks } from '@trpc/react-query/shared'
import ts from '@typescript/typescript6'
import { globSync } from 'tinyglobby'
import { type Names, namesOf } from './names.js'
import { resourceFiles } from './resource-plan.js'

const parse = (path: string, text: string) => ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)

/** A name that no code uses, and that is recognizable in every spelling. */
const unused = namesOf('qzword')
const spellings = ['camels', 'pascals', 'camel', 'pascal'] as const

/** What the templates use: identifiers that come from the name, and all others. */
const generated = resourceFiles(unused, '').flatMap(({ path, text }) => identifiersIn(path, text))
const named = new Set(generated.filter((identifier) => /qzword/i.test(identifier)))
const fixed = new Set(generated.filter((identifier) => !named.has(identifier)))

/** Files in which a new resource's names stand beside others: registries, contexts, and what Prisma generates. */
const shared = [
  'packages/db/src/{database,stores,generated/client,generated/enums}.ts',
  'packages/api/src/{app-router,context}.ts',
  'packages/client/src/offline.ts',
  'apps/server/test/resources/index.ts',
]
/** Files with names of types in the OpenAPI document, where each stands once. */
const schemas = ['packages/api/src/*/*-schemas.ts']

/** The values and types that TypeScript's library declares for every program, such as `Map` and `Partial`. */
const library = ts.createProgram(['none.ts'], { lib: ['lib.esnext.d.ts'], types: [] }).getTypeChecker()
const globals = library.getSymbolsInScope(parse('none.ts', ''), ts.SymbolFlags.Value | ts.SymbolFlags.Type)
const globalNames = new Set(globals.map(({ name }) => name))

/** Names that tRPC's hooks and helpers have beside the routers, and Prisma's types of columns. */
const libraryNames = new Set<string>([...contextProps, ...Object.keys(createRootHooks()), 'queryClient', 'dehydrate'])
for (const type of ['Bytes', 'DateTime', 'Decimal', 'Float', 'Int', 'Json']) libraryNames.add(type)

/**
 * Why code with these names would not compile, load or work in this repository; empty if it would. A name is refused if
 * the language, a library, the templates or a shared file use it already, whatever for: a few harmless names are, too.
 */
export function nameFaults(root: string, names: Names): string[] {
  const spelled = (text: string) => spellings.reduce((text, key) => text.replace(unused[key], names[key]), text)
  const own = new Set([...spellings.map((key) => unused[key]), ...named].map(spelled))
  const types = new Set([...own].filter((name) => /^[A-Z]/.test(name)))
  const folderOrFile = (path: string) => (basename(dirname(path)) === names.kebabs ? dirname(path) : path)
  const paths = [`apps/web/src/app/${names.kebabs}`, ...resourceFiles(names, '').map(({ path }) => folderOrFile(path))]
  const faults = (isFault: (name: string) => boolean, reason: string) =>
    [...own].filter(isFault).map((name) => `"${name}" ${reason}.`)
  return [
    ...faults(hasMeaning, 'has a meaning in JavaScript or TypeScript'),
    ...faults((name) => libraryNames.has(name), 'has a meaning in tRPC or Prisma'),
    ...faults((name) => fixed.has(name), 'has another use in the generated code'),
    ...[...new Set(paths)].filter((path) => existsSync(join(root, path))).map((path) => `${path} exists already.`),
    ...takenIn(root, shared, own),
    ...takenIn(root, schemas, types),
  ]
}

function takenIn(root: string, patterns: string[], names: ReadonlySet<string>): string[] {
  return globSync(patterns, { cwd: root }).flatMap((path) => {
    const name = identifiersIn(path, readFileSync(join(root, path), 'utf8')).find((name) => names.has(name))
    return name === undefined ? [] : [`${path} already has "${name}".`]
  })
}

/** The names in a file, and texts that are spelled like a type's; not what is read from an object, after a dot. */
function identifiersIn(path: string, text: string): string[] {
  const isSource = path.endsWith('.ts') || path.endsWith('.tsx')
  const visit = (node: ts.Node): string[] => {
    const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node
    const isName = ts.isIdentifier(node) || (ts.isStringLiteral(node) && /^[A-Z]\w*$/.test(node.text))
    return [...(isName && !isMember ? [node.text] : []), ...node.getChildren().flatMap(visit)]
  }
  return isSource ? parse(path, text).statements.flatMap(visit) : []
}

/** Whether JavaScript reserves a name, every object, function or promise has such a member, or it is declared everywhere. */
function hasMeaning(name: string): boolean {
  const kind = ts.createScanner(ts.ScriptTarget.Latest, true, undefined, name).scan()
  return (
    (kind >= ts.SyntaxKind.FirstReservedWord && kind <= ts.SyntaxKind.LastFutureReservedWord) ||
    [Object.prototype, Function.prototype, Promise.prototype].some((prototype) => name in prototype) ||
    globalNames.has(name)
  )
}
