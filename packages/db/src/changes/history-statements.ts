import { mostAtOnce, parameter, readStatement, type Statement } from '../statements.js'
import type { LoggedKind } from './action.js'
import { changeWithinLists, ofKinds, scopeLists } from './change-statements.js'

/** Actions, newest first. Parameters: how many; kinds, separated by commas; the number that they are before, or null. */
export const listActions = readStatement(
  'change_actions',
  `select change.seq, max(change.at) as at, max(change.session) as session, max(change.client) as client,
      max(change.undoes) as undoes, count(*) as rows from change
    where scope.owner = $1 and change.user_id = $1 and ${changeWithinLists} and ${ofKinds(parameter(2))}
      and change.seq < coalesce(${parameter(3)}::bigint, 9223372036854775807)
    group by change.seq order by change.seq desc limit ${parameter(1)}`,
)

/** Actions that took others back. Parameter: the number that they are after. */
export const listUndos = readStatement(
  'change_undos',
  `select distinct change.seq, change.undoes from change
    where scope.owner = $1 and change.user_id = $1 and ${changeWithinLists} and change.undoes is not null
      and change.seq > ${parameter(1)}::bigint limit 20000`,
)

/** Whether a row was within the lists of the scope both before and after a change. */
const isWithin = (change: string) =>
  `case when $2 = '' then true else ${change}.list_ids && ${scopeLists} and ${change}.list_ids <@ ${scopeLists} end`

/**
 * The changes of some actions. `later` says what the changed columns contained directly after the change, as far as they were
 * changed again. For a created row, it has every column that was changed since.
 * @param p the parameters: numbers of actions, separated by commas; kinds; how many changes of each action
 */
const changesOf = (p: (n: number) => string) => `
  select change.seq, change.kind, change.row_id as id, change.before, later.contents as later, ${isWithin('change')} as "isWithin"
  from unnest(string_to_array(${p(1)}, ',')::bigint[]) as these (seq), lateral (
    select * from change where change.user_id = $1 and change.seq = these.seq and ${changeWithinLists} and ${ofKinds(p(2))}
    order by change.kind, change.row_id limit ${p(3)}::integer
  ) change, lateral (
    select coalesce(jsonb_object_agg(earliest.key, earliest.value), '{}') as contents from (
      select distinct on (entry.key) entry.key, entry.value from change next, jsonb_each(next.before) as entry
      where next.user_id = $1 and next.kind = change.kind and next.row_id = change.row_id and next.seq > change.seq
        and ${isWithin('next')} and (change.before is null or jsonb_exists(change.before, entry.key))
      order by entry.key, next.seq
    ) earliest
  ) later`

/** Parameters: those of `changesOf`. */
export const listHistoryChanges = readStatement(
  'change_history',
  `select * from (${changesOf(parameter)}) changes where scope.owner = $1 limit 1000000`,
)

/** All changes of an action, as JSON. Parameters: owner, lists, the number of the action, and kinds. */
export const changesToUndo = `select coalesce(json_agg(t), '[]')::text as json
  from (${changesOf((n) => ['$3', '$4', '1000000'][n - 1] ?? '')}) t`

/** @param ids the parameter with the ids, separated by commas */
function rowsOf({ table, listColumn }: LoggedKind, ids: string): string {
  const within = listColumn === null ? 'false' : `r."${listColumn}" = any (${scopeLists})`
  return `select to_jsonb(r) as contents from "${table}" r where r.user_id = $1 and r.id = any (string_to_array(${ids}, ',')::uuid[])
    and case when $2 = '' then true else ${within} end`
}

const known = new Map<string, Statement>()

/** Rows of a kind as JSON, even deleted ones. Parameter: their ids, separated by commas. */
export function listContents(kind: LoggedKind): Statement {
  const name = `${kind.table.slice(0, 45)}_contents`
  const rows = `select * from (${rowsOf(kind, parameter(1))}) rows where scope.owner = $1 limit ${mostAtOnce}`
  const statement = known.get(name) ?? readStatement(name, rows)
  known.set(name, statement)
  return statement
}

/** The same, as one JSON text. Parameters: owner, lists, ids. */
export const contentsToUndo = (kind: LoggedKind): string =>
  `select coalesce(json_agg(t.contents), '[]')::text as json from (${rowsOf(kind, '$3')}) t`

/**
 * The newest actions of a session that changed something, and took no other back. Parameters: owner, lists, kinds and session.
 */
export const newestOfSession = `select change.seq from change
  where change.user_id = $1 and ${changeWithinLists} and ${ofKinds('$3')} and change.session = $4 and change.undoes is null
  group by change.seq having bool_or(change.before is null or change.before <> '{}')
  order by change.seq desc limit 200`

/** Actions that took others back, as `listUndos`. Parameters: owner, lists and the number that they are after. */
export const undosAfter = `select distinct change.seq, change.undoes from change
  where change.user_id = $1 and ${changeWithinLists} and change.undoes is not null and change.seq > $3::bigint`
