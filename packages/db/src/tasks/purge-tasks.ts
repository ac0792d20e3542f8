import type { OwnerTransaction } from '../owner-scope.js'
import type { Purge } from '../row-quota.js'

/** Removes for good the owner's tasks that were deleted, by themselves or with their list, before a moment. */
export function purgeTasks({ db, userId }: OwnerTransaction, { deletedBefore, most }: Purge): Promise<unknown> {
  const deletedAt = { lt: deletedBefore }
  return db.task.deleteMany({ where: { userId, OR: [{ deletedAt }, { list: { deletedAt } }] }, limit: most })
}
