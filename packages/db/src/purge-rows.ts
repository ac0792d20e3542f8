import { forgetContents, type RemovedRow } from './changes/forget-contents.js'
import { Prisma } from './generated/client.js'
import type { OwnerTransaction } from './owner-scope.js'
import type { Purge } from './row-quota.js'

/**
 * Permanently removes rows of one kind that their owner deleted before a given time, and their contents in the log.
 * @returns the number of removed rows
 */
export type PurgeRows = (transaction: OwnerTransaction, purge: Purge) => Promise<number>

/**
 * The purge of a table to which no other table refers, or only with a condition. It is in SQL because a Prisma delete with
 * a limit names the owner only in a sub-select, and Citus would not find the owner's shard.
 * @param table its name in the database, which must be a constant in the source
 * @param condition an additional condition for a row, such as `and not exists (…)`; it names the owner of each table
 */
export function purgeRows(table: string, condition: (userId: string) => Prisma.Sql = () => Prisma.empty): PurgeRows {
  const name = Prisma.raw(`"${table}"`)
  return async (transaction, { deletedBefore, most }) => {
    const { db, userId } = transaction
    const removed = await db.$queryRaw<RemovedRow[]>`
      delete from ${name} as gone where gone.user_id = ${userId} and gone.id in (
        select id from ${name} where user_id = ${userId} and deleted_at < ${deletedBefore} ${condition(userId)}
        limit ${most})
      returning gone.id`
    return await forgetContents(transaction, table, removed)
  }
}
