import type pg from 'pg'
import { limits, type Settings } from './transaction-start.js'

const direct = new WeakSet<pg.ClientBase>()
const oneServer = new WeakSet<pg.ClientBase>()

/**
 * Whether no pooler, such as PgBouncer, is between a connection and its server process. Only then do prepared statements
 * and session settings still exist for the next statement: in transaction mode, a pooler gives the server process to
 * another client after each transaction, and PgBouncer before 1.21 does not support prepared statements at all.
 */
export const isDirect = (client: pg.ClientBase): boolean => direct.has(client)

/**
 * Whether a direct connection leads to a single server, where `set_config()` affects every statement. Citus forwards only
 * SET LOCAL to its other servers.
 */
export const isOneServer = (client: pg.ClientBase): boolean => oneServer.has(client)

/** How long to wait for the answer, in milliseconds. It is the same as for a connection. */
const waitMs = 2_000

type Verify = (client: pg.PoolClient, done: (error?: Error) => void) => void

/**
 * Creates the `verify` function of a pool, which finds out whether a new connection is direct. A pooler announces a process
 * id that it has made up, while `pg_backend_pid()` returns the server's. If the two are equal, the same statement sets the
 * time limits for the whole session, so that a single statement needs no transaction around it.
 * @param settings more settings for the whole session
 */
export function prepareConnection(settings: Settings): Verify {
  const entries = Object.entries({ ...limits, ...settings })
  const assignments = entries.map((_, n) => `set_config($${2 * n + 2}, $${2 * n + 3}, false)`)
  const hasCitus = `to_regprocedure('citus_version()') is not null as "hasCitus"`
  const text = `select ${assignments.join(', ')}, ${hasCitus} where pg_backend_pid() = $1`
  return (client, done) => {
    const { processID } = client as pg.PoolClient & { readonly processID?: number | null }
    const query = { text, values: [processID ?? 0, ...entries.flat()], query_timeout: waitMs }
    client.query<{ hasCitus: boolean }>(query).then(({ rows: [row] }) => {
      if (row !== undefined) direct.add(client)
      if (row?.hasCitus === false) oneServer.add(client)
      done()
    }, done)
  }
}
