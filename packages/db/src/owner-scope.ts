import type { Prisma, PrismaClient } from './generated/client.js'
import { refusalOf } from './refusal.js'
import { createUserTurns, type UserTurns } from './user-turns.js'

/** Whose rows a call works on, and which of them. Every function of a store takes one as its first argument. */
export interface OwnerScope {
  readonly userId: string
  /** The lists that the caller is limited to; null for everything, including what is in no list. */
  readonly lists: readonly string[] | null
}

/** Everything that a user owns. */
export const ownerOf = (userId: string): OwnerScope => ({ userId, lists: null })

/** A transaction for one owner. Every statement in it names the user, and stays within the lists. */
export interface OwnerTransaction extends OwnerScope {
  readonly db: Prisma.TransactionClient
}

const turnsOf = new WeakMap<PrismaClient, UserTurns>()

/** The turns of a pool of connections: callers of the same client wait in one queue. */
function turnsAt(prisma: PrismaClient): UserTurns {
  const turns = turnsOf.get(prisma) ?? createUserTurns()
  turnsOf.set(prisma, turns)
  return turns
}

/**
 * Runs `work` in a transaction in which row-level security shows and accepts only the rows of one owner, within the
 * lists of the scope. The settings end with the transaction, so they never affect the next user of the pooled
 * connection. At most two transactions of one user run at a time; the others wait, up to 5 seconds.
 * @throws {StoreError} `UNAVAILABLE` if the database does not answer, or if the user's turn does not come; what `work`
 * throws
 */
export async function asOwner<T>(
  prisma: PrismaClient,
  { userId, lists }: OwnerScope,
  work: (transaction: OwnerTransaction) => Promise<T>,
): Promise<T> {
  try {
    return await turnsAt(prisma)(userId, () =>
      prisma.$transaction(async (db) => {
        const listArray = lists === null ? '' : `{${lists.join(',')}}`
        await db.$executeRaw`select set_config('app.user_id', ${userId}, true), set_config('app.lists', ${listArray}, true)`
        return await work({ db, userId, lists })
      }),
    )
  } catch (error) {
    throw refusalOf(error) ?? error
  }
}
