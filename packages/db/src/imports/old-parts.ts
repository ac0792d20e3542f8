import { makeDue } from '../background/due.js'
import type { Action } from '../changes/action.js'
import type { OwnerTransaction } from '../owner-scope.js'

/** How long a file stays if nobody discards it. */
const keptMs = 24 * 60 * 60 * 1_000

/** Call it when the first part of a file is stored. */
export const removePartsLater = (action: Action): Promise<void> =>
  makeDue(action, 'import', new Date(action.at.getTime() + keptMs))

/**
 * Removes parts of files that were sent more than a day ago.
 * @returns when the next parts have to be removed; null if there are none
 */
export async function removeOldParts({ db, userId }: OwnerTransaction): Promise<Date | null> {
  await db.importPart.deleteMany({ where: { userId, createdAt: { lte: new Date(Date.now() - keptMs) } } })
  const left = await db.importPart.aggregate({ where: { userId }, _min: { createdAt: true } })
  const oldest = left._min.createdAt
  return oldest === null ? null : new Date(oldest.getTime() + keptMs)
}
