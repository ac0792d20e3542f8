import { trimChanges } from '../changes/trim-changes.js'
import type { Connections } from '../connections.js'
import { asOwner, type OwnerTransaction, ownerOf } from '../owner-scope.js'
import { lockDue, setDue } from './due.js'
import type { DueKind, DueWork } from './due-reader.js'
import { oldestDeletion, purgeDeleted } from './purge-deleted.js'

// domain: tasks {

import { removeOldParts } from '../imports/old-parts.js'

// domain: tasks }

/** What removes rows that have had their time. A process that is killed leaves the rows and the time as they were. */
export type UpkeepKind = Exclude<DueKind, 'reminder'>

/** Work on the rows of one owner. @returns when there is next something to do; null for never */
type OwnerWork = (transaction: OwnerTransaction) => Promise<Date | null>

const dayMs = 24 * 60 * 60 * 1_000
/** For how long a deleted row can be restored. It is also the longest time until an owner with changes is looked at again. */
const keptMs = 30 * dayMs
/** How long after a failure the work is tried again, in milliseconds. */
const postponedMs = 5 * 60 * 1_000

/**
 * Does work that is due, in a transaction of its owner. Another process that finds the same work skips it.
 * @returns whether it was still due
 * @throws {StoreError} `UNAVAILABLE`; what the work throws
 */
export async function doUpkeep(connections: Connections, { userId }: DueWork, kind: UpkeepKind): Promise<boolean> {
  // In a transaction of its own. It may run twice at a time.
  if (kind === 'log') await trimChanges(connections, ownerOf(userId))
  return await asOwner(connections, ownerOf(userId), async (transaction) => {
    if (!(await lockDue(transaction, kind))) return false
    await setDue(transaction, kind, await upkeep[kind](transaction))
    return true
  })
}

/** Makes work wait that has failed, so that it does not keep others from their turn. */
export const postpone = (connections: Connections, { userId, kind }: DueWork): Promise<void> =>
  asOwner(connections, ownerOf(userId), async (transaction) => {
    if (await lockDue(transaction, kind)) await setDue(transaction, kind, new Date(Date.now() + postponedMs))
  })

const later = () => new Date(Date.now() + keptMs)

const emptyTrash: OwnerWork = async (transaction) => {
  // As many of each kind as one statement can remove within its time limit.
  const removed = await purgeDeleted(transaction, { deletedBefore: new Date(Date.now() - keptMs), most: 2_000 })
  const oldest = await oldestDeletion(transaction)
  if (oldest === null) return await afterTrim(transaction)
  // What is left cannot be removed yet, such as a row that another one needs.
  const soonest = removed === 0 ? Date.now() + dayMs : 0
  return new Date(Math.max(oldest.getTime() + keptMs, soonest))
}

/** Whoever writes is looked at again within 30 days. */
const afterTrim: OwnerWork = async (transaction) => ((await hasChanges(transaction)) ? later() : null)

const hasChanges = async ({ db, userId }: OwnerTransaction) =>
  (await db.change.findFirst({ where: { userId } })) !== null

/** The record of an erasure is of no use when it no longer refuses anything. */
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
