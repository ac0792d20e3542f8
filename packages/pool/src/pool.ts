import pg from 'pg'
import { ConnectionError, isConnectionError } from './connection-error.js'
import { transactionStart } from './transaction-start.js'

export interface PoolOptions {
  /** The most connections. */
  readonly max: number
  /** What the connections are called while no request is served on them, as `ownlist-api`. */
  readonly program: string
  /** Milliseconds to wait for an answer, for a server that does not answer at all; without it, for ever. */
  readonly queryTimeoutMs?: number
  /** What the transaction that starts now is called, such as the id of the request; undefined for no name of its own. */
  readonly nameNow?: () => string | undefined
}

/** How many connections are open, how many of them nobody uses, and how many callers wait for one. */
export interface PoolUse {
  readonly open: number
  readonly idle: number
  readonly waiting: number
}

/**
 * A pool of connections for Prisma, that PgBouncer in transaction mode accepts as well: it sends no startup parameter that sets
 * a time limit, which PgBouncer refuses. Each transaction starts with its time limits and its name instead, and a statement by
 * itself is sent as a transaction of its own, in the same round trip. Promises only, no callbacks.
 *
 * A connection that breaks never ends the process. `pg` reports that as an `error` event, which without a listener is an
 * uncaught exception, and `pg-pool` takes its own listener away while a connection is in use.
 *
 * Errors that are not the server's answer are `ConnectionError`s. `pg` gives them no code to tell them by.
 */
export function createPool(url: string, { max, program, queryTimeoutMs, nameNow }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    max,
    // The statement by itself and the start and the end of its transaction are sent without waiting in between.
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

/** How a pool is used now. */
export const usageOf = (pool: pg.Pool): PoolUse => ({
  open: pool.totalCount,
  idle: pool.idleCount,
  waiting: pool.waitingCount,
})

/** Whoever waits for an answer on the connection gets the error, too. */
const ignore = () => undefined

type Call = (...args: unknown[]) => unknown

/** Puts more behind the statement that starts a transaction, which Prisma writes itself. */
function startingWith<F>(query: F, start: () => string): F {
  const run = query as Call
  return ((first: unknown, ...rest: unknown[]) => {
    if (first === 'begin') return run(start(), ...rest)
    const isBegin = typeof first === 'object' && first !== null && 'text' in first && first.text === 'BEGIN'
    return run(isBegin ? { ...first, text: start() } : first, ...rest)
  }) as F
}

/** Where the statement fails, `commit` ends the transaction without it. */
async function queryAlone(pool: pg.Pool, query: readonly unknown[]): Promise<unknown> {
  const client = await pool.connect()
  const send = async (...args: readonly unknown[]) => await (client.query as Call)(...args)
  const [start, answer, end] = await Promise.allSettled([send('begin'), send(...query), send('commit')])
  const failed = [start, answer, end].find(({ status }) => status === 'rejected')
  client.release(failed !== undefined)
  if (failed?.status === 'rejected') throw failed.reason
  return answer.status === 'fulfilled' ? answer.value : undefined
}

/** The overloads of `pg` return nothing where a callback is given, and else a promise. */
function named<F>(call: F): F {
  const run = call as Call
  return ((...args: unknown[]) => {
    const result = run(...args)
    return result instanceof Promise ? result.catch(rename) : result
  }) as F
}

function rename(error: unknown): never {
  // A TypeError is about what was asked, not about the connection.
  if (error instanceof pg.DatabaseError || error instanceof TypeError) throw error
  if (error instanceof Error && isConnectionError(error)) throw error
  throw new ConnectionError(error instanceof Error ? error.message : String(error), { cause: error })
}
