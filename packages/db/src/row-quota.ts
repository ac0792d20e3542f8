import type { Connections } from './connections.js'
import { StoreError } from './errors.js'
import { ownerCache } from './owner-cache.js'
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
 * @param rows the number of written rows, 1 by default
 * @throws {StoreError} `QUOTA_EXCEEDED`, which ends the transaction
 */
export type ClaimRow = (rows?: number) => void

/**
 * Runs a create that claims the rows that it writes.
 * @param most the maximum number of rows that it writes, 1 by default
 * @throws {StoreError} what the create throws, and `UNAVAILABLE`
 */
export type RowQuota = <T>(owner: OwnerScope, create: (claim: ClaimRow) => Promise<T>, most?: number) => Promise<T>

const monthMs = 30 * 24 * 60 * 60 * 1_000
/** How long a count is used. It does not include what other processes write in the meantime. */
const countedMs = 60_000
/** As many as one statement can remove within its time limit. */
const mostPurged = 10_000

/**
 * Limits the rows of each user. Each process counts the rows of a user who writes: once a minute, and whenever a tenth of
 * the counted room is used. So each further process may exceed the quota by a tenth of the room of a minute ago, or by one
 * row if the quota is filled slowly. When the quota is full, rows that were deleted long ago are removed to make room. A
 * create that writes nothing, because it repeats an earlier one, claims nothing and succeeds.
 */
export function createRowQuota(
  connections: Connections,
  settings: QuotaSettings,
  statements: QuotaStatements,
): RowQuota {
  const placeFor = createPlaces(connections, settings, statements)
  return async (owner, create, most = 1) => {
    const place = await placeFor(owner, most)
    let claimed = 0
    const claim = (rows = 1) => {
      if (place === null && rows > 0) throw quotaExceeded(settings, statements)
      claimed += rows
    }
    try {
      return await create(claim)
    } catch (error) {
      claimed = 0
      throw error
    } finally {
      place?.(claimed)
    }
  }
}

/** An inserted row; or none, with the refusal if the quota is full. */
type Insertion<Row> = { readonly row: Row } | { readonly row: undefined; readonly refusal: StoreError | undefined }

/**
 * Runs a statement that inserts at most one row, unless the user has no room for it.
 * @param insert returns the row, if it inserted one
 * @throws {StoreError} what `insert` throws, and `UNAVAILABLE`
 */
export type RowRoom = <Row>(owner: OwnerScope, insert: () => Promise<readonly Row[]>) => Promise<Insertion<Row>>

/** The same limit for an insert that is committed in one round trip, which a claim cannot undo. */
export function createRowRoom(connections: Connections, settings: QuotaSettings, statements: QuotaStatements): RowRoom {
  const placeFor = createPlaces(connections, settings, statements)
  return async (owner, insert) => {
    const place = await placeFor(owner, 1)
    if (place === null) return { row: undefined, refusal: quotaExceeded(settings, statements) }
    let inserted = 0
    try {
      const [row] = await insert()
      if (row === undefined) return { row: undefined, refusal: undefined }
      inserted = 1
      return { row }
    } finally {
      place(inserted)
    }
  }
}

/** Room for rows, reserved while a create runs. Call it after the create has ended, with the number of rows that it wrote. */
type Place = (rows: number) => void

interface RowCount {
  rows: number
  /** After this many rows, the count is repeated. */
  readonly until: number
  /** The number of rows for which room is reserved. */
  reserved: number
  /** Called when room is no longer reserved. */
  readonly waiting: (() => void)[]
}

function reserve(count: RowCount, wanted: number): Place {
  count.reserved += wanted
  return (rows) => {
    count.reserved -= wanted
    count.rows += rows
    for (const wake of count.waiting.splice(0)) wake()
  }
}

const quotaExceeded = ({ rows }: QuotaSettings, { what }: QuotaStatements) =>
  new StoreError('QUOTA_EXCEEDED', { what, limit: rows })

/** @returns a function that reserves room for rows of a user. It resolves with null if the quota has no room for all of them */
function createPlaces(
  connections: Connections,
  { rows: most, keepDeletedMs = monthMs }: QuotaSettings,
  statements: QuotaStatements,
): (owner: OwnerScope, wanted: number) => Promise<Place | null> {
  const counts = ownerCache<Promise<RowCount>>(countedMs)

  /** Counts all rows, even those outside the caller's lists: the quota is the owner's. */
  const count = (owner: OwnerScope, wanted: number) =>
    asOwner(connections, { ...owner, lists: null }, async (transaction) => {
      const rows = await statements.count(transaction, most)
      if (rows + wanted <= most) return rows
      const deletedBefore = new Date(Date.now() - keepDeletedMs)
      await statements.purge(transaction, { deletedBefore, most: mostPurged })
      return await statements.count(transaction, most)
    })

  /** Simultaneous creates share one count, and so draw on the same remainder. */
  function countOf(owner: OwnerScope, wanted: number): Promise<RowCount> {
    const { userId } = owner
    const known = counts.get(userId)
    if (known !== undefined) return known
    const counting = count(owner, wanted).then((rows) => {
      const until = rows + Math.max(wanted, Math.floor((most - rows) / 10))
      return { rows, until, reserved: 0, waiting: [] }
    })
    counts.set(userId, counting)
    counting.catch(() => counts.delete(userId))
    return counting
  }

  return async (owner, wanted) => {
    for (;;) {
      const counting = countOf(owner, wanted)
      const known = await counting
      if (known.rows + wanted > most) return null
      if (known.rows + known.reserved + wanted <= known.until) return reserve(known, wanted)
      // Another count would not include rows that are being inserted, and some of these inserts may insert nothing.
      if (known.reserved > 0) await new Promise<void>((resolve) => known.waiting.push(resolve))
      else if (counts.get(owner.userId) === counting) counts.delete(owner.userId)
    }
  }
}
