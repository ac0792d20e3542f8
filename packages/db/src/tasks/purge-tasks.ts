import type { OwnerTransaction } from '../owner-scope.js'
import type { Purge } from '../row-quota.js'

/**
 * Permanently removes the owner's tasks that were deleted before a given time, on their own or with their list. Subtasks are
 * removed before the tasks that they are a part of: a task with a subtask that is kept stays. In SQL for the same reason as
 * `purgeRows`.
 * @returns how many
 */
export async function purgeTasks({ db, userId }: OwnerTransaction, { deletedBefore, most }: Purge): Promise<number> {
  let left = most
  while (left > 0) {
    const removed = await db.$executeRaw`
      delete from task where user_id = ${userId} and id in (
        select task.id from task left join list on list.user_id = ${userId} and list.id = task.list_id
        where task.user_id = ${userId} and (task.deleted_at < ${deletedBefore} or list.deleted_at < ${deletedBefore})
          and not exists (select from task as subtask where subtask.user_id = ${userId} and subtask.parent_id = task.id)
        limit ${left})`
    if (removed === 0) break
    left -= removed
  }
  return most - left
}
