import type { OwnerTransaction } from '../owner-scope.js'
import type { Purge } from '../row-quota.js'

/**
 * Permanently removes the owner's tasks that were deleted before a given time, on their own or with their list. In SQL
 * for the same reason as `purgeRows`.
 */
export function purgeTasks({ db, userId }: OwnerTransaction, { deletedBefore, most }: Purge): Promise<unknown> {
  return db.$executeRaw`
    delete from task where user_id = ${userId} and id in (
      select task.id from task left join list on list.user_id = ${userId} and list.id = task.list_id
      where task.user_id = ${userId} and (task.deleted_at < ${deletedBefore} or list.deleted_at < ${deletedBefore})
      limit ${most})`
}
