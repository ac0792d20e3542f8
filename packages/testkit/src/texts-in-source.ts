import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from '@typescript/typescript6'

/** Source files by their path in a folder. */
export type Sources = ReadonlyMap<string, ts.SourceFile>

/** Reads the source files below a folder. */
export function readSources(folder: string, isLeftOut: (path: string) => boolean): Sources {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll('\\', '/'))
    .filter((path) => !isLeftOut(path))
    .sort()
  return new Map(paths.map((path) => [path, parse(path, readFileSync(join(folder, path), 'utf8'))]))
}

const parse = (path: string, text: string) => ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)

/** One file that is not on the disk. */
export const sourceOf = (text: string): Sources => new Map([['source.tsx', parse('source.tsx', text)]])

/** Attributes and properties whose value is read by people or screen readers. */
const shown = new Set(
  'alt description error hint label message placeholder title aria-description aria-label aria-valuetext'.split(' '),
)

/**
 * Texts for people that are in the code instead of a catalogue, as `path:line: text`: text in JSX, a string in an attribute
 * or a property that is shown, and any string with two words. The message of an `Error` is for programmers, so it is left
 * out.
 */
export function textsOutside(sources: Sources): string[] {
  return [...sources].flatMap(([path, file]) => {
    const found: string[] = []
    const visit = (node: ts.Node, isShown: boolean): void => {
      if (isForPrograms(node)) return
      const text = literalOf(node)
      if (text !== null && (isShown ? /\p{L}/u : /\p{L}{2}[,;:]? \p{L}/u).test(text)) {
        const { line } = file.getLineAndCharacterOfPosition(node.getStart())
        found.push(`${path}:${line + 1}: ${text.trim()}`)
      }
      ts.forEachChild(node, (child) => visit(child, isShownIn(node, child) ?? isShown))
    }
    visit(file, false)
    return found
  })
}

function literalOf(node: ts.Node): string | null {
  if (ts.isJsxText(node)) return node.text
  if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
    return node.text
  return null
}

const isForPrograms = (node: ts.Node): boolean =>
  ts.isImportDeclaration(node) ||
  ts.isExportDeclaration(node) ||
  ts.isTypeNode(node) ||
  (ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression)) ||
  (ts.isNewExpression(node) && node.expression.getText() === 'Error') ||
  (ts.isCallExpression(node) && /(^super|[.]closest|[.]querySelector(All)?)$/.test(node.expression.getText())) ||
  (ts.isJsxAttribute(node) && node.name.getText() === 'className')

/** Whether people read a child of a node; undefined if it is the same as for the node itself. */
function isShownIn(node: ts.Node, child: ts.Node): boolean | undefined {
  if (ts.isJsxAttribute(node) || ts.isPropertyAssignment(node)) return shown.has(node.name.getText())
  if (ts.isJsxElement(node) || ts.isJsxFragment(node)) return true
  if (ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node)) return false
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return false
  if (ts.isBinaryExpression(node) && child !== node.right) return false
  if (ts.isBinaryExpression(node)) return isJoin(node) ? undefined : false
  if (ts.isConditionalExpression(node) && child === node.condition) return false
  return undefined
}

const isJoin = ({ operatorToken: { kind } }: ts.BinaryExpression) =>
  [ts.SyntaxKind.PlusToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken].includes(kind)

/** The path of a message, such as `account.passkeys.title`, and its text. */
export type CatalogueEntry = readonly [key: string, message: string]

interface Tree {
  readonly [name: string]: string | Tree
}

/** Every message of a catalogue. */
export const entriesOf = (tree: Tree, path: readonly string[] = []): CatalogueEntry[] =>
  Object.entries(tree).flatMap(([name, value]): CatalogueEntry[] =>
    typeof value === 'string' ? [[[...path, name].join('.'), value]] : entriesOf(value, [...path, name]),
  )

/**
 * The messages that no file uses. A file uses a message if it contains its key as a string or as a template, such as
 * `failures.${code}`: either the whole key, or the name of its area, such as `account`, and the rest of the key.
 */
export function unusedKeys(sources: Sources, entries: readonly CatalogueEntry[]): string[] {
  const files = [...sources.values()].map(stringsOf)
  return entries.map(([key]) => key).filter((key) => !files.some((strings) => uses(strings, key.split('.'))))
}

const uses = (strings: readonly RegExp[], names: readonly string[]): boolean => {
  const has = (key: readonly string[]) => strings.some((string) => string.test(key.join('.')))
  return has(names) || names.some((_, at) => at > 0 && has(names.slice(0, at)) && has(names.slice(at)))
}

/** Each string in a file as a pattern. An expression in a template matches one name. */
function stringsOf(file: ts.SourceFile): RegExp[] {
  const found: RegExp[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.push(exactly(node.text))
    if (ts.isTemplateExpression(node)) {
      found.push(
        new RegExp(
          `^${escaped(node.head.text)}${node.templateSpans.map(({ literal }) => `[^.]+${escaped(literal.text)}`).join('')}$`,
        ),
      )
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
const exactly = (text: string) => new RegExp(`^${escaped(text)}$`)
