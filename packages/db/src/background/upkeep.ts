import type { Connections } from '../connections.js'
import { asOwner, type OwnerTransaction, ownerOf } from '../owner-scope.js'
import { lockDue, setDue } from './due.js'
import type { DueKind, DueWork } from './due-reader.js'

/** Work on the rows of one owner. @returns when there is next something to do; null for never */
type OwnerWork = (transaction: OwnerTransaction) => Promise<Date | null>

/** What removes rows that have had their time. A process that is killed leaves the rows and the time as they were. */
export type UpkeepKind = Exclude<DueKind, 'reminder'>

/** How long after a failure the work is tried again, in milliseconds. */
const postponedMs = 5 * 60 * 1_000

/**
 * Does work that is due, in one transaction of its owner. Another process that finds the same work skips it.
 * @returns whether it was still due
 * @throws {StoreError} `UNAVAILABLE`; what the work throws
 */
export const doUpkeep = (connections: Connections, { userId }: DueWork, kind: UpkeepKind): Promise<boolean> =>
  asOwner(connections, ownerOf(userId), async (transaction) => {
    if (!(await lockDue(transaction, kind))) return false
    await setDue(transaction, kind, await upkeep[kind](transaction))
    return true
  })

/** Makes work wait that has failed, so that it does not keep others from their turn. */
export const postpone = (connections: Connections, { userId, kind }: DueWork): Promise<void> =>
  asOwner(connections, ownerOf(userId), async (transaction) => {
    if (await lockDue(transaction, kind)) await setDue(transaction, kind, new Date(Date.now() + postponedMs))
  })

/** The record of an erasure is of no use when it no longer refuses anything. */
const removeErasure: OwnerWork = async ({ db, userId }) => {
  await db.erasure.deleteMany({ where: { userId, until: { lte: new Date() } } })
  const left = await db.erasure.findFirst({ where: { userId } })
  return left?.until ?? null
}

const upkeep: Readonly<Record<UpkeepKind, OwnerWork>> = {
  trash: async () => null,
  log: async () => null,
  erasure: removeErasure,
}
