import type pg from 'pg'

/** Whether the database of a connection is part of a Citus cluster. */
export async function hasCitus(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query(`select from pg_extension where extname = 'citus'`)
  return rowCount === 1
}
