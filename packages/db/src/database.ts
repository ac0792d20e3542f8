import { eraseOwner } from './erasure.js'
import type { ListStore } from './list.js'
import { createListStore } from './list-store.js'
import { connectPrisma } from './prisma.js'
import { refusalOf } from './refusal.js'
import { assertRestrictedRole } from './restricted-role.js'
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
  /** Resolves if the database answers. @throws {StoreError} `UNAVAILABLE` */
  ping(): Promise<void>
  /**
   * Resolves if row-level security binds the role of the URL. Ask before you serve anybody.
   * @throws {Error} that says what to mend; {StoreError} `UNAVAILABLE`
   */
  assertRestrictedRole(): Promise<void>
}

/**
 * Opens a pool of at most 10 connections, lazily: the first statement connects.
 * @param url a `postgresql://` URL of the API's restricted role
 */
export function openDatabase(url: string): Database {
  const prisma = connectPrisma(url)
  const answering = <T>(work: Promise<T>) =>
    work.catch((error: unknown) => {
      throw refusalOf(error) ?? error
    })
  return {
    tasks: createTaskStore(prisma),
    lists: createListStore(prisma),
    eraseOwner: (userId) => eraseOwner(prisma, userId),
    ping: async () => void (await answering(prisma.$queryRaw`select 1`)),
    assertRestrictedRole: () => answering(assertRestrictedRole(prisma)),
    [Symbol.asyncDispose]: () => prisma.$disconnect(),
  }
}
