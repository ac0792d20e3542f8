import type pg from 'pg'
import { limits, type Settings } from './transaction-start.js'

const direct = new WeakSet<pg.ClientBase>()
const oneServer = new WeakSet<pg.ClientBase>()

/**
 * Whether nothing like PgBouncer is between a connection and its server process. Only then are prepared statements and
 * settings of the session still there for the next statement: in transaction mode, a pooler gives the server process to
 * another client after each transaction, and PgBouncer below 1.21 carries no prepared statements at all.
 */
export const isDirect = (client: pg.ClientBase): boolean => direct.has(client)

/**
 * Whether a direct connection is to one server, where `set_config()` reaches every statement. Citus passes only SET LOCAL on
 * to its other servers.
 */
export const isOneServer = (client: pg.ClientBase): boolean => oneServer.has(client)

/** How long to wait for the answer, in milliseconds, as for a connection. */
const waitMs = 2_000

type Verify = (client: pg.PoolClient, done: (error?: Error) => void) => void

/**
 * Makes `verify` of a pool: it finds out whether a new connection is direct. The process id that a pooler announces is its own
 * invention, while `pg_backend_pid()` is the server's. If the two are equal, the same statement sets the time limits for the
 * whole session, so that a single statement needs no transaction around it.
 * @param settings further ones for the whole session
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
