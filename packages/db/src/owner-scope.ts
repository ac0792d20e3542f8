import type { Prisma, PrismaClient } from './generated/client.js'
import { refusalOf } from './refusal.js'

/** Prisma inside one owner's transaction. */
export type OwnerTransaction = Prisma.TransactionClient

/**
 * Runs `work` in a transaction in which row-level security shows and takes the rows of one owner only. The setting ends
 * with the transaction, so the next user of the pooled connection never meets it.
 * @throws {StoreError} `UNAVAILABLE` if the database does not answer; what `work` throws
 */
export async function asOwner<T>(
  prisma: PrismaClient,
  userId: string,
  work: (transaction: OwnerTransaction) => Promise<T>,
): Promise<T> {
  try {
    return await prisma.$transaction(async (transaction) => {
      await transaction.$executeRaw`select set_config('app.user_id', ${userId}, true)`
      return await work(transaction)
    })
  } catch (error) {
    throw refusalOf(error) ?? error
  }
}

/** Goes with each write of a row. */
export const written = () => ({ version: { increment: 1 }, updatedAt: new Date() })
