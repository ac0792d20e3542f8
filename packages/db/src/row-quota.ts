import { LRUCache } from 'lru-cache'
import type { Connections } from './connections.js'
import { StoreError } from './errors.js'
import { asOwner, type OwnerScope, type OwnerTransaction } from './owner-scope.js'

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
export function createRowQuota(
  connections: Connections,
  settings: QuotaSettings,
  statements: QuotaStatements,
): RowQuota {
  const countOf = createRowCounts(connections, settings, statements)
  return async (owner, create) => {
    const known = await countOf(owner)
    return await create(() => {
      if (known.rows >= settings.rows) throw quotaExceeded(settings, statements)
      known.rows++
    })
  }
}

/** A row that was inserted; or none, with the refusal if that is because the quota is full. */
type Insertion<Row> = { readonly row: Row } | { readonly row: undefined; readonly refusal: StoreError | undefined }

/**
 * Runs a statement that inserts one row or none, unless the user has no room for it.
 * @param insert returns the row, if it inserted one
 * @throws {StoreError} what `insert` throws, and `UNAVAILABLE`
 */
export type RowRoom = <Row>(owner: OwnerScope, insert: () => Promise<readonly Row[]>) => Promise<Insertion<Row>>

/**
 * The same limit for an insert that is committed in one round trip, and so cannot be undone when its row turns out to be
 * one too many. Such an insert has room reserved while it runs.
 */
export function createRowRoom(connections: Connections, settings: QuotaSettings, statements: QuotaStatements): RowRoom {
  const countOf = createRowCounts(connections, settings, statements)
  return async (owner, insert) => {
    const known = await countOf(owner)
    const isFull = () => known.rows + known.inserts.size >= settings.rows
    // One of those that run may insert nothing.
    while (isFull() && known.inserts.size > 0) await Promise.race(known.inserts)
    if (isFull()) return { row: undefined, refusal: quotaExceeded(settings, statements) }
    const inserting = insert()
    const ended: Promise<void> = inserting.then(
      ([row]) => settle(known, ended, row === undefined ? 0 : 1),
      () => settle(known, ended, 0),
    )
    known.inserts.add(ended)
    const [row] = await inserting
    return row === undefined ? { row: undefined, refusal: undefined } : { row }
  }
}

interface RowCount {
  rows: number
  /** One for each insert that runs, which resolves when it has ended. */
  readonly inserts: Set<Promise<void>>
}

function settle(count: RowCount, insert: Promise<void>, inserted: number): void {
  count.inserts.delete(insert)
  count.rows += inserted
}

const quotaExceeded = ({ rows }: QuotaSettings, { what }: QuotaStatements) =>
  new StoreError('QUOTA_EXCEEDED', { what, limit: rows })

/** Counts a user's rows. Simultaneous creates share one count, and so draw on the same remainder. */
function createRowCounts(
  connections: Connections,
  { rows: most, keepDeletedMs = monthMs }: QuotaSettings,
  statements: QuotaStatements,
) {
  const counts = new LRUCache<string, Promise<RowCount>>({ max: 10_000, ttl: countedMs })

  /** Counts all rows, even those outside the caller's lists: the quota is the owner's. */
  const count = (owner: OwnerScope) =>
    asOwner(connections, { ...owner, lists: null }, async (transaction) => {
      const rows = await statements.count(transaction, most)
      if (rows < most) return { rows, inserts: new Set<Promise<void>>() }
      const deletedBefore = new Date(Date.now() - keepDeletedMs)
      await statements.purge(transaction, { deletedBefore, most: mostPurged })
      return { rows: await statements.count(transaction, most), inserts: new Set<Promise<void>>() }
    })

  return (owner: OwnerScope): Promise<RowCount> => {
    const { userId } = owner
    const known = counts.get(userId)
    if (known !== undefined) return known
    const counting = count(owner)
    counts.set(userId, counting)
    counting.catch(() => counts.delete(userId))
    return counting
  }
}
