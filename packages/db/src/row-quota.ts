import { LRUCache } from 'lru-cache'
import { StoreError } from './errors.js'
import type { PrismaClient } from './generated/client.js'
import { asOwner, type OwnerScope, type OwnerTransaction, ownerOf } from './owner-scope.js'

export interface QuotaSettings {
  /** How many rows one user may have, deleted ones included. */
  readonly rows: number
  /** For how long a deleted row can be restored at least, in milliseconds; 30 days. */
  readonly keepDeletedMs?: number
}

/** The statements of a table that a quota needs; the owner stands in each. */
export interface QuotaStatements {
  /** What a row is, in the caller's words, such as `note`. */
  readonly what: string
  /** Counts the owner's rows, deleted ones too, and stops at `most`. */
  count(transaction: OwnerTransaction, most: number): Promise<number>
  /** Removes for good the owner's rows that were deleted before a moment. */
  purge(transaction: OwnerTransaction, purge: Purge): Promise<unknown>
}

/** What a purge removes. */
export interface Purge {
  readonly deletedBefore: Date
  /** How many rows at most. */
  readonly most: number
}

/** To be called in a create's transaction, once it has written a row. @throws {StoreError} `QUOTA_EXCEEDED`, which ends the transaction */
export type ClaimRow = () => void

/** Runs a create that claims each row it writes. @throws {StoreError} what the create throws, and `UNAVAILABLE` */
export type RowQuota = <T>(owner: OwnerScope, create: (claim: ClaimRow) => Promise<T>) => Promise<T>

const monthMs = 30 * 24 * 60 * 60 * 1_000
/** For how long a count is relied upon. What other processes write meanwhile is not in it. */
const countedMs = 60_000
/** As many as one statement removes within its time. */
const mostPurged = 10_000

/**
 * Bounds the rows of each user. The rows are counted once a minute for a user who writes, by each process for itself, so a
 * user may come some rows over the quota, never far. Where it is full, rows that were deleted long ago make room. A create
 * that writes nothing, since it repeats an earlier one, claims nothing and goes through.
 */
export function createRowQuota(prisma: PrismaClient, settings: QuotaSettings, statements: QuotaStatements): RowQuota {
  const { rows: most, keepDeletedMs = monthMs } = settings
  const counts = new LRUCache<string, Promise<{ rows: number }>>({ max: 10_000, ttl: countedMs })

  /** Counts all rows, also outside the caller's lists: the quota is the owner's. */
  const count = (userId: string) =>
    asOwner(prisma, ownerOf(userId), async (transaction) => {
      const rows = await statements.count(transaction, most)
      if (rows < most) return { rows }
      const deletedBefore = new Date(Date.now() - keepDeletedMs)
      await statements.purge(transaction, { deletedBefore, most: mostPurged })
      return { rows: await statements.count(transaction, most) }
    })

  /** Creates at the same time share one count, and so claim from the same. */
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
