import type { EraseRows } from './domain.js'
import type { PrismaClient } from './generated/client.js'
import { asOwner, type OwnerTransaction, ownerOf } from './owner-scope.js'

/** Twice a token's life. */
const refusedForMs = 10 * 60 * 1_000

/**
 * Removes every row of a user for good, deleted ones too, refuses new ones for ten minutes, and returns how many there were.
 * @param domains one function for each table, in an order that their references allow
 */
export const eraseOwner = (prisma: PrismaClient, userId: string, domains: readonly EraseRows[]): Promise<number> =>
  asOwner(prisma, ownerOf(userId), async (transaction) => {
    await refuseNewRows(transaction)
    let erased = 0
    for (const eraseRows of domains) erased += await eraseRows(transaction)
    return erased
  })

/**
 * Leaves a tombstone: a token outlives its account by minutes, and must not bring rows back. Once this resolves, what the
 * user was writing meanwhile is there to be erased, and what comes later is refused by the trigger `refuse_erased`.
 */
async function refuseNewRows({ db, userId }: OwnerTransaction): Promise<void> {
  // The trigger takes the same lock, shared.
  await db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${userId}, 0))`
  const until = new Date(Date.now() + refusedForMs)
  await db.erasure.upsert({ where: { userId }, create: { userId, until }, update: { until } })
}
