import type { EraseRows } from './domain.js'
import type { PrismaClient } from './generated/client.js'
import { asOwner, type OwnerTransaction, ownerOf } from './owner-scope.js'

/** Twice the lifetime of a token. */
const refusedForMs = 10 * 60 * 1_000

/**
 * Permanently removes every row of a user, deleted ones too, refuses new ones for ten minutes, and returns how many
 * there were.
 * @param domains one function per table, in an order that their references allow
 */
export const eraseOwner = (prisma: PrismaClient, userId: string, domains: readonly EraseRows[]): Promise<number> =>
  asOwner(prisma, ownerOf(userId), async (transaction) => {
    await refuseNewRows(transaction)
    let erased = 0
    for (const eraseRows of domains) erased += await eraseRows(transaction)
    return erased
  })

/**
 * Leaves a tombstone: a token stays valid for minutes after its account is deleted, and must not bring rows back. When
 * this resolves, earlier writes of the user are there to be erased, and later ones are refused by the trigger
 * `refuse_erased`.
 */
async function refuseNewRows({ db, userId }: OwnerTransaction): Promise<void> {
  // The trigger takes the same lock in shared mode.
  await db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${userId}, 0))`
  const until = new Date(Date.now() + refusedForMs)
  await db.erasure.upsert({ where: { userId }, create: { userId, until }, update: { until } })
}
