import type { Connections } from '../connections.js'
import { StoreError } from '../errors.js'
import { type OwnerScope, ownerOf } from '../owner-scope.js'
import { read } from '../statements.js'
import type { ChangePage, ChangePosition, ChangeQuery, ChangeStore, RowChange } from './change.js'
import type { ChangedRow, ChangeKind } from './change-kind.js'
import * as statements from './change-statements.js'
import { createReadHistory } from './read-history.js'
import { trimChanges } from './trim-changes.js'
import { undo } from './undo.js'

/** @param kinds the kinds of all domains */
export function createChangeStore(connections: Connections, kinds: readonly ChangeKind[]): ChangeStore {
  connections.onAction((userId, seq) => {
    // If this fails, the next attempt comes soon enough.
    if (seq % trimEvery === 0) trimChanges(connections, ownerOf(userId)).catch(() => undefined)
  })
  return {
    list: (owner, query) => listChanges({ connections, kinds }, owner, query),
    history: createReadHistory(connections, kinds),
    undo: (owner, request) => undo(connections, owner, { kinds, request }),
    trim: (owner) => trimChanges(connections, owner),
  }
}

/** The log is trimmed every time an owner has done this number of actions. */
const trimEvery = 500

interface Log {
  readonly connections: Connections
  readonly kinds: readonly ChangeKind[]
}

interface LoggedChange extends ChangePosition {
  readonly version: number
}

/** A change with the counter, or only the counter. */
type CountedChange = { readonly latest: number; readonly trimmed: number } & (
  | LoggedChange
  | Readonly<Record<keyof LoggedChange, null>>
)

async function listChanges(log: Log, owner: OwnerScope, query: ChangeQuery): Promise<ChangePage> {
  const { since, after = null, limit } = query
  const rows = await readAfter(log.connections, owner, query)
  const { latest, trimmed } = rows[0] ?? { latest: 0, trimmed: 0 }
  const known = after?.seq ?? since
  if (known !== null && (known < trimmed || known > latest)) throw new StoreError('LOG_TRIMMED')
  const found = rows.flatMap(({ latest: _, trimmed: __, ...change }) => (change.seq === null ? [] : change))
  const logged = found.slice(0, limit)
  const { changes, isCut } = fitting(await withRows(log, owner, latestOf(logged)), query)
  const last = isCut ? changes.at(-1) : logged.at(-1)
  if (last === undefined || (!isCut && found.length <= limit)) return { seq: latest, changes, next: null }
  return { seq: last.seq - 1, changes, next: { seq: last.seq, kind: last.kind, id: last.id } }
}

async function readAfter(
  connections: Connections,
  owner: OwnerScope,
  { since, after = null, kinds, limit }: ChangeQuery,
): Promise<CountedChange[]> {
  const values = [limit + 1, kinds.join()]
  const wanted =
    after === null
      ? { statement: statements.changesAfter, values: [...values, since] }
      : { statement: statements.laterChanges, values: [...values, after.seq, after.kind, after.id] }
  return (await read<CountedChange>(connections, owner, wanted)).rows
}

const keyOf = ({ kind, id }: Pick<ChangePosition, 'kind' | 'id'>) => `${kind} ${id}`

/** The latest change of each row, oldest first. */
function latestOf(logged: readonly LoggedChange[]): LoggedChange[] {
  const byRow = new Map<string, LoggedChange>()
  for (const change of logged) {
    byRow.delete(keyOf(change))
    byRow.set(keyOf(change), change)
  }
  return [...byRow.values()]
}

async function withRows({ connections, kinds }: Log, owner: OwnerScope, changes: LoggedChange[]): Promise<RowChange[]> {
  const rows = new Map<string, ChangedRow>()
  const readKind = async (kind: ChangeKind) => {
    const ids = changes.filter((change) => change.kind === kind.table).map(({ id }) => id)
    if (ids.length === 0) return
    for (const row of await kind.readRows(connections, owner, ids))
      rows.set(keyOf({ kind: kind.table, id: row.id }), row)
  }
  await Promise.all(kinds.map(readKind))
  return changes.map((change) => ({ ...change, row: rows.get(keyOf(change)) ?? null }))
}

/** As many of the first changes as fit into the response, but at least one. */
function fitting(changes: RowChange[], { room }: ChangeQuery): { changes: RowChange[]; isCut: boolean } {
  for (const [n, { row }] of changes.entries()) {
    if (room?.full && n > 0) return { changes: changes.slice(0, n), isCut: true }
    room?.add(JSON.stringify(row))
  }
  return { changes, isCut: false }
}
