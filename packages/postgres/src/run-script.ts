import type { Node } from '@pgsql/types'
import pg from 'pg'
import { distributeMissing, isDistributed, useOneConnection } from './distribute-tables.js'
import { hasCitus } from './has-citus.js'

/**
 * Runs a script of several statements. It is sent as a whole, as psql sends a file, so that PostgreSQL finds the end of
 * each statement. With Citus it is sent statement by statement, because Citus forwards the whole text of a query to the
 * other servers, which accept only one statement.
 * @throws {pg.DatabaseError} with the position in the script
 */
export async function runScript(client: pg.Client, sql: string): Promise<void> {
  if (await hasCitus(client)) await runOnCluster(client, await statementsOf(sql))
  else await runPart(client, { offset: 0, text: sql })
}

/**
 * If tables are distributed, new tables of the script are distributed too, and its foreign keys are added after that: Citus
 * accepts none between a table that is distributed and one that is not yet.
 */
async function runOnCluster(client: pg.Client, statements: readonly Statement[]): Promise<void> {
  const distributes = client.getTransactionStatus() === 'T' && (await isDistributed(client))
  if (distributes) await useOneConnection(client)
  const isLater = ({ addsForeignKeys }: Statement) => distributes && addsForeignKeys
  for (const statement of statements) {
    if (!isLater(statement)) await runPart(client, statement)
  }
  if (!distributes) return
  await distributeMissing(client, async () => {
    for (const statement of statements.filter(isLater)) await runPart(client, statement)
  })
}

async function runPart(client: pg.Client, { offset, text }: Part): Promise<void> {
  await client.query(text).catch((error: unknown) => {
    if (error instanceof pg.DatabaseError && error.position !== undefined) {
      error.position = String(Number(error.position) + offset)
    }
    throw error
  })
}

interface Part {
  /** The number of characters before it. */
  readonly offset: number
  readonly text: string
}

interface Statement extends Part {
  /** Whether it does nothing else. */
  readonly addsForeignKeys: boolean
}

/** The statements of a script, as found by PostgreSQL's own parser. */
async function statementsOf(sql: string): Promise<Statement[]> {
  const { loadModule, parseSync } = await import('libpg-query')
  await loadModule()
  // The parser counts bytes, and PostgreSQL counts characters.
  const bytes = Buffer.from(sql)
  return (parseSync(sql).stmts ?? []).map(({ stmt, stmt_location: from = 0, stmt_len: length = 0 }) => ({
    offset: [...bytes.toString('utf8', 0, from)].length,
    text: bytes.toString('utf8', from, length === 0 ? bytes.length : from + length),
    addsForeignKeys: stmt !== undefined && addsForeignKeys(stmt),
  }))
}

/** Whether a statement is an ALTER TABLE that only adds foreign keys. */
const addsForeignKeys = (statement: Node): boolean =>
  'AlterTableStmt' in statement &&
  (statement.AlterTableStmt.cmds ?? []).every((command) => {
    const { def } = 'AlterTableCmd' in command ? command.AlterTableCmd : {}
    return def !== undefined && 'Constraint' in def && def.Constraint.contype === 'CONSTR_FOREIGN'
  })
