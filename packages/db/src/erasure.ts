import type { PrismaClient } from './generated/client.js'
import { asOwner, type OwnerTransaction } from './owner-scope.js'

/** Twice a token's life. */
const refusedForMs = 10 * 60 * 1_000

/** Removes every row of the owner for good, deleted ones too, refuses new ones for ten minutes, and returns how many there were. */
export const eraseOwner = (prisma: PrismaClient, userId: string): Promise<number> =>
  asOwner(prisma, userId, async (db) => {
    await refuseNewRows(db, userId)
    // One for each table that has an owner; a test compares them with the database.
    const removed: number[] = [
      (await db.task.deleteMany({ where: { userId } })).count,
      (await db.list.deleteMany({ where: { userId } })).count,
    ]
    return removed.reduce((sum, count) => sum + count, 0)
  })

/**
 * Leaves a tombstone: a token outlives its account by minutes, and must not bring rows back. Once this resolves, what the
 * user was writing meanwhile is there to be erased, and what comes later is refused by the trigger `refuse_erased`.
 */
async function refuseNewRows(db: OwnerTransaction, userId: string): Promise<void> {
  // The trigger takes the same lock, shared.
  await db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${userId}, 0))`
  const until = new Date(Date.now() + refusedForMs)
  await db.erasure.upsert({ where: { userId }, create: { userId, until }, update: { until } })
}
