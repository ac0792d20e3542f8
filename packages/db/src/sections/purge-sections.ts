import type { OwnerTransaction } from '../owner-scope.js'
import type { Purge } from '../row-quota.js'

/**
 * Permanently removes the owner's sections that were deleted before a given time, on their own or with their list. Their
 * tasks are in no section then. In SQL for the same reason as `purgeRows`.
 */
export const purgeSections = async ({ db, userId }: OwnerTransaction, purge: Purge): Promise<number> => {
  const { deletedBefore, most } = purge
  await db.$executeRaw`
    update task set section_id = null where user_id = ${userId} and section_id in (
      select section.id from section left join list on list.user_id = ${userId} and list.id = section.list_id
      where section.user_id = ${userId} and (section.deleted_at < ${deletedBefore} or list.deleted_at < ${deletedBefore}))`
  return await db.$executeRaw`
    delete from section where user_id = ${userId} and id in (
      select section.id from section left join list on list.user_id = ${userId} and list.id = section.list_id
      where section.user_id = ${userId} and (section.deleted_at < ${deletedBefore} or list.deleted_at < ${deletedBefore})
      limit ${most})`
}
