import { parameter, readStatement, type Statement } from '../statements.js'
import type { LoggedKind } from './action.js'
import { changeWithinLists, ofKinds, scopeLists } from './change-statements.js'

/** Whether a row was within the lists of the scope both before and after a change. */
const isWithin = (change: string) =>
  `case when $2 = '' then true else ${change}.list_ids && ${scopeLists} and ${change}.list_ids <@ ${scopeLists} end`

/** SQL expressions for the parameters of `changesOf`. */
interface ChangesOf {
  /** The number of the action. */
  readonly seq: string
  /** Kinds, separated by commas. */
  readonly kinds: string
  /** The maximum number of changes. */
  readonly most: string
}

/**
 * The changes of an action. `later` contains the values of the changed columns directly after the change, if they were
 * changed again. For a created row, it contains every column that was changed since.
 */
const changesOf = ({ seq, kinds, most }: ChangesOf) => `
  select change.kind, change.row_id as id, change.version, change.before, later.contents as later,
    ${isWithin('change')} as "isWithin"
  from (
    select * from change where change.user_id = $1 and change.seq = ${seq} and ${changeWithinLists} and ${ofKinds('change', kinds)}
    order by change.kind, change.row_id limit ${most}
  ) change, lateral (
    select coalesce(jsonb_object_agg(earliest.key, earliest.value), '{}') as contents from (
      select distinct on (entry.key) entry.key, entry.value from change next, jsonb_each(next.before) as entry
      where next.user_id = $1 and next.kind = change.kind and next.row_id = change.row_id and next.seq > change.seq
        and ${isWithin('next')} and (change.before is null or jsonb_exists(change.before, entry.key))
      order by entry.key, next.seq
    ) earliest
  ) later`

/** All changes of an action, as JSON. Parameters: owner, lists, the number of the action, and kinds. */
export const changesToUndo = `select coalesce(json_agg(t), '[]')::text as json
  from (${changesOf({ seq: '$3::bigint', kinds: '$4', most: '1000000' })}) t`

/**
 * Rows of a kind, including deleted ones.
 * @param ids a condition for their ids `r.id`
 */
function rowsOf({ table, listColumn }: LoggedKind, ids: string): string {
  const within = listColumn === null ? 'false' : `r."${listColumn}" = any (${scopeLists})`
  return `select to_jsonb(r) as contents from "${table}" r where r.user_id = $1 and ${ids}
    and case when $2 = '' then true else ${within} end`
}

/** Rows of a kind as one JSON text. Parameters: owner, lists, ids separated by commas. */
export const contentsToUndo = (kind: LoggedKind): string =>
  `select coalesce(json_agg(t.contents), '[]')::text as json
    from (${rowsOf(kind, "r.id = any (string_to_array($3, ',')::uuid[])")}) t`

/**
 * The undos that `undoneBy` needs.
 * @param after only undos with a higher number
 */
const undosSince = (after: string) => `select distinct change.seq, change.undoes from change
  where change.user_id = $1 and ${changeWithinLists} and change.undoes is not null and change.seq > ${after}`

/** Actions that undid others. Parameters: owner, lists and the number after which they are. */
export const undosAfter = undosSince('$3::bigint')

/**
 * A page of actions, newest first, with everything that is shown about them, and the later actions that undid some of them.
 * It is one statement, so that everything is from the same moment. Otherwise, if a row changed in between, its new value
 * would seem to come from an earlier action. From the current row, it contains the title and the columns that an action
 * changed.
 *
 * Parameters: the number of actions; kinds, separated by commas; the number before which they are, or null; the number of
 * changes of each.
 * @param kinds the kinds of all domains
 */
export function historyPage(kinds: readonly LoggedKind[]): Statement {
  const rows = kinds.map((kind) => `(${rowsOf(kind, `changes.kind = '${kind.table}' and r.id = changes.id`)})`)
  const changes = `select changes.*, (
      select jsonb_object_agg(entry.key, entry.value) from jsonb_each(coalesce(${[...rows, 'null::jsonb'].join(', ')})) entry
      where entry.key = 'title' or jsonb_exists(changes.before, entry.key)
    ) as contents
    from (${changesOf({ seq: 'action.seq', kinds: parameter(2), most: `${parameter(4)}::integer` })}) changes`
  const actions = `select change.seq, max(change.at) as at, max(change.session) as session, max(change.client) as client,
      max(change.undoes) as undoes, count(*) as rows
    from change where scope.owner = $1 and change.user_id = $1 and ${changeWithinLists} and ${ofKinds('change', parameter(2))}
      and change.seq < coalesce(${parameter(3)}::bigint, 9223372036854775807)
    group by change.seq order by change.seq desc limit ${parameter(1)}`
  return readStatement(
    'change_history',
    `select page.actions, undos.undos from (
      select coalesce(json_agg(shown order by shown.seq desc), '[]') as actions, min(shown.seq) as oldest from (
        select action.*, (
          select coalesce(json_agg(t order by t.kind, t.id), '[]') from (${changes}) t
        ) as changes from (${actions}) action
      ) shown
    ) page, lateral (
      select coalesce(json_agg(t), '[]') as undos from (${undosSince('page.oldest')}) t
    ) undos where scope.owner = $1 limit 1`,
  )
}

/** The newest actions of a session that changed something and are not undos. Parameters: owner, lists, kinds and session. */
export const newestOfSession = `select change.seq from change
  where change.user_id = $1 and ${changeWithinLists} and ${ofKinds('change', '$3')} and change.session = $4 and change.undoes is null
  group by change.seq having bool_or(change.before is null or change.before <> '{}')
  order by change.seq desc limit 200`
