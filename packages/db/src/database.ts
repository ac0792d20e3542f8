import { eraseOwner } from './erasure.js'
import type { ListStore } from './list.js'
import { createListStore } from './list-store.js'
import { createPing } from './ping.js'
import { connectPrisma } from './prisma.js'
import { refusalOf } from './refusal.js'
import { assertRestrictedRole } from './restricted-role.js'
import type { QuotaSettings } from './row-quota.js'
import type { TaskStore } from './task.js'
import { createTaskStore } from './task-store.js'

/** What procedures work with: a store for each kind of row, and the end of everything that an owner has. */
export interface Stores {
  readonly tasks: TaskStore
  readonly lists: ListStore
  /**
   * Removes every row of the owner for good, deleted ones too, and takes no new one for ten minutes. Can be repeated.
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
   * Resolves if row-level security binds the role of the URL. Ask before you serve anybody.
   * @throws {Error} that says what to mend; {StoreError} `UNAVAILABLE`
   */
  assertRestrictedRole(): Promise<void>
}

/** How many rows one user may have, where that is to be other than the store's own default. */
export interface Quotas {
  readonly tasks?: QuotaSettings
  readonly lists?: QuotaSettings
}

/**
 * Opens a pool of at most 10 connections, and one connection more for `ping`, lazily: the first statement connects.
 * @param url a `postgresql://` URL of the API's restricted role
 */
export function openDatabase(url: string, quotas: Quotas = {}): Database {
  const prisma = connectPrisma(url)
  const pings = createPing(url)
  return {
    tasks: createTaskStore(prisma, quotas.tasks),
    lists: createListStore(prisma, quotas.lists),
    eraseOwner: (userId) => eraseOwner(prisma, userId),
    ping: () => pings.ping(),
    assertRestrictedRole: () =>
      assertRestrictedRole(prisma).catch((error: unknown) => {
        throw refusalOf(error) ?? error
      }),
    async [Symbol.asyncDispose]() {
      await Promise.all([prisma.$disconnect(), pings[Symbol.asyncDispose]()])
    },
  }
}
