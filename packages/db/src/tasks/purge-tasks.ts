import type { OwnerTransaction } from '../owner-scope.js'
import type { Purge } from '../row-quota.js'

/** Permanently removes the owner's tasks that were deleted before a given time, on their own or with their list. */
export function purgeTasks({ db, userId }: OwnerTransaction, { deletedBefore, most }: Purge): Promise<unknown> {
  const deletedAt = { lt: deletedBefore }
  return db.task.deleteMany({ where: { userId, OR: [{ deletedAt }, { list: { deletedAt } }] }, limit: most })
}
