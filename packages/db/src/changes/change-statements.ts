import { parameter, readStatement, type Statement } from '../statements.js'

/** The lists of the scope, which are `$2`. */
export const scopeLists = `string_to_array(btrim($2, '{}'), ',')::uuid[]`

/** Limits changes to rows that are in the lists of the scope, or were before the change. */
export const changeWithinLists = `case when $2 = '' then true else change.list_ids && ${scopeLists} end`

/** Limits rows of a table with kinds to some of them. @param kinds the parameter with the kinds, separated by commas */
export const ofKinds = (table: string, kinds: string): string => `${table}.kind = any (string_to_array(${kinds}, ','))`

/**
 * The counter is read together with the changes. Otherwise, an action in between would be counted, but its changes would be
 * missing.
 */
const page = (name: string, after: string): Statement =>
  readStatement(
    name,
    `select change_counter.seq as latest, change_counter.trimmed, later.* from change_counter left join lateral (
      select change.seq, change.kind, change.row_id as id, change.version from change
      where change.user_id = $1 and ${changeWithinLists}
        and ${ofKinds('change', parameter(2))} and ${after}
      order by change.seq, change.kind, change.row_id limit ${parameter(1)}
    ) later on true
    where scope.owner = $1 and change_counter.user_id = $1 order by later.seq, later.kind, later.id limit ${parameter(1)}`,
  )

/**
 * Changes after an action, oldest first, each with the counter. If there are none, one row with only the counter.
 * Parameters: the limit; kinds, separated by commas; the number of the action, or null for no changes.
 */
export const changesAfter = page('change_list', `change.seq > ${parameter(3)}::bigint`)

/** The same after a change. Parameters: the limit, the kinds, and the number, the kind and the id of the row of that change. */
export const laterChanges = page(
  'change_list_after',
  `change.seq >= ${parameter(3)}::bigint
    and (change.seq, change.kind, change.row_id) > (${parameter(3)}::bigint, ${parameter(4)}, ${parameter(5)}::uuid)`,
)
