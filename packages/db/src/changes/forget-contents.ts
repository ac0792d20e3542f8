import type { OwnerTransaction } from '../owner-scope.js'
import { uuids } from './uuids.js'

/** A row that a statement has permanently removed. */
export interface RemovedRow {
  readonly id: string
}

/**
 * Removes the contents of permanently removed rows from the log. Call it in the transaction that has removed them. The
 * changes themselves stay, and whether they deleted or restored a row. So devices still learn that it is gone, and the
 * history shows that it existed.
 *
 * On sharded tables, an update may only have immutable functions, so this is `jsonb_set` and not `jsonb_build_object`.
 * @param table the table of the rows
 * @returns the number of rows
 */
export async function forgetContents(
  { db, userId }: OwnerTransaction,
  table: string,
  removed: readonly RemovedRow[],
): Promise<number> {
  if (removed.length === 0) return 0
  await db.$executeRaw`
    update change set before = coalesce(jsonb_set('{}', '{deleted_at}', before -> 'deleted_at'), '{}')
    where user_id = ${userId} and kind = ${table} and row_id = any(${uuids(removed.map(({ id }) => id))})
      and before is not null`
  return removed.length
}
