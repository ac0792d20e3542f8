import type { Connections } from '../connections.js'
import type { OwnerScope } from '../owner-scope.js'
import { read } from '../statements.js'
import type { HistoryPage, HistoryQuery } from './change.js'
import type { ChangeKind } from './change-kind.js'
import type { FieldChange, HistoryAction, HistoryChange } from './history.js'
import * as statements from './history-statements.js'
import { type Undo, undoneBy } from './undone.js'
import { type Contents, columnOf, grouped, toApi } from './values.js'

/** How many changes of an action a page shows. */
const mostShown = 20

interface ActionRow {
  readonly seq: number
  readonly at: string
  readonly session: string | null
  readonly client: string | null
  readonly undoes: number | null
  readonly rows: number
}

/** A change as `changesOf` in `history-statements.ts` reads it. */
export interface ChangeRow {
  readonly seq: number
  readonly kind: string
  readonly id: string
  readonly before: Contents | null
  readonly later: Contents
  readonly isWithin: boolean
}

/** One page of actions, newest first. @param kinds those of all domains */
export async function readHistory(
  connections: Connections,
  kinds: readonly ChangeKind[],
  { owner, query }: { readonly owner: OwnerScope; readonly query: HistoryQuery },
): Promise<HistoryPage> {
  const { before, limit, room } = query
  const names = query.kinds.join()
  const rowsOf = async <Row>(statement: typeof statements.listActions, values: readonly (string | number | null)[]) =>
    (await read<Row>(connections, owner, { statement, values })).rows
  const found = await rowsOf<ActionRow>(statements.listActions, [limit + 1, names, before])
  const actions = found.slice(0, limit)
  const oldest = actions.at(-1)
  if (oldest === undefined) return { items: [], next: null }
  const seqs = actions.map(({ seq }) => seq).join()
  const [undos, changes] = await Promise.all([
    rowsOf<Undo>(statements.listUndos, [oldest.seq]),
    rowsOf<ChangeRow>(statements.listHistoryChanges, [seqs, names, mostShown]),
  ])
  const contents = await readContents(changes, kinds, async (kind, ids) => {
    const rows = await rowsOf<{ contents: Contents }>(statements.listContents(kind), [ids.join()])
    return rows.map((row) => row.contents)
  })
  const undone = undoneBy(undos)
  const shown = grouped(changes, ({ seq }) => seq)
  const items: HistoryAction[] = []
  for (const { seq, at, session, client, undoes, rows } of actions) {
    if (room?.full && items.length > 0) return { items, next: items.at(-1)?.seq ?? null }
    items.push({
      seq,
      at: new Date(at).toISOString(),
      client,
      isOwnSession: session !== null && session === owner.sessionId,
      undoes,
      undoneBy: undone.get(seq) ?? null,
      changes: (shown.get(seq) ?? []).map((change) => toHistory(change, kinds, contents)),
      rows,
    })
    room?.add(JSON.stringify(items.at(-1)))
  }
  return { items, next: found.length > limit ? oldest.seq : null }
}

type CurrentRows = ReadonlyMap<string, Contents>

/** The rows of changes as they are now, by `keyOf`. @param readRows reads rows of a kind by their ids */
export async function readContents(
  changes: readonly Pick<ChangeRow, 'kind' | 'id'>[],
  kinds: readonly ChangeKind[],
  readRows: (kind: ChangeKind, ids: readonly string[]) => Promise<readonly Contents[]>,
): Promise<CurrentRows> {
  const current = new Map<string, Contents>()
  for (const kind of kinds) {
    const ids = new Set(changes.filter((change) => change.kind === kind.table).map(({ id }) => id))
    if (ids.size === 0) continue
    for (const row of await readRows(kind, [...ids])) current.set(keyOf({ kind: kind.table, id: String(row.id) }), row)
  }
  return current
}

export const keyOf = ({ kind, id }: Pick<ChangeRow, 'kind' | 'id'>): string => `${kind} ${id}`

/** What people call a row. */
export const titleOf = (row: Contents | undefined): string | null => (typeof row?.title === 'string' ? row.title : null)

function toHistory(change: ChangeRow, kinds: readonly ChangeKind[], contents: CurrentRows): HistoryChange {
  const { kind, id, before, later, isWithin } = change
  const row = contents.get(keyOf(change))
  const fields: FieldChange[] = []
  for (const name of kinds.find(({ table }) => table === kind)?.fields ?? []) {
    const column = columnOf(name)
    if (!isWithin || before === null || !(column in before)) continue
    const after = column in later ? later[column] : row?.[column]
    fields.push({ name, before: toApi(name, before[column]), after: toApi(name, after) })
  }
  return { kind, id, title: titleOf(row), what: whatOf(before), fields }
}

function whatOf(before: Contents | null): HistoryChange['what'] {
  if (before === null) return 'created'
  if (!('deleted_at' in before)) return 'changed'
  return before.deleted_at === null ? 'deleted' : 'restored'
}
