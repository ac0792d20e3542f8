import { forgetContents, type RemovedRow } from '../changes/forget-contents.js'
import type { PurgeRows } from '../purge-rows.js'

/**
 * Permanently removes the owner's tasks that were deleted before a given time, on their own or with their list. Subtasks
 * are removed before their parents, so a task with a subtask that stays is not removed. It is in SQL for the same reason as
 * `purgeRows`.
 */
export const purgeTasks: PurgeRows = async (transaction, { deletedBefore, most }) => {
  const { db, userId } = transaction
  const removed: RemovedRow[] = []
  while (removed.length < most) {
    const some = await db.$queryRaw<RemovedRow[]>`
      delete from task as gone where gone.user_id = ${userId} and gone.id in (
        select task.id from task left join list on list.user_id = ${userId} and list.id = task.list_id
        where task.user_id = ${userId} and (task.deleted_at < ${deletedBefore} or list.deleted_at < ${deletedBefore})
          and not exists (select from task as subtask where subtask.user_id = ${userId} and subtask.parent_id = task.id)
        limit ${most - removed.length})
      returning gone.id`
    if (some.length === 0) break
    removed.push(...some)
  }
  return await forgetContents(transaction, 'task', removed)
}
