import type { Node } from '@babel/types'
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin'

/** The part of Babel's `NodePath` that is used here: a position in the syntax tree. */
interface Place {
  readonly node: Node
  readonly parentPath: Place | null
}

/** Properties whose text only people read. */
const messageProperties = new Set(['message', 'error', 'mustBe', 'summary', 'description'])

/** Methods of zod and of the log that take a message or a description. */
const messageMethods = new Set(
  'describe refine addIssue min max regex date datetime uuidv7 debug info warn error fatal'.split(' '),
)

/**
 * Whether a text is a message for people, so that no test needs to notice when it changes. A text of one word, such as an
 * error code, is never a message, unless it is an example.
 */
function isMessage({ node, parentPath }: Place): boolean {
  const text = textOf(node)
  if (text === null || parentPath === null) return false
  if (propertyOf(parentPath.node) === 'example') return true
  if (!text.includes(' ')) return false
  return /^\p{Lu}.*[.?!]$/su.test(text) || isForPeople(parentPath)
}

/** Whether the node is passed as a message, directly or as one of two alternatives. */
function isForPeople({ node, parentPath }: Place): boolean {
  if (node.type === 'ConditionalExpression' && parentPath !== null) return isForPeople(parentPath)
  if (node.type === 'ObjectProperty') return messageProperties.has(propertyOf(node) ?? '')
  if (node.type === 'NewExpression') return nameOf(node.callee)?.endsWith('Error') ?? false
  if (node.type !== 'CallExpression') return false
  if (node.callee.type === 'Super') return true
  return node.callee.type === 'MemberExpression' && messageMethods.has(nameOf(node.callee.property) ?? '')
}

const propertyOf = (node: Node): string | null => (node.type === 'ObjectProperty' ? nameOf(node.key) : null)

const nameOf = (node: Node): string | null => (node.type === 'Identifier' ? node.name : null)

/**
 * Whether a text is the name of a prepared statement. Each connection finds a statement by its name again, so any other name
 * would do. `pg` refuses a name that two statements share.
 */
function isStatementName({ node, parentPath }: Place): boolean {
  const parent = parentPath?.node
  if (parent?.type === 'CallExpression')
    return nameOf(parent.callee) === 'readStatement' && parent.arguments[0] === node
  if (parent === undefined || propertyOf(parent) !== 'name') return false
  const object = parentPath?.parentPath?.node
  return object?.type === 'ObjectExpression' && object.properties.some((other) => propertyOf(other) === 'text')
}

/** The text of a string or template; a value in a template counts as one letter. */
function textOf(node: Node): string | null {
  if (node.type === 'StringLiteral') return node.value
  return node.type === 'TemplateLiteral' ? node.quasis.map(({ value }) => value.cooked ?? '').join('x') : null
}

/**
 * For Stryker: excludes messages and everything in them, and the names of prepared statements. Other texts, such as headers
 * and SQL, are mutated.
 */
export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'messages', {
    shouldIgnore: (path) => (isMessage(path as Place) ? 'a message for people' : undefined),
  }),
  declareValuePlugin(PluginKind.Ignore, 'statement-names', {
    shouldIgnore: (path) => (isStatementName(path as Place) ? 'only the name of a prepared statement' : undefined),
  }),
]
