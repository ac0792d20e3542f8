import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '@ownlist/stack'
import { loadModule, parseSync } from 'libpg-query'
import { globSync } from 'tinyglobby'
import { expect, test } from 'vitest'

await loadModule()

/** The statements of a file, without their positions. */
const statementsOf = (path: string) =>
  (parseSync(readFileSync(join(root, path), 'utf8')).stmts ?? []).map(({ stmt }) =>
    JSON.stringify(stmt, (key, value) => (key === 'location' ? undefined : value)),
  )

// Migrations are not changed, so what the first migration after an ejection keeps of them is written a second time.
test('after an ejection the database keeps every rule of the tables that stay, word for word', () => {
  const migrations = globSync('prisma/tasks/migrations/*/migration.sql', { cwd: root }).flatMap(statementsOf)
  const isPrismas = (statement: string) => /^\{"(CreateStmt|CreateEnumStmt|IndexStmt)"/.test(statement)
  const isOfDomain = (statement: string) => /"relname":"(task|list)"/.test(statement)
  const kept = migrations.filter((statement) => !isPrismas(statement) && !isOfDomain(statement))
  expect(statementsOf('packages/grow/templates/tasks/migration.sql').sort()).toEqual(kept.sort())
})
