import { Prisma } from '../generated/client.js'
import type { OwnerTransaction } from '../owner-scope.js'
import type { Purge } from '../row-quota.js'
import { loggedDomains } from '../stores.js'

/**
 * Permanently removes rows of every domain that the owner deleted before a given time.
 * @param purge `most` applies to each domain
 * @returns the number of removed rows
 */
export async function purgeDeleted(transaction: OwnerTransaction, purge: Purge): Promise<number> {
  let removed = 0
  for (const domain of loggedDomains) removed += await domain.purge(transaction, purge)
  return removed
}

/** When the row was deleted that was deleted first; null if no row is deleted. */
export async function oldestDeletion({ db, userId }: OwnerTransaction): Promise<Date | null> {
  let oldest: Date | null = null
  for (const { kind } of loggedDomains) {
    const [{ at }] = await db.$queryRaw<[{ at: Date | null }]>`
      select min(deleted_at) as at from ${Prisma.raw(`"${kind.table}"`)} where user_id = ${userId}`
    if (at !== null && (oldest === null || at < oldest)) oldest = at
  }
  return oldest
}
