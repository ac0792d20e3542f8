import { LRUCache } from 'lru-cache'
import { StoreError } from './errors.js'
import type { PrismaClient } from './generated/client.js'
import { asOwner, type OwnerScope, type OwnerTransaction, ownerOf } from './owner-scope.js'

export interface QuotaSettings {
  /** How many rows one user may have, including deleted ones. */
  readonly rows: number
  /** For how long a deleted row can at least be restored, in milliseconds; 30 days. */
  readonly keepDeletedMs?: number
}

/** The statements of a table that a quota needs. Each one names the owner. */
export interface QuotaStatements {
  /** The kind of row, in the caller's words, such as `note`. */
  readonly what: string
  /** Counts the owner's rows, including deleted ones, and stops at `most`. */
  count(transaction: OwnerTransaction, most: number): Promise<number>
  /** Permanently removes the owner's rows that were deleted before a given time. */
  purge(transaction: OwnerTransaction, purge: Purge): Promise<unknown>
}

/** What a purge removes. */
export interface Purge {
  readonly deletedBefore: Date
  /** The maximum number of rows. */
  readonly most: number
}

/**
 * Call it in the transaction of a create, after it has written a row.
 * @throws {StoreError} `QUOTA_EXCEEDED`, which ends the transaction
 */
export type ClaimRow = () => void

/**
 * Runs a create that claims each row that it writes.
 * @throws {StoreError} what the create throws, and `UNAVAILABLE`
 */
export type RowQuota = <T>(owner: OwnerScope, create: (claim: ClaimRow) => Promise<T>) => Promise<T>

const monthMs = 30 * 24 * 60 * 60 * 1_000
/** How long a count is used. It does not include what other processes write in the meantime. */
const countedMs = 60_000
/** As many as one statement can remove within its time limit. */
const mostPurged = 10_000

/**
 * Limits the rows of each user. The rows of a user who writes are counted once a minute, by each process separately, so
 * a user may exceed the quota by a few rows. When it is full, rows that were deleted long ago are removed to make
 * space. A create that writes nothing, because it repeats an earlier one, claims nothing and succeeds.
 */
export function createRowQuota(prisma: PrismaClient, settings: QuotaSettings, statements: QuotaStatements): RowQuota {
  const { rows: most, keepDeletedMs = monthMs } = settings
  const counts = new LRUCache<string, Promise<{ rows: number }>>({ max: 10_000, ttl: countedMs })

  /** Counts all rows, even those outside the caller's lists: the quota is the owner's. */
  const count = (userId: string) =>
    asOwner(prisma, ownerOf(userId), async (transaction) => {
      const rows = await statements.count(transaction, most)
      if (rows < most) return { rows }
      const deletedBefore = new Date(Date.now() - keepDeletedMs)
      await statements.purge(transaction, { deletedBefore, most: mostPurged })
      return { rows: await statements.count(transaction, most) }
    })

  /** Simultaneous creates share one count, and so draw on the same remainder. */
  function knownCount(userId: string) {
    const known = counts.get(userId)
    if (known !== undefined) return known
    const counting = count(userId)
    counts.set(userId, counting)
    counting.catch(() => counts.delete(userId))
    return counting
  }

  return async ({ userId }, create) => {
    const known = await knownCount(userId)
    return await create(() => {
      if (known.rows >= most) throw new StoreError('QUOTA_EXCEEDED', { what: statements.what, limit: most })
      known.rows++
    })
  }
}
