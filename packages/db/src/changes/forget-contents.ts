import type { OwnerTransaction } from '../owner-scope.js'
import { uuids } from './uuids.js'

/** A row that a statement has removed for good. */
export interface RemovedRow {
  readonly id: string
}

/**
 * Removes what the log knows about the contents of rows that were removed for good. Call it in the transaction that has removed
 * them. The changes stay, and whether they deleted or restored a row: devices still learn that it is gone, and the history
 * that it was there.
 *
 * On sharded tables, an update may only have immutable functions, so this is `jsonb_set` and not `jsonb_build_object`.
 * @param table that of the rows
 * @returns how many rows there were
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
