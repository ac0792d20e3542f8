import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from '@typescript/typescript6'
import { expect, test } from 'vitest'

const raw = new Set(['$queryRaw', '$executeRaw', '$queryRawUnsafe', '$executeRawUnsafe', '$queryRawTyped', 'raw'])

/** The files that send SQL past Prisma's own statements, and how. These statements concern the caller, or no row at all. */
const known = {
  // The names of tables, from the source.
  'background/purge-deleted.ts': ['$queryRaw', 'raw'],
  'background/due.ts': ['$executeRaw', '$queryRaw'],
  // Names of tables and columns from the source.
  'changes/action.ts': ['$executeRaw', '$executeRawUnsafe', '$queryRaw', '$queryRawUnsafe', 'raw'],
  'changes/forget-contents.ts': ['$executeRaw'],
  // Constants of history-statements.ts.
  'changes/undo.ts': ['$queryRawUnsafe'],
  // SET takes no parameters.
  'owner-scope.ts': ['$executeRawUnsafe'],
  // Conditions that are constants, and names of tables from the catalog.
  'isolation.ts': ['$queryRaw', 'raw'],
  // The name of a table, from the source.
  'purge-rows.ts': ['$queryRaw', 'raw'],
  'restricted-role.ts': ['$queryRaw'],
  // domain: tasks {
  // SET, and a constant.
  'imports/apply-import.ts': ['$executeRawUnsafe', '$queryRawUnsafe'],
  'sections/purge-sections.ts': ['$executeRaw', '$queryRaw'],
  'push/wake-reminders.ts': ['$executeRaw'],
  'push/reminders.ts': ['$queryRaw'],
  'tasks/purge-tasks.ts': ['$queryRaw'],
  // Two constants.
  'tasks/task-rows.ts': ['$queryRawUnsafe'],
  // domain: tasks }
}

/** The members of `raw` that a file reads from an object, sorted. */
function rawMembersOf(path: string): string[] {
  const found = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && raw.has(node.name.text)) found.add(node.name.text)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true))
  return [...found].sort()
}

test('only known files send SQL through Prisma, and six of them assemble it from text', () => {
  const folder = fileURLToPath(new URL('../src/', import.meta.url))
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('generated'))
    .map((name) => [name, rawMembersOf(join(folder, name))] as const)
    .filter(([, members]) => members.length > 0)
  expect(Object.fromEntries(files)).toEqual(known)
})
