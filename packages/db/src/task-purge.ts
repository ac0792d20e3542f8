import type { OwnerTransaction } from './owner-scope.js'

/** Removes for good up to `most` of the owner's tasks that were deleted before that moment, by themselves or with their list. */
export function purgeTasks(db: OwnerTransaction, userId: string, deletedBefore: Date, most: number): Promise<unknown> {
  const deletedAt = { lt: deletedBefore }
  return db.task.deleteMany({ where: { userId, OR: [{ deletedAt }, { list: { deletedAt } }] }, limit: most })
}
