import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '@ownlist/stack'
import { loadModule, parseSync } from 'libpg-query'
import { globSync } from 'tinyglobby'
import { expect, test } from 'vitest'

await loadModule()

/** What is removed together with the tasks: their tables and their functions. */
const ofDomain =
  /"relname":"(task|list|section|label|filter|preference|push_subscription|feed|import_part)"|search_|position_at|zoned_instant/

/** The statements of a file, without their positions. */
const statementsOf = (path: string) =>
  (parseSync(readFileSync(join(root, path), 'utf8')).stmts ?? []).map(({ stmt }) =>
    JSON.stringify(stmt, (key, value) => (/^location$|^(rexpr_)?list_(start|end)$/.test(key) ? undefined : value)),
  )

/** The statements that remain after those that drop something: neither the drops nor the statements that created the object. */
function withoutDropped(statements: readonly string[]): string[] {
  let left: string[] = []
  for (const statement of statements) {
    if (statement.startsWith('{"DropStmt"')) {
      const name = [...statement.matchAll(/"sval":"(\w+)"/g)].at(-1)?.[1]
      left = left.filter((earlier) => !earlier.includes(`"${name}"`))
    } else left.push(statement)
  }
  return left
}

// Migrations are not changed, so what the first migration after an ejection keeps of them is written a second time.
test('after an ejection the database keeps every rule of the tables that stay, word for word', () => {
  const paths = globSync('prisma/tasks/migrations/*/migration.sql', { cwd: root }).sort()
  const migrations = withoutDropped(paths.flatMap(statementsOf))
  // Prisma cannot express a partial index.
  const isPrismas = (statement: string) =>
    /^\{"(CreateStmt|CreateEnumStmt|IndexStmt)"/.test(statement) && !/^\{"IndexStmt".*"whereClause"/.test(statement)
  const isOfDomain = (statement: string) => ofDomain.test(statement)
  // After an ejection, there are no rows of earlier versions.
  const changesRows = (statement: string) => /^\{"(Insert|Update)Stmt"|"AT_NoForceRowSecurity"/.test(statement)
  const rules = migrations.filter(
    (statement) => !isPrismas(statement) && !isOfDomain(statement) && !changesRows(statement),
  )
  // A migration that changes rows forces row-level security again.
  const kept = [...new Set(rules)]
  expect(statementsOf('packages/grow/templates/tasks/migration.sql').sort()).toEqual(kept.sort())
})
