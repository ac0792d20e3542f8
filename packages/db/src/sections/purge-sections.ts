import { forgetContents, type RemovedRow } from '../changes/forget-contents.js'
import type { PurgeRows } from '../purge-rows.js'

/**
 * Permanently removes the owner's sections that were deleted before a given time, on their own or with their list. Their
 * tasks are in no section afterwards. It is in SQL for the same reason as `purgeRows`.
 */
export const purgeSections: PurgeRows = async (transaction, { deletedBefore, most }) => {
  const { db, userId } = transaction
  await db.$executeRaw`
    update task set section_id = null where user_id = ${userId} and section_id in (
      select section.id from section left join list on list.user_id = ${userId} and list.id = section.list_id
      where section.user_id = ${userId} and (section.deleted_at < ${deletedBefore} or list.deleted_at < ${deletedBefore}))`
  const removed = await db.$queryRaw<RemovedRow[]>`
    delete from section as gone where gone.user_id = ${userId} and gone.id in (
      select section.id from section left join list on list.user_id = ${userId} and list.id = section.list_id
      where section.user_id = ${userId} and (section.deleted_at < ${deletedBefore} or list.deleted_at < ${deletedBefore})
      limit ${most})
    returning gone.id`
  return await forgetContents(transaction, 'section', removed)
}
