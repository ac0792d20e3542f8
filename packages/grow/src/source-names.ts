import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runInNewContext } from 'node:vm'
import ts from '@typescript/typescript6'

/** The names that a file uses, in order, and texts that are spelled like a type's; not what is read from an object, after a dot. */
export function identifiersIn(path: string, text: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node
    const isName = ts.isIdentifier(node) || (ts.isStringLiteral(node) && /^[A-Z]\w*$/.test(node.text))
    if (isName && !isMember) found.push(node.text)
    ts.forEachChild(node, visit)
  }
  ts.forEachChild(parse(path, text), visit)
  return found
}

function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
}

/** Whether JavaScript reserves a word, such as `class`. */
export function isReserved(word: string): boolean {
  const kind = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, word).scan()
  return kind >= ts.SyntaxKind.FirstReservedWord && kind <= ts.SyntaxKind.LastFutureReservedWord
}

/** Whether every object, function or promise has a member of this name. */
export const isInherited = (name: string): boolean =>
  [Object.prototype, Function.prototype, Promise.prototype].some((prototype) => name in prototype)

/** What JavaScript and TypeScript's own library declare everywhere, such as `Map` and `Partial`. */
export const globalNames: ReadonlySet<string> = new Set([
  ...(runInNewContext('Object.getOwnPropertyNames(globalThis)') as string[]),
  ...declaredTypes(dirname(ts.getDefaultLibFilePath({}))),
])

function declaredTypes(folder: string): string[] {
  const libraries = readdirSync(folder).filter((name) => name.startsWith('lib.es') || name.startsWith('lib.decorators'))
  return libraries
    .flatMap((name) => [...parse(name, readFileSync(join(folder, name), 'utf8')).statements])
    .filter((statement) => ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
    .map(({ name }) => name.text)
}
