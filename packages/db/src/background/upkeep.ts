import { trimChanges } from '../changes/trim-changes.js'
import type { Connections } from '../connections.js'
import { asOwner, type OwnerTransaction, ownerOf } from '../owner-scope.js'
import { lockDue, setDue } from './due.js'
import type { DueKind, DueWork } from './due-reader.js'
import { oldestDeletion, purgeDeleted } from './purge-deleted.js'

// domain: tasks {

import { removeOldParts } from '../imports/old-parts.js'

// domain: tasks }

/** Removes old rows. If a process is killed, the rows and the due time stay as they were. */
export type UpkeepKind = Exclude<DueKind, 'reminder'>

/**
 * Work on the rows of one owner.
 * @returns when the next work is due; null for never
 */
type OwnerWork = (transaction: OwnerTransaction) => Promise<Date | null>

const dayMs = 24 * 60 * 60 * 1_000
/**
 * How long a deleted row can be restored, in days. This is also the longest time until an owner with changes is checked
 * again.
 */
const keptMs = 30 * dayMs
/** How long to wait after a failure, in milliseconds. */
const postponedMs = 5 * 60 * 1_000

/**
 * Does due work in a transaction of its owner. If another process finds the same work, it skips it.
 * @returns whether it was still due
 * @throws {StoreError} `UNAVAILABLE`; what the work throws
 */
export async function doUpkeep(connections: Connections, { userId }: DueWork, kind: UpkeepKind): Promise<boolean> {
  // In a separate transaction. It may run twice at the same time.
  if (kind === 'log') await trimChanges(connections, ownerOf(userId))
  return await asOwner(connections, ownerOf(userId), async (transaction) => {
    if (!(await lockDue(transaction, kind))) return false
    await setDue(transaction, kind, await upkeep[kind](transaction))
    return true
  })
}

/** Makes failed work wait, so that it does not keep other work from its turn. */
export const postpone = (connections: Connections, { userId, kind }: DueWork): Promise<void> =>
  asOwner(connections, ownerOf(userId), async (transaction) => {
    if (await lockDue(transaction, kind)) await setDue(transaction, kind, new Date(Date.now() + postponedMs))
  })

const later = () => new Date(Date.now() + keptMs)

const emptyTrash: OwnerWork = async (transaction) => {
  // The number of rows of each kind that one statement can remove within its time limit.
  const removed = await purgeDeleted(transaction, { deletedBefore: new Date(Date.now() - keptMs), most: 2_000 })
  const oldest = await oldestDeletion(transaction)
  if (oldest === null) return await afterTrim(transaction)
  // The remaining rows cannot be removed yet, for example because another row needs them.
  const soonest = removed === 0 ? Date.now() + dayMs : 0
  return new Date(Math.max(oldest.getTime() + keptMs, soonest))
}

/** An owner who writes is checked again within 30 days. */
const afterTrim: OwnerWork = async (transaction) => ((await hasChanges(transaction)) ? later() : null)

const hasChanges = async ({ db, userId }: OwnerTransaction) =>
  (await db.change.findFirst({ where: { userId } })) !== null

/** The record of an erasure is useless after it has stopped refusing writes. */
const removeErasure: OwnerWork = async ({ db, userId }) => {
  await db.erasure.deleteMany({ where: { userId, until: { lte: new Date() } } })
  const left = await db.erasure.findFirst({ where: { userId } })
  return left?.until ?? null
}

const upkeep: Readonly<Record<UpkeepKind, OwnerWork>> = {
  trash: emptyTrash,
  log: afterTrim,
  erasure: removeErasure,
  // domain: tasks {
  import: removeOldParts,
  // domain: tasks }
}
