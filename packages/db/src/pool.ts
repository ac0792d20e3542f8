import pg from 'pg'
import { ConnectionError } from './connection-error.js'

/**
 * A pool of connections that PgBouncer accepts as well: it sends no startup parameter that sets a time limit, which PgBouncer
 * refuses. Whoever uses it sets its limits in each transaction.
 *
 * A connection that breaks never ends the process. `pg` reports that as an `error` event, which without a listener is an
 * uncaught exception, and `pg-pool` takes its own listener away while a connection is in use.
 *
 * Errors that are not the server's answer are `ConnectionError`s. `pg` gives them no code to tell them by.
 */
export function createPool(url: string, options: Pick<pg.PoolConfig, 'max' | 'query_timeout'>): pg.Pool {
  const pool = new pg.Pool({
    ...options,
    connectionString: url,
    connectionTimeoutMillis: 2_000,
  })
  pool.on('error', ignore)
  pool.on('connect', (client) => {
    client.on('error', ignore)
    client.query = named(client.query.bind(client))
  })
  pool.connect = named(pool.connect.bind(pool))
  pool.query = named(pool.query.bind(pool))
  return pool
}

/** Whoever waits for an answer on the connection gets the error, too. */
const ignore = () => undefined

/** The overloads of `pg` return nothing where a callback is given, and else a promise. */
function named<F>(call: F): F {
  const run = call as (...args: unknown[]) => unknown
  return ((...args: unknown[]) => {
    const result = run(...args)
    return result instanceof Promise ? result.catch(rename) : result
  }) as F
}

function rename(error: unknown): never {
  // A TypeError is about what was asked, not about the connection.
  if (error instanceof pg.DatabaseError || error instanceof ConnectionError || error instanceof TypeError) throw error
  throw new ConnectionError(error instanceof Error ? error.message : String(error), { cause: error })
}
