import type { Connections } from '../connections.js'
import { read } from '../statements.js'
import type { ChangeStore } from './change.js'
import type { ChangeKind } from './change-kind.js'
import type { FieldChange, HistoryAction, HistoryChange } from './history.js'
import { historyPage } from './history-statements.js'
import { type Undo, undoneBy } from './undone.js'
import { type Contents, columnOf, toApi } from './values.js'

/** The maximum number of changes of an action that a page shows. */
const mostShown = 20

/** A change as `changesOf` in `history-statements.ts` reads it. */
export interface ChangeRow {
  readonly kind: string
  readonly id: string
  readonly version: number
  readonly before: Contents | null
  readonly later: Contents
  readonly isWithin: boolean
}

interface ShownChange extends ChangeRow {
  /** The current title and the current values of the columns that the action changed; null if the row is no longer visible. */
  readonly contents: Contents | null
}

interface ShownAction {
  readonly seq: number
  readonly at: string
  readonly session: string | null
  readonly client: string | null
  readonly undoes: number | null
  readonly rows: number
  readonly changes: readonly ShownChange[]
}

interface Shown {
  readonly actions: readonly ShownAction[]
  readonly undos: readonly Undo[]
}

/**
 * Reads pages of actions, newest first.
 * @param kinds the kinds of all domains
 */
export function createReadHistory(connections: Connections, kinds: readonly ChangeKind[]): ChangeStore['history'] {
  const statement = historyPage(kinds)
  return async (owner, { before, kinds: visible, limit, room }) => {
    const values = [limit + 1, visible.join(), before, mostShown]
    const { rows } = await read<Shown>(connections, owner, { statement, values })
    const { actions, undos } = rows[0] ?? { actions: [], undos: [] }
    const undone = undoneBy(undos)
    const items: HistoryAction[] = []
    for (const { at, session, changes, ...action } of actions.slice(0, limit)) {
      if (room?.full && items.length > 0) return { items, next: items.at(-1)?.seq ?? null }
      items.push({
        ...action,
        at: new Date(at).toISOString(),
        isOwnSession: session !== null && session === owner.sessionId,
        undoneBy: undone.get(action.seq) ?? null,
        changes: changes.map((change) => toHistory(change, kinds)),
      })
      room?.add(JSON.stringify(items.at(-1)))
    }
    return { items, next: actions.length > limit ? (items.at(-1)?.seq ?? null) : null }
  }
}

/** The row's title, if it has one. */
export const titleOf = (row: Contents | null | undefined): string | null =>
  typeof row?.title === 'string' ? row.title : null

function toHistory(change: ShownChange, kinds: readonly ChangeKind[]): HistoryChange {
  const { kind, id, version, before, later, isWithin, contents } = change
  const fields: FieldChange[] = []
  for (const name of kinds.find(({ table }) => table === kind)?.fields ?? []) {
    const column = columnOf(name)
    if (!isWithin || before === null || !(column in before)) continue
    const after = column in later ? later[column] : contents?.[column]
    fields.push({ name, before: toApi(name, before[column]), after: toApi(name, after) })
  }
  return { kind, id, version, title: titleOf(contents), what: whatOf(before), fields }
}

function whatOf(before: Contents | null): HistoryChange['what'] {
  if (before === null) return 'created'
  if (!('deleted_at' in before)) return 'changed'
  return before.deleted_at === null ? 'deleted' : 'restored'
}
