import pg from 'pg'
import { ConnectionError, isConnectionError } from './connection-error.js'
import { isDirect, isOneServer, prepareConnection } from './direct-connection.js'
import { type PreparedStatement, runPrepared, type TextRow } from './prepared-query.js'
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
   * Settings for every statement. With settings, each new connection takes one more round trip, which finds out whether
   * statements can be prepared.
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
    // The session of a direct connection already has the settings.
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
  pool.query = (async (query: string | pg.QueryConfig, values?: unknown[]) => {
    const client = await pool.connect()
    const [answer] = await transact(pool, client, { queries: [unnamed(query, values)] })
    return answer
  }) as pg.Pool['query']
  return pool
}

/** The current use of a pool. */
export const usageOf = (pool: pg.Pool): PoolUse => ({
  open: pool.totalCount,
  idle: pool.idleCount,
  waiting: pool.waitingCount,
})

/** Statements that are run as one transaction. */
export interface Transaction {
  /** Statements that run before the others, such as settings. */
  readonly first?: readonly PreparedStatement[]
  /** The same as `first` in one text without parameters, separated by semicolons. */
  readonly firstAsText?: () => string
  /** Each sees what those before it have written, and what others have committed before it starts. */
  readonly statements: readonly PreparedStatement[]
}

/**
 * Runs statements as one transaction, in one round trip. If one fails, nothing is stored. They are prepared, unless the
 * server process may change, as behind PgBouncer, or `first` would not reach all servers.
 * @returns the rows of each of `statements`, as PostgreSQL writes them
 * @throws {pg.DatabaseError} the server's answer, or `ConnectionError`. The connection is used again only if it is clean
 */
export async function runTransaction(pool: pg.Pool, transaction: Transaction): Promise<readonly Rows[]> {
  const { first = [], firstAsText, statements } = transaction
  const client = await pool.connect()
  if (isDirect(client) && (first.length === 0 || isOneServer(client))) {
    const rows = await released(client, runPrepared(client, [...first, ...statements]).catch(rename))
    return rows.slice(first.length)
  }
  const queries = statements.map(({ text, values }) => ({
    text,
    values: [...values],
    rowMode: 'array',
    types: asText,
  }))
  const answers = await transact(pool, client, { queries, first: firstAsText?.() })
  return answers.map(({ rows }) => rows)
}

type Rows = readonly TextRow[]

/**
 * Runs statements that read rows, in one round trip if they can be prepared. If one fails, all fail.
 * @returns the rows of each, as PostgreSQL writes them
 * @throws as `runTransaction`
 */
export async function runReads(pool: pg.Pool, statements: readonly PreparedStatement[]): Promise<readonly Rows[]> {
  const client = await pool.connect()
  if (isDirect(client)) return await released(client, runPrepared(client, statements).catch(rename))
  client.release()
  const rows: Rows[] = []
  // One after another, so that they never take more than one connection.
  for (const statement of statements) rows.push(...(await runTransaction(pool, { statements: [statement] })))
  return rows
}

const asText = { getTypeParser: () => (value: string) => value }

/** Properties of `pg` that its types lack. */
interface Connected {
  readonly connection: pg.Connection
}

interface TextTransaction {
  readonly queries: readonly pg.QueryConfig[]
  readonly first?: string | undefined
}

/**
 * If a statement fails, `commit` undoes all of them, and its error is the result. They are written to the socket together, in
 * one system call.
 */
async function transact(pool: pg.Pool, client: pg.PoolClient, { queries, first }: TextTransaction) {
  const start = starts.get(pool)?.(client) ?? 'begin'
  const { stream } = (client as pg.PoolClient & Connected).connection
  const text = first === undefined ? start : `${start}; ${first}`
  stream.cork()
  const running = [{ text }, ...queries, { text: 'commit' }].map((each) => client.query(each))
  stream.uncork()
  const answers = Promise.allSettled(running).then(() => Promise.all(running))
  return (await released(client, answers)).slice(1, -1)
}

/** Returns a connection to the pool when its work has ended. */
async function released<T>(client: pg.PoolClient, work: Promise<T>): Promise<T> {
  try {
    const result = await work
    client.release()
    return result
  } catch (error) {
    client.release(!isClean(client, error))
    throw error
  }
}

/** Whether a connection can be used again after an error, including its prepared statements. */
function isClean(client: pg.PoolClient, error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError) || error.severity !== 'ERROR') return false
  // A prepared statement no longer exists or no longer fits the schema (0A, 26), or PostgreSQL itself has failed (XX).
  return !/^(0A|26|XX)/.test(error.code ?? '') && client.getTransactionStatus() === 'I'
}

/** Outside its own transaction, the next statement on the connection could run in another server process. */
function unnamed(query: string | pg.QueryConfig, values: unknown[] = []): pg.QueryConfig {
  if (typeof query === 'string') return { text: query, values }
  const { name: _, ...rest } = query
  return rest
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
