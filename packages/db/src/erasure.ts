import type { OwnerTransaction } from './owner-scope.js'

/** Twice a token's life. */
const refusedForMs = 10 * 60 * 1_000

/**
 * Leaves a tombstone: a token outlives its account by minutes, and must not bring rows back. Once this resolves, what the
 * user was writing meanwhile is there to be erased, and what comes later is refused by the trigger on tasks.
 */
export async function refuseNewTasks(db: OwnerTransaction, userId: string): Promise<void> {
  // The trigger takes the same lock, shared.
  await db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${userId}, 0))`
  const until = new Date(Date.now() + refusedForMs)
  await db.erasure.upsert({ where: { userId }, create: { userId, until }, update: { until } })
}
