import type { InsertStmt, SelectStmt } from '@pgsql/types'
import { loadModule, parseSync } from 'libpg-query'

await loadModule()

/**
 * The tables into which a statement inserts rows from other tables and returns columns, without an alias for the table:
 * `insert into note select … from draft returning id` instead of `insert into note as added …`. Citus then asks a shard for
 * columns of the table, which the shard does not know by this name.
 */
export function unnamedTargets(sql: string): string[] {
  return (parseSync(sql).stmts ?? []).flatMap(({ stmt }) =>
    stmt !== undefined && 'InsertStmt' in stmt ? targetOf(stmt.InsertStmt) : [],
  )
}

function targetOf({ relation, selectStmt, returningClause }: InsertStmt): string[] {
  const rows: SelectStmt = selectStmt !== undefined && 'SelectStmt' in selectStmt ? selectStmt.SelectStmt : {}
  const isOfTables = (rows.fromClause ?? []).length > 0
  return isOfTables && returningClause !== undefined && relation?.alias === undefined ? [relation?.relname ?? ''] : []
}
