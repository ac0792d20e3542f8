import { Prisma } from '../generated/client.js'
import { purgeRows } from '../purge-rows.js'
import type { QuotaStatements } from '../row-quota.js'
import { purgeTasks } from '../tasks/purge-tasks.js'

const purgeEmptyLists = purgeRows(
  'list',
  (userId) => Prisma.sql`and not exists (select from task where task.user_id = ${userId} and task.list_id = list.id)`,
)

/**
 * Permanently removes the owner's lists that were deleted before a given time, with their tasks. A list with more tasks
 * than one statement removes stays until the next purge.
 */
export const purgeLists: QuotaStatements['purge'] = async (transaction, purge) => {
  await purgeTasks(transaction, purge)
  await purgeEmptyLists(transaction, purge)
}
