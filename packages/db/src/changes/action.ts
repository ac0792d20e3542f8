import pg from 'pg'
import { upkeepRows } from '../background/upkeep-rows.js'
import type { Connections } from '../connections.js'
import { Prisma } from '../generated/client.js'
import { asOwner, type OwnerScope, type OwnerTransaction } from '../owner-scope.js'
import { counterStep } from '../statements.js'
import type { ChangeKind } from './change-kind.js'
import { uuids } from './uuids.js'

/** A transaction that is one action of its owner: all changes that it logs have the same number. */
export interface Action extends OwnerTransaction {
  readonly seq: bigint
  readonly at: Date
  /** The action that this one undoes. */
  readonly undoes: bigint | null
}

/**
 * `asOwner` for work that changes rows. It first takes the next number of the owner's counter (`counterStep`), as every
 * write in SQL does.
 * @throws as `asOwner`
 */
export async function asAction<T>(
  connections: Connections,
  owner: OwnerScope,
  work: (action: Action) => Promise<T>,
): Promise<T> {
  const done = await asOwner(connections, owner, async (transaction) => {
    const { db, userId } = transaction
    const [{ seq }] = await db.$queryRawUnsafe<[{ seq: bigint }]>(counterStep.text, userId)
    // This comes before the work, which may be an erasure.
    if (!connections.knownOwners.has(userId)) await db.$executeRawUnsafe(upkeepRows.text, userId)
    const result = await work({ ...transaction, seq, at: new Date(), undoes: null })
    return { seq, result }
  })
  connections.knownOwners.add(owner.userId)
  connections.committed(owner.userId, Number(done.seq))
  return done.result
}

/** What the log has to know about a kind of row. */
export type LoggedKind = Pick<ChangeKind, 'table' | 'listColumn'>

/** The rows of a kind that an action is about to change. */
export interface PlannedChange {
  readonly kind: LoggedKind
  readonly ids: readonly string[]
  /** The new values by column, in a form that `jsonb_populate_record` reads. */
  readonly changes: Readonly<Record<string, unknown>>
  /** An additional condition for a row `r` that may change. */
  readonly condition?: Prisma.Sql
}

const columns = Prisma.raw('user_id, seq, kind, row_id, version, before, list_ids, at, session, client, undoes')

/**
 * Logs the contents of rows before they change, if they are the owner's, within the lists of the scope, and meet the
 * condition. Afterwards, change exactly the rows that it returns.
 * @returns their ids
 */
export async function logChanges(action: Action, { kind, ids, changes, condition }: PlannedChange): Promise<string[]> {
  const { db, userId, seq } = action
  const planned = JSON.stringify(changes)
  // The new row, in which the columns have their own types.
  const after = Prisma.sql`jsonb_populate_record(r, ${planned}::jsonb)`
  const before = Prisma.sql`coalesce((
    select jsonb_object_agg(old.key, old.value) from jsonb_each(to_jsonb(r)) old
    join jsonb_each(to_jsonb(${after})) new on new.key = old.key and new.value is distinct from old.value
  ), '{}')`
  // The alias is needed: without it, Citus refers in RETURNING to a table that its shards do not have.
  const rows = await db.$queryRaw<{ row_id: string }[]>`
    insert into change as logged (${columns})
    select r.user_id, ${seq}, ${kind.table}, r.id, r.version + 1, ${before}, ${listsOf(kind, after)}, ${actor(action)}
    from ${these(ids)} join ${table(kind)} r on r.id = these.id
    where r.user_id = ${userId} ${within(action, kind)}
      ${condition === undefined ? Prisma.empty : Prisma.sql`and ${condition}`}
    returning row_id`
  return rows.map(({ row_id }) => row_id)
}

/** Logs rows that the action has just created. */
export async function logCreations(action: Action, kind: LoggedKind, ids: readonly string[]): Promise<void> {
  const { db, userId, seq } = action
  await db.$executeRaw`
    insert into change (${columns})
    select r.user_id, ${seq}, ${kind.table}, r.id, r.version, null, ${listsOf(kind)}, ${actor(action)}
    from ${these(ids)} join ${table(kind)} r on r.id = these.id
    where r.user_id = ${userId}`
}

const these = (ids: readonly string[]) => Prisma.sql`unnest(${uuids(ids)}) as these (id)`

/** Changes logged rows without Prisma's model of their table. */
export async function changeRows(
  { db, userId, at }: Action,
  { kind, ids, changes }: Pick<PlannedChange, 'kind' | 'ids' | 'changes'>,
): Promise<void> {
  // This refers to no column of the table: on a sharded table, functions with such a reference are not allowed.
  const after = Prisma.sql`jsonb_populate_record(null::${table(kind)}, ${JSON.stringify(changes)}::jsonb)`
  const assignments = Object.keys(changes).map((column) => {
    const name = Prisma.raw(pg.escapeIdentifier(column))
    return Prisma.sql`${name} = (${after}).${name}`
  })
  await db.$executeRaw`
    update ${table(kind)} set ${Prisma.join(assignments)}, version = version + 1, updated_at = ${at}
    where user_id = ${userId} and id = any(${uuids(ids)})`
}

/** Logs that an action applies to rows which already have the values that it would set. */
export async function logUnchanged(action: Action, kind: LoggedKind, ids: readonly string[]): Promise<void> {
  const { db, userId, seq } = action
  await db.$executeRaw`
    insert into change (${columns})
    select r.user_id, ${seq}, ${kind.table}, r.id, r.version, '{}', ${listsOf(kind)}, ${actor(action)}
    from ${these(ids)} join ${table(kind)} r on r.id = these.id where r.user_id = ${userId} ${within(action, kind)}`
}

const actor = ({ at, sessionId = null, client = null, undoes }: Action) =>
  Prisma.sql`${at}::timestamptz, ${sessionId}, ${client}, ${undoes}::bigint`

const table = (kind: LoggedKind) => Prisma.raw(`"${kind.table}"`)

/** The lists that a row is in now, and will be in. */
function listsOf({ listColumn }: LoggedKind, after?: Prisma.Sql): Prisma.Sql {
  if (listColumn === null) return Prisma.sql`'{}'::uuid[]`
  const list = Prisma.raw(`r."${listColumn}"`)
  if (after === undefined) return Prisma.sql`array_remove(array[${list}], null)`
  return Prisma.sql`array_remove(array[${list}, nullif((${after}).${Prisma.raw(`"${listColumn}"`)}, ${list})], null)`
}

function within({ lists }: OwnerScope, { listColumn }: LoggedKind): Prisma.Sql {
  if (lists === null) return Prisma.empty
  if (listColumn === null) return Prisma.sql`and false`
  return Prisma.sql`and ${Prisma.raw(`r."${listColumn}"`)} = any(${uuids(lists)})`
}
