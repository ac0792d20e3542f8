// domain: tasks
import { purgeLists } from '../lists/purge-lists.js'
import type { OwnerTransaction } from '../owner-scope.js'
import { type PurgeRows, purgeRows } from '../purge-rows.js'

const purgeLabels = purgeRows('label')

/** Permanently removes what the owner deleted before a given time. @returns how many rows */
export const purgeTrash: PurgeRows = async (transaction, purge) =>
  (await purgeLists(transaction, purge)) + (await purgeLabels(transaction, purge))

/** When the row was deleted that has been deleted for the longest time; null if none is. */
export async function oldestDeletion({ db, userId }: OwnerTransaction): Promise<Date | null> {
  const oldest = { where: { userId, deletedAt: { not: null } }, _min: { deletedAt: true } } as const
  const found = [
    await db.task.aggregate(oldest),
    await db.list.aggregate(oldest),
    await db.section.aggregate(oldest),
    await db.label.aggregate(oldest),
  ].flatMap(({ _min: { deletedAt } }) => deletedAt ?? [])
  return found.reduce<Date | null>((least, at) => (least === null || at < least ? at : least), null)
}
