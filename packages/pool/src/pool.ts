import pg from 'pg'
import { ConnectionError, isConnectionError } from './connection-error.js'
import { transactionStart } from './transaction-start.js'

export interface PoolOptions {
  /** The maximum number of connections. */
  readonly max: number
  /** The name of the connections while they serve no request, such as `ownlist-api`. */
  readonly program: string
  /** How long to wait for a response from a server that does not answer at all, in milliseconds; unlimited by default. */
  readonly queryTimeoutMs?: number
  /** The name for the transaction that starts now, such as the id of the request; undefined for none. */
  readonly nameNow?: () => string | undefined
}

/** How many connections are open, how many of them are unused, and how many callers wait for one. */
export interface PoolUse {
  readonly open: number
  readonly idle: number
  readonly waiting: number
}

/**
 * A connection pool for Prisma that also works with PgBouncer in transaction mode. PgBouncer refuses startup parameters
 * that set a time limit, so the pool sends none. Instead, each transaction starts with its time limits and its name. A
 * single statement is sent as its own transaction, in the same round trip. Promises only, no callbacks.
 *
 * A connection that breaks never ends the process. `pg` reports that as an `error` event, which is an uncaught
 * exception if there is no listener, and `pg-pool` removes its own listener while a connection is in use.
 *
 * Errors that are not the server's answer are `ConnectionError`s. `pg` gives them no code to recognize them by.
 */
export function createPool(url: string, { max, program, queryTimeoutMs, nameNow }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    max,
    // The statement and the start and end of its transaction are sent without waiting in between.
    pipeline: true,
    application_name: program,
    connectionString: url,
    connectionTimeoutMillis: 2_000,
    ...(queryTimeoutMs === undefined ? {} : { query_timeout: queryTimeoutMs }),
  })
  pool.on('error', ignore)
  pool.on('connect', (client) => {
    client.on('error', ignore)
    client.query = named(startingWith(client.query.bind(client), () => transactionStart(nameNow?.())))
  })
  pool.connect = named(pool.connect.bind(pool))
  pool.query = ((...query: unknown[]) => queryAlone(pool, query)) as pg.Pool['query']
  return pool
}

/** The current use of a pool. */
export const usageOf = (pool: pg.Pool): PoolUse => ({
  open: pool.totalCount,
  idle: pool.idleCount,
  waiting: pool.waitingCount,
})

/** A caller that waits for a response on this connection also gets the error. */
const ignore = () => undefined

type Call = (...args: unknown[]) => unknown

/** Adds settings to the statement that starts a transaction, which Prisma writes itself. */
function startingWith<F>(query: F, start: () => string): F {
  const run = query as Call
  return ((first: unknown, ...rest: unknown[]) => {
    if (first === 'begin') return run(start(), ...rest)
    const isBegin = typeof first === 'object' && first !== null && 'text' in first && first.text === 'BEGIN'
    return run(isBegin ? { ...first, text: start() } : first, ...rest)
  }) as F
}

/** If the statement fails, `commit` ends the transaction without it. */
async function queryAlone(pool: pg.Pool, query: readonly unknown[]): Promise<unknown> {
  const client = await pool.connect()
  const send = async (...args: readonly unknown[]) => await (client.query as Call)(...args)
  const [start, answer, end] = await Promise.allSettled([send('begin'), send(...query), send('commit')])
  const failed = [start, answer, end].find(({ status }) => status === 'rejected')
  client.release(failed !== undefined)
  if (failed?.status === 'rejected') throw failed.reason
  return answer.status === 'fulfilled' ? answer.value : undefined
}

/** The overloads of `pg` return nothing if a callback is given, and a promise otherwise. */
function named<F>(call: F): F {
  const run = call as Call
  return ((...args: unknown[]) => {
    const result = run(...args)
    return result instanceof Promise ? result.catch(rename) : result
  }) as F
}

function rename(error: unknown): never {
  // A TypeError is about the arguments, not about the connection.
  if (error instanceof pg.DatabaseError || error instanceof TypeError) throw error
  if (error instanceof Error && isConnectionError(error)) throw error
  throw new ConnectionError(error instanceof Error ? error.message : String(error), { cause: error })
}
