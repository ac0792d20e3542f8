import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from './generated/client'
import { isUnavailable, noteOutage } from './outages'

/** The auth database, which only the web app reaches. */
export interface AuthConnections {
  readonly prisma: PrismaClient
  /** Resolves if the database answers, over a connection of its own, however busy the others are. */
  ping(): Promise<void>
  /** How its connections are used now. */
  pool(): { readonly open: number; readonly idle: number; readonly waiting: number }
  /** Has this called for each statement that fails because the database is not available. */
  onUnavailable(listener: () => void): void
  /** For the start of the app. @throws {Error} that says what is wrong and what to do */
  assertReachable(): Promise<void>
}

/** The same limits as for the tasks database: a server that hangs is answered for, not waited for. */
const timeLimits = {
  connectionTimeoutMillis: 2_000,
  statement_timeout: 5_000,
  // For a server that does not answer at all, and so does not end the statement either.
  query_timeout: 6_000,
  idle_in_transaction_session_timeout: 10_000,
}

/**
 * Opens a pool of at most 10 connections, and one more for `ping`, lazily: the first statement connects.
 * @param url of the role that owns the auth database
 */
export function openAuthDatabase(url: string): AuthConnections {
  const pool = openPool({ connectionString: url, max: 10, ...timeLimits })
  const pings = openPool({ connectionString: url, max: 1, ...timeLimits, query_timeout: 2_000 })
  const listeners = new Set<() => void>()
  const failed = (error: unknown) => {
    if (!isUnavailable(error)) return
    noteOutage()
    for (const listener of listeners) listener()
  }
  return {
    prisma: connectPrisma(pool, failed),
    pool: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    onUnavailable: (listener) => void listeners.add(listener),
    async ping() {
      await pings.query('select')
    },
    async assertReachable() {
      // Of the tables, the one that the start needs first.
      await pings.query('select from jwks limit 0').catch((cause: unknown) => {
        throw new Error(`The auth database is not available: ${explain(cause)}`, { cause })
      })
    },
  }
}

function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config)
  // A connection that breaks while idle is replaced by the next statement's; without a listener it would end the process.
  pool.on('error', () => undefined)
  // The same for one that breaks between its checkout and its first statement.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

function connectPrisma(pool: pg.Pool, failed: (error: unknown) => void): PrismaClient {
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { maxWait: 2_000, timeout: 8_000 },
  })
  const watched = prisma.$extends({
    query: {
      $allOperations: ({ args, query }) =>
        query(args).catch((error: unknown) => {
          failed(error)
          throw error
        }),
    },
  })
  // The extension changes what happens, not what can be called.
  return watched as unknown as PrismaClient
}

/** By SQLSTATE, or the code of a failed connection. */
const explanations: Readonly<Record<string, string>> = {
  '28P01': 'it refused the user or the password of AUTH_DATABASE_URL.',
  '28000': 'it refused the user of AUTH_DATABASE_URL, or a connection without TLS.',
  '3D000': 'the server has no database of the name in AUTH_DATABASE_URL.',
  '42P01': 'its tables are missing. Run `pnpm db:migrate`.',
  '42501': 'the role of AUTH_DATABASE_URL may not use its tables. It must own the database.',
  '08P01':
    'it refuses a setting of the connection. For PgBouncer, add `ignore_startup_parameters = statement_timeout, idle_in_transaction_session_timeout`.',
  ENOTFOUND: 'the host of AUTH_DATABASE_URL was not found.',
  ECONNREFUSED: 'nothing listens at the address of AUTH_DATABASE_URL. Start the database, or correct the address.',
}

function explain(error: unknown): string {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  const known = explanations[String(code)]
  if (known !== undefined) return `${known} (${code})`
  if (typeof code === 'string') return `check AUTH_DATABASE_URL and the database’s log. (${code})`
  return `check AUTH_DATABASE_URL and the database’s log. (${String(message)})`
}
