import pg from 'pg'
import { hasCitus } from './has-citus.js'

/**
 * Runs a script of several statements. It is sent as a whole, as psql sends a file, so that PostgreSQL finds the end of each
 * statement. With Citus it is sent statement by statement: Citus passes the whole text of a query on to the other servers,
 * which accept one statement only.
 * @throws {pg.DatabaseError} with the position in the script
 */
export async function runScript(client: pg.Client, sql: string): Promise<void> {
  for (const { offset, text } of (await hasCitus(client)) ? await statementsOf(sql) : [{ offset: 0, text: sql }]) {
    await client.query(text).catch((error: unknown) => {
      if (error instanceof pg.DatabaseError && error.position !== undefined) {
        error.position = String(Number(error.position) + offset)
      }
      throw error
    })
  }
}

interface Part {
  /** The characters before it. */
  readonly offset: number
  readonly text: string
}

/** The statements of a script, found by PostgreSQL's own parser. */
async function statementsOf(sql: string): Promise<Part[]> {
  const { loadModule, parseSync } = await import('libpg-query')
  await loadModule()
  // The parser counts bytes, and PostgreSQL counts characters.
  const bytes = Buffer.from(sql)
  return (parseSync(sql).stmts ?? []).map(({ stmt_location: from = 0, stmt_len: length = 0 }) => ({
    offset: [...bytes.toString('utf8', 0, from)].length,
    text: bytes.toString('utf8', from, length === 0 ? bytes.length : from + length),
  }))
}
