import { AsyncLocalStorage } from 'node:async_hooks'
import { createPool, isUnavailable, type PoolUse, startUpFault, usageOf } from '@ownlist/pool'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client'
import { noteOutage } from './outages'

/** The auth database, which only the web app uses. */
export interface AuthConnections {
  readonly prisma: PrismaClient
  /** Resolves if the database answers. It uses its own connection, so a busy pool does not delay it. */
  ping(): Promise<void>
  /** How the connections are used now, without the one of `ping`. */
  usage(): PoolUse
  /** Registers a callback for each statement that fails because the database is unavailable. */
  onUnavailable(listener: () => void): void
  /** Runs `work`. Every statement that it starts carries this name in the database, such as the id of a request. */
  named<Result>(name: string, work: () => Result): Result
  /**
   * Checks the database at the start of the app.
   * @throws {Error} that says what is wrong and what to do
   */
  assertReachable(): Promise<void>
}

const program = 'ownlist-web'

/**
 * Opens a pool of at most 10 connections, and one more for `ping`. It connects lazily, with the first statement. The
 * time limits are those of the API's database: callers get an error instead of waiting for a server that hangs.
 * @param url of the role that owns the auth database
 */
export function openAuthDatabase(url: string): AuthConnections {
  const names = new AsyncLocalStorage<string>()
  const pool = createPool(url, { max: 10, program, queryTimeoutMs: 6_000, nameNow: () => names.getStore() })
  const pings = createPool(url, { max: 1, program, queryTimeoutMs: 2_000 })
  const listeners = new Set<() => void>()
  const failed = (error: unknown) => {
    if (!isUnavailable(error)) return
    noteOutage()
    for (const listener of listeners) listener()
  }
  return {
    prisma: connectPrisma(pool, failed),
    usage: () => usageOf(pool),
    onUnavailable: (listener) => void listeners.add(listener),
    named: (name, work) => names.run(name, work),
    async ping() {
      await pings.query('select')
    },
    async assertReachable() {
      // This is the first table that the start needs.
      await pings.query('select from jwks limit 0').catch((error: unknown) => {
        throw startUpFault(error, 'AUTH_DATABASE_URL')
      })
    },
  }
}

function connectPrisma(pool: ReturnType<typeof createPool>, failed: (error: unknown) => void): PrismaClient {
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
  // The extension changes the behaviour, but not the interface.
  return watched as unknown as PrismaClient
}
