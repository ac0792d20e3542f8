import type { Value } from '@ownlist/pool'
import { listArray, type OwnerScope } from '../owner-scope.js'
import { type Statement, withinLists } from '../statements.js'

// The log of stores that are written in SQL, for `write`. The logging statement reads the row before it changes. The
// statement that changes the row requires the log entry of the same action. So nothing can change without being logged.

/** A column, and its new value as an SQL expression. */
export type ColumnChange = readonly [column: string, value: string]

/** A table with rows in lists. All names must be constants in the source. */
export interface LoggedTable {
  readonly table: string
  /** The column with the list of a row. */
  readonly listColumn: string
}

/** The number of the action, which `write` takes before any other statement. */
const seqNow = '(select change_counter.seq from change_counter where change_counter.user_id = $1)'

const columns = 'user_id, seq, kind, row_id, version, before, list_ids, at, session, client'

/** An array without NULL and without duplicates. */
const listsOf = (before: string, after: string) => `array_remove(array[${before}, nullif(${after}, ${before})], null)`

/**
 * Logs what a row contains before it changes, if it may change. Parameters: those of `logValues`, then `$7` and later ones.
 * @param conditions conditions for the row in addition to its owner, its id and its lists
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

/**
 * Logs a row that was created in this action. It logs no other row, even if the id belonged to one that was permanently
 * removed. Parameters: those of `creationValues`.
 */
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
