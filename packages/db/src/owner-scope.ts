import type { Prisma, PrismaClient } from './generated/client.js'
import { refusalOf } from './refusal.js'
import { createUserTurns, type UserTurns } from './user-turns.js'

/** Prisma inside one owner's transaction. */
export type OwnerTransaction = Prisma.TransactionClient

/** The lists that somebody was let into; null for whoever may see everything of the owner's. */
export type Reach = readonly string[] | null

const turnsOf = new WeakMap<PrismaClient, UserTurns>()

/** The turns at a pool of connections: whoever uses the same client waits in the same order. */
function turnsAt(prisma: PrismaClient): UserTurns {
  const turns = turnsOf.get(prisma) ?? createUserTurns()
  turnsOf.set(prisma, turns)
  return turns
}

/**
 * Runs `work` in a transaction in which row-level security shows and takes the rows of one owner only, and of those what is
 * in reach. The settings end with the transaction, so the next user of the pooled connection never meets them.
 * At most two transactions of one user run at a time; the others wait, up to 5 seconds.
 * @throws {StoreError} `UNAVAILABLE` if the database does not answer, or the user's turn does not come; what `work` throws
 */
export async function asOwner<T>(
  prisma: PrismaClient,
  userId: string,
  work: (transaction: OwnerTransaction) => Promise<T>,
  reach: Reach = null,
): Promise<T> {
  try {
    return await turnsAt(prisma)(userId, () =>
      prisma.$transaction(async (transaction) => {
        const lists = reach === null ? '' : `{${reach.join(',')}}`
        await transaction.$executeRaw`select set_config('app.user_id', ${userId}, true), set_config('app.lists', ${lists}, true)`
        return await work(transaction)
      }),
    )
  } catch (error) {
    throw refusalOf(error) ?? error
  }
}

/** Goes with each write of a row. */
export const written = () => ({ version: { increment: 1 }, updatedAt: new Date() })
