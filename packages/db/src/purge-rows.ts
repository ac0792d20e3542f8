import { Prisma } from './generated/client.js'
import type { OwnerTransaction } from './owner-scope.js'
import type { Purge } from './row-quota.js'

/**
 * Permanently removes the owner's rows of a table that were deleted before a given time. It is in SQL, since a delete of
 * Prisma that has a limit names the owner only in a sub-select, and sharded tables would not find the owner's shard.
 * @param table its name in the database, which comes from the source and from nowhere else
 * @param condition what must also be true of a row, such as `and not exists (…)`; it names the owner of each table
 */
export function purgeRows(
  table: string,
  condition: (userId: string) => Prisma.Sql = () => Prisma.empty,
): (transaction: OwnerTransaction, purge: Purge) => Promise<number> {
  const name = Prisma.raw(`"${table}"`)
  return ({ db, userId }: OwnerTransaction, { deletedBefore, most }: Purge) =>
    db.$executeRaw`
      delete from ${name} where user_id = ${userId} and id in (
        select id from ${name} where user_id = ${userId} and deleted_at < ${deletedBefore} ${condition(userId)}
        limit ${most})`
}
