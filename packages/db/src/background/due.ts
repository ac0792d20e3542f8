import type { EraseRows } from '../domain.js'
import type { OwnerTransaction } from '../owner-scope.js'
import type { DueKind } from './due-reader.js'

/**
 * Locks the owner's row in `due` for a kind until the transaction ends.
 * @returns false if work of this kind is no longer due, or if another process is doing it
 */
export async function lockDue({ db, userId }: OwnerTransaction, kind: DueKind): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    select kind from due where user_id = ${userId} and kind = ${kind} and due_at <= now() for update skip locked`
  return rows.length > 0
}

/** Sets when work of a kind is due next, if it was due before; null for never. */
export async function setDue({ db, userId }: OwnerTransaction, kind: DueKind, next: Date | null): Promise<void> {
  const where = { userId, kind }
  if (next === null) await db.due.deleteMany({ where })
  else await db.due.updateMany({ where, data: { dueAt: next } })
}

/**
 * Makes work of a kind due at a time, unless it is due earlier. It locks the row until the transaction ends, even if
 * nothing changes. So the process that does the work computes the next time before or after this, but not in between.
 */
export async function makeDue({ db, userId }: OwnerTransaction, kind: DueKind, at: Date): Promise<void> {
  await db.$executeRaw`
    insert into due (user_id, kind, due_at) values (${userId}, ${kind}, ${at})
    on conflict (user_id, kind) do update set due_at = least(due.due_at, excluded.due_at)`
}

/**
 * Removes everything that is due for the owner, except the later removal of the record of the erasure. These rows are not
 * counted, because they are only about other rows.
 */
export const eraseDue: EraseRows = async ({ db, userId }) => {
  await db.due.deleteMany({ where: { userId } })
  await db.$executeRaw`
    insert into due (user_id, kind, due_at) select user_id, 'erasure', until from erasure where user_id = ${userId}`
  return 0
}
