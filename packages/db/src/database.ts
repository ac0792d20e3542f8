import { AsyncLocalStorage } from 'node:async_hooks'
import { createPool, type PoolUse, startUpFault, usageOf } from '@ownlist/pool'
import { eraseOwner } from './erasure.js'
import { StoreError } from './errors.js'
import { createPing } from './ping.js'
import { connectPrisma, program } from './prisma.js'
import { refusalOf } from './refusal.js'
import { assertRestrictedRole } from './restricted-role.js'
import { createDomainStores, type DomainStores, eraseDomains, type Quotas } from './stores.js'

/** What procedures work with: the domains' stores, and the erasure of everything that a user has. */
export interface Stores extends DomainStores {
  /**
   * Removes every row of the user for good, deleted ones too, and takes no new one for ten minutes. Can be repeated.
   * @returns how many there were
   * @throws {StoreError} `UNAVAILABLE`
   */
  eraseOwner(userId: string): Promise<number>
}

/** The tasks database, by what can be done with it. Disposing of it closes its connections. */
export interface Database extends Stores, AsyncDisposable {
  /** Resolves if the database answers, however busy the other connections are. @throws {StoreError} `UNAVAILABLE` */
  ping(): Promise<void>
  /**
   * Resolves if the database can be used, and row-level security binds the role of the URL. Ask before you serve anybody.
   * @throws {Error} that says what is wrong and what to do, in the words of the database where it refused
   */
  assertRestrictedRole(): Promise<void>
  /**
   * Runs `work`. Whatever it starts in the database, at any depth, carries this name in `pg_stat_activity` and in the log of
   * the server (`%a`), such as the id of a request. Nobody else's does.
   */
  named<Result>(name: string, work: () => Result): Result
  /** How the connections are used now, but the one of `ping`. */
  usage(): PoolUse
}

/**
 * Opens a pool of at most 10 connections, and one connection more for `ping`, lazily: the first statement connects.
 * @param url a `postgresql://` URL of the API's restricted role
 */
export function openDatabase(url: string, quotas: Quotas = {}): Database {
  const names = new AsyncLocalStorage<string>()
  const pool = createPool(url, { max: 10, program, nameNow: () => names.getStore() })
  const prisma = connectPrisma(url, pool)
  const pings = createPing(url)
  return {
    ...createDomainStores(prisma, quotas),
    eraseOwner: (userId) => eraseOwner(prisma, userId, eraseDomains),
    ping: () => pings.ping(),
    async assertRestrictedRole() {
      try {
        await pings.ping()
        await assertRestrictedRole(prisma)
      } catch (error) {
        throw error instanceof StoreError || refusalOf(error) !== null ? startUpFault(error, 'DATABASE_URL') : error
      }
    },
    named: (name, work) => names.run(name, work),
    usage: () => usageOf(pool),
    async [Symbol.asyncDispose]() {
      await Promise.all([prisma.$disconnect(), pings[Symbol.asyncDispose]()])
    },
  }
}
