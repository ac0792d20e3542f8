import type { Value } from '@ownlist/pool'
import { listArray, type OwnerScope } from '../owner-scope.js'
import { type Statement, withinLists } from '../statements.js'

// The log of stores that are written in SQL, for `write`. A statement that logs reads the row before it changes, and the
// statement that changes it needs what was logged in the same action. So nothing can change without a trace.

/** A column, and its new value as an SQL expression. */
export type ColumnChange = readonly [column: string, value: string]

/** A table with rows in lists. Its names come from the source and from nowhere else. */
export interface LoggedTable {
  readonly table: string
  /** The column with the list of a row. */
  readonly listColumn: string
}

/** The number of the action. `write` takes it before any other statement. */
const seqNow = '(select change_counter.seq from change_counter where change_counter.user_id = $1)'

const columns = 'user_id, seq, kind, row_id, version, before, list_ids, at, session, client'

/** An array without NULL and without repetitions. */
const listsOf = (before: string, after: string) => `array_remove(array[${before}, nullif(${after}, ${before})], null)`

/**
 * Logs what a row contains before it changes, if it may change. Parameters: those of `logValues`, then `$7` and later ones.
 * @param conditions what must be true of the row, besides its owner, its id and its lists
 */
export function logChange(
  name: string,
  { table, listColumn }: LoggedTable,
  { changes, conditions }: { readonly changes: readonly ColumnChange[]; readonly conditions: readonly string[] },
): Statement {
  const before = changes.map(
    ([column, value]) => `case when ${table}.${column} is distinct from ${value}
      then jsonb_build_object('${column}', ${table}.${column}) else '{}' end`,
  )
  const list = `${table}.${listColumn}`
  const listAfter = changes.find(([column]) => column === listColumn)?.[1] ?? list
  return {
    name,
    text: `insert into change (${columns})
      select ${table}.user_id, ${seqNow}, '${table}', ${table}.id, ${table}.version + 1, ${before.join(' || ')},
        ${listsOf(list, listAfter)}, $5::timestamptz, $3, $4
      from ${table} where ${[`${table}.user_id = $1`, `${table}.id = $6::uuid`, withinLists(list), ...conditions].join(' and ')}`,
  }
}

/** The parameters of `logChange` after the owner. */
export const logValues = (owner: OwnerScope, at: string, id: string): readonly Value[] => [
  listArray(owner.lists),
  ...actorOf(owner),
  at,
  id,
]

/** Whether `logChange` has logged a change of the row in this action. @param id the parameter with the row's id */
export const wasLogged = (table: string, id: string): string =>
  `exists (select from change where change.user_id = $1 and change.seq = ${seqNow} and change.kind = '${table}'
    and change.row_id = ${id}::uuid)`

/** Logs a row that was created in this action, and no other, even if its id had a row before that was removed for good. Parameters: those of `creationValues`. */
export const logCreation = (name: string, { table, listColumn }: LoggedTable): Statement => ({
  name,
  text: `insert into change (${columns})
    select ${table}.user_id, ${seqNow}, '${table}', ${table}.id, ${table}.version, null::jsonb,
      array_remove(array[${table}.${listColumn}], null), ${table}.created_at, $2, $3
    from ${table} where ${table}.user_id = $1 and ${table}.id = $5::uuid and ${table}.version = 1
      and ${table}.created_at = $4::timestamptz
      and not exists (select from change where change.user_id = $1 and change.kind = '${table}' and change.row_id = $5::uuid
        and change.at = $4::timestamptz)`,
})

/** The parameters of `logCreation` after the owner. @param at when the row was created */
export const creationValues = (owner: OwnerScope, at: string, id: string): readonly Value[] => [
  ...actorOf(owner),
  at,
  id,
]

const actorOf = ({ sessionId = null, client = null }: OwnerScope): readonly Value[] => [sessionId, client]
