import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { contextProps, createRootHooks } from '@trpc/react-query/shared'
import ts from '@typescript/typescript6'
import { globSync } from 'tinyglobby'
import { type Names, namesOf } from './names.js'
import { resourceFiles } from './resource-plan.js'

/** A name that no code uses, and that is recognizable in every spelling. */
const unused = namesOf('qzword')
const spellings = ['camels', 'pascals', 'camel', 'pascal'] as const

/** The files to which a new resource adds names, and which of their names it could repeat. */
const places: readonly (readonly [patterns: string, isAmongThem: RegExp])[] = [
  // In the OpenAPI document, each type name must be unique.
  ['packages/api/src/*/*-schemas.ts', /^[A-Z]/],
  // Registries, contexts, and what Prisma generates.
  ['packages/db/src/{database,domains,generated/client,generated/enums}.ts', /^\w/],
  ['packages/api/src/{routers,context,changes/kinds}.ts', /^\w/],
  ['packages/client/src/offline.ts', /^\w/],
  ['apps/server/test/resources/registry.ts', /^\w/],
  ['apps/web/src/{replica/kinds,texts/catalogue}.ts', /^\w/],
  // The addresses of pages: folders of Next.js, and what the web app links to.
  ['apps/web/src/**/*.{ts,tsx}', /^\//],
]

/**
 * @returns a function that says why code with these names would not compile, load or work in this repository; empty if it would.
 * A name is refused if the language, a library, the templates or one of these files uses it for anything. So a few harmless names are
 * refused, too.
 */
export function createNameFaults(root: string): (names: Names) => string[] {
  const generated = resourceFiles(unused, '').flatMap(({ path, text }) => namesIn(path, text))
  const isNamed = (name: string) => /qzword/i.test(name)
  const named = [...spellings.map((key) => unused[key]), ...generated.filter(isNamed)]
  const fixed = generated.filter((name) => !isNamed(name))
  const taken = new Map([...takenIn(root), ...by('the generated code', fixed), ...reserved()])
  return (names) => {
    const spelled = (text: string) => spellings.reduce((text, key) => text.replace(unused[key], names[key]), text)
    const own = new Set([...named.map(spelled), `/${names.kebabs}`])
    const folderOrFile = (path: string) => (basename(dirname(path)) === names.kebabs ? dirname(path) : path)
    const paths = new Set(resourceFiles(names, '').map(({ path }) => folderOrFile(path)))
    return [
      ...[...own].filter((name) => taken.has(name)).map((name) => `"${name}" is already used in ${taken.get(name)}.`),
      ...[...paths].filter((path) => existsSync(join(root, path))).map((path) => `${path} already exists.`),
    ]
  }
}

const by = (user: string, names: readonly string[]) => names.map((name) => [name, user] as const)

function takenIn(root: string) {
  // After apps/web/src/app: the first folder that is not a group.
  const routeOf = (path: string) => `/${path.split('/').find((part, n) => n > 3 && !part.startsWith('('))}`
  return places.flatMap(([patterns, isAmongThem]) =>
    globSync(patterns, { cwd: root }).flatMap((path) => {
      const names = [routeOf(path), ...namesIn(path, readFileSync(join(root, path), 'utf8'))]
      return names.flatMap((name) => (isAmongThem.test(name) ? [[name, path] as const] : []))
    }),
  )
}

/** The names that JavaScript reserves, that every object, function or promise has, or that are declared for every program. */
function reserved() {
  const { FirstReservedWord, LastFutureReservedWord } = ts.SyntaxKind
  const kinds = [...Array(LastFutureReservedWord + 1).keys()].slice(FirstReservedWord)
  const words = kinds.map((kind) => ts.tokenToString(kind) ?? '')
  const members = [Object.prototype, Function.prototype, Promise.prototype].flatMap(Object.getOwnPropertyNames)
  const library = ts.createProgram(['none.ts'], { lib: ['lib.esnext.d.ts'], types: [] }).getTypeChecker()
  const declared = library.getSymbolsInScope(parse('none.ts', ''), ts.SymbolFlags.Value | ts.SymbolFlags.Type)
  return [
    ...by('tRPC', [...contextProps, ...Object.keys(createRootHooks()), 'queryClient', 'dehydrate']),
    ...by('Prisma', ['Bytes', 'DateTime', 'Decimal', 'Float', 'Int', 'Json']),
    ...by('JavaScript or TypeScript', ['await', ...words, ...members, ...declared.map(({ name }) => name)]),
  ]
}

const parse = (path: string, text: string) => ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)

/** The names in a file, except those after a dot, and texts that are spelled like a type's name or the address of a page. */
function namesIn(path: string, text: string): string[] {
  const names: string[] = []
  const visit = (node: ts.Node): void => {
    const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node
    if (ts.isIdentifier(node) && !isMember) names.push(node.text)
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node))
      names.push(/^(\/[\w-]+|[A-Z]\w*$)/.exec(node.text)?.[0] ?? '')
    ts.forEachChild(node, visit)
  }
  if (/\.tsx?$/.test(path)) parse(path, text).statements.forEach(visit)
  return names
}
