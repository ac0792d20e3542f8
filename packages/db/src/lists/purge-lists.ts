import { Prisma } from '../generated/client.js'
import { type PurgeRows, purgeRows } from '../purge-rows.js'
import type { QuotaStatements } from '../row-quota.js'
import { purgeSections } from '../sections/purge-sections.js'
import { purgeTasks } from '../tasks/purge-tasks.js'

const purgeEmptyLists = purgeRows(
  'list',
  (userId) => Prisma.sql`and not exists (select from task where task.user_id = ${userId} and task.list_id = list.id)
    and not exists (select from section where section.user_id = ${userId} and section.list_id = list.id)`,
)

/** A list that is somebody's default list could not be removed. */
const forgetDefaultList: QuotaStatements['purge'] = ({ db, userId }, { deletedBefore }) =>
  db.preference.updateMany({
    where: { userId, defaultList: { userId, deletedAt: { lt: deletedBefore } } },
    data: { defaultListId: null },
  })

/**
 * Permanently removes the owner's lists that were deleted before a given time, with their sections and tasks. A list with
 * more of them than one statement can remove stays until the next purge.
 */
export const purgeLists: PurgeRows = async (transaction, purge) => {
  const tasks = await purgeTasks(transaction, purge)
  const sections = await purgeSections(transaction, purge)
  await forgetDefaultList(transaction, purge)
  return tasks + sections + (await purgeEmptyLists(transaction, purge))
}
