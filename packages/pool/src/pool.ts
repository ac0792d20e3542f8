import type { Writable } from 'node:stream'
import pg from 'pg'
import { ConnectionError, isConnectionError } from './connection-error.js'
import { isDirect, prepareConnection } from './direct-connection.js'
import { limits, type Settings, transactionStart } from './transaction-start.js'

export interface PoolOptions {
  /** The maximum number of connections. */
  readonly max: number
  /** The name of the connections while they serve no request, such as `ownlist-api`. */
  readonly program: string
  /** How long to wait for a response from a server that does not answer at all, in milliseconds; unlimited by default. */
  readonly queryTimeoutMs?: number
  /** The name for the transaction that starts now, such as the id of the request; undefined for none. */
  readonly nameNow?: () => string | undefined
  /**
   * Settings for every statement. If they are given, each new connection takes one more round trip, which finds out
   * whether statements can be prepared.
   */
  readonly settings?: Settings
}

/** How many connections are open, how many of them are unused, and how many callers wait for one. */
export interface PoolUse {
  readonly open: number
  readonly idle: number
  readonly waiting: number
}

/** The start of the next transaction on a connection of a pool, with its limits and its name. */
const starts = new WeakMap<pg.Pool, (client: pg.ClientBase) => string>()

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
export function createPool(url: string, options: PoolOptions): pg.Pool {
  const { max, program, queryTimeoutMs, nameNow, settings } = options
  const start = (client: pg.ClientBase) =>
    // The session of a direct connection has the settings already.
    transactionStart(nameNow?.(), isDirect(client) ? {} : { ...limits, ...settings })
  const pool = new pg.Pool({
    max,
    // The statement and the start and end of its transaction are sent without waiting in between.
    pipeline: true,
    application_name: program,
    connectionString: url,
    connectionTimeoutMillis: 2_000,
    ...(queryTimeoutMs === undefined ? {} : { query_timeout: queryTimeoutMs }),
    ...(settings === undefined ? {} : { verify: prepareConnection(settings) }),
  })
  starts.set(pool, start)
  pool.on('error', ignore)
  pool.on('connect', (client) => {
    client.on('error', ignore)
    client.query = named(startingWith(client.query.bind(client), () => start(client)))
  })
  pool.connect = named(pool.connect.bind(pool))
  pool.query = ((query: string | pg.QueryConfig, values?: unknown[]) =>
    runInTransaction(
      pool,
      typeof query === 'string' ? { text: query, values: values ?? [] } : query,
    )) as pg.Pool['query']
  return pool
}

/** The current use of a pool. */
export const usageOf = (pool: pg.Pool): PoolUse => ({
  open: pool.totalCount,
  idle: pool.idleCount,
  waiting: pool.waitingCount,
})

/**
 * Runs one statement without a transaction around it, in one round trip. Where it cannot be prepared, such as behind
 * PgBouncer, it is run in a transaction and without its name.
 * @throws {pg.DatabaseError} the server's answer, or `ConnectionError`. The connection is used again only if it is clean
 */
export async function runAlone(pool: pg.Pool, query: pg.QueryConfig): Promise<pg.QueryResult> {
  const client = await pool.connect()
  return isDirect(client) ? await pipelined(client, [query], 0) : await transact(pool, client, { query, settings: '' })
}

/**
 * Runs one statement in a transaction of its own, all of it in one round trip. If anything fails, nothing is kept.
 * @param settings statements without parameters to run first, such as `set local …`, separated by semicolons
 * @throws as `runAlone`
 */
export async function runInTransaction(pool: pg.Pool, query: pg.QueryConfig, settings = ''): Promise<pg.QueryResult> {
  return await transact(pool, await pool.connect(), { query, settings })
}

/** What `pg` has, and its types do not name. */
interface Connected {
  readonly connection: { readonly stream: Writable }
}

interface Transaction {
  readonly query: pg.QueryConfig
  readonly settings: string
}

async function transact(pool: pg.Pool, client: pg.PoolClient, { query, settings }: Transaction) {
  const start = starts.get(pool)?.(client) ?? 'begin'
  const { name, ...unnamed } = query
  const statement = isDirect(client) && name !== undefined ? query : unnamed
  return await pipelined(
    client,
    [{ text: settings === '' ? start : `${start}; ${settings}` }, statement, { text: 'commit' }],
    1,
  )
}

/**
 * Sends statements at once, and returns the result of one. If a statement of a transaction fails, `commit` undoes
 * it. They are written to the socket together: each write is a system call, and wakes up the server.
 */
async function pipelined(client: pg.PoolClient, queries: readonly pg.QueryConfig[], answer: number) {
  const { stream } = (client as pg.PoolClient & Connected).connection
  stream.cork()
  const running = queries.map((query) => client.query(query))
  stream.uncork()
  const results = await Promise.allSettled(running)
  const failed = results.find((result) => result.status === 'rejected')
  client.release(failed !== undefined && !isClean(client, failed.reason))
  if (failed !== undefined) throw failed.reason
  const result = results[answer]
  if (result?.status !== 'fulfilled') throw new TypeError('There is no such statement')
  return result.value
}

/** Whether a connection can be used again after an error, with the statements that it has prepared. */
function isClean(client: pg.PoolClient, error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError) || error.severity !== 'ERROR') return false
  // A prepared statement is gone or no longer fits the schema (0A, 26), or PostgreSQL itself is at fault (XX).
  return !/^(0A|26|XX)/.test(error.code ?? '') && client.getTransactionStatus() === 'I'
}

/** A caller that waits for a response on this connection also gets the error. */
const ignore = () => undefined

type Call = (...args: unknown[]) => unknown

/** Adds settings to the statement that starts a transaction, which Prisma writes itself. */
function startingWith<F>(query: F, start: () => string): F {
  const run = query as Call
  return ((first: unknown, ...rest: unknown[]) => {
    const isBegin = typeof first === 'object' && first !== null && 'text' in first && first.text === 'BEGIN'
    return run(isBegin ? { ...first, text: start() } : first, ...rest)
  }) as F
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
