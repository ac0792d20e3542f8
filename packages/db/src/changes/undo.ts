import { sqlStateOf } from '@ownlist/pool'
import type { Connections } from '../connections.js'
import { StoreError } from '../errors.js'
import { listArray, type OwnerScope } from '../owner-scope.js'
// domain: tasks {
import { wakeReminders } from '../push/wake-reminders.js'
// domain: tasks }
import { type Action, asAction, changeRows, logChanges, logUnchanged } from './action.js'
import type { UndoRequest } from './change.js'
import type { ChangeKind } from './change-kind.js'
import type { Conflict } from './history.js'
import * as statements from './history-statements.js'
import { type ChangeRow, titleOf } from './read-history.js'
import { undoneBy } from './undone.js'
import { type Contents, columnOf, grouped, isSame } from './values.js'

/** The SQLSTATE for a row that refers to a list or another row that was permanently removed. */
const missingReference = '23503'

interface Undoing {
  readonly kinds: readonly ChangeKind[]
  readonly request: UndoRequest
}

/**
 * Undoes an action as a whole, as a new action.
 * @returns the number of the action that undid it, which may be an earlier one
 * @throws {StoreError} `NOT_FOUND`, `CHANGED_SINCE`
 */
export async function undo(connections: Connections, owner: OwnerScope, undoing: Undoing): Promise<number> {
  try {
    return await asAction(connections, owner, (action) => undoIn(action, undoing))
  } catch (error) {
    if (sqlStateOf(error) === missingReference) throw new StoreError('CHANGED_SINCE', { conflicts: [] })
    throw error
  }
}

const noAction = () => new StoreError('NOT_FOUND', { what: 'action' })

async function undoIn(action: Action, { kinds, request }: Undoing): Promise<number> {
  const target = request.seq ?? (await newestToUndo(action, request))
  if (target === null) throw noAction()
  const changes = await changesToUndo(action, target, request)
  const done = undoneBy(await undosAfter(action, target)).get(target)
  if (done !== undefined) return done
  const rows = await readContents(action, changes, kinds)
  const plans = changes.map((change) => planOf({ change, row: rows.get(keyOf(change)), at: action.at }, kinds))
  const conflicts = plans.flatMap(({ conflict }) => conflict ?? [])
  if (conflicts.length > 0 && !request.overwrite) throw new StoreError('CHANGED_SINCE', { conflicts })
  const possible = plans.filter(({ row }) => row !== undefined)
  if (possible.length === 0) throw noAction()
  await carryOut({ ...action, undoes: BigInt(target) }, possible)
  // domain: tasks {
  await wakeReminders(action)
  // domain: tasks }
  return Number(action.seq)
}

const readRaw = <Row>({ db, userId, lists }: Action, sql: string, ...values: readonly string[]) =>
  db.$queryRawUnsafe<Row[]>(sql, userId, listArray(lists), ...values)

async function readJson<Row>(action: Action, sql: string, ...values: readonly string[]): Promise<Row[]> {
  const [answer] = await readRaw<{ json: string }>(action, sql, ...values)
  return JSON.parse(answer?.json ?? '[]')
}

/** The newest action of the caller's session that was not undone and is not an undo. */
async function newestToUndo(action: Action, { kinds }: UndoRequest): Promise<number | null> {
  const { sessionId = null } = action
  if (sessionId === null) return null
  const newest = await readRaw<{ seq: bigint }>(action, statements.newestOfSession, kinds.join(), sessionId)
  const candidates = newest.map(({ seq }) => Number(seq))
  const undone = undoneBy(await undosAfter(action, candidates.at(-1) ?? 0))
  return candidates.find((seq) => !undone.has(seq)) ?? null
}

async function undosAfter(action: Action, seq: number) {
  const undos = await readRaw<{ seq: bigint; undoes: bigint }>(action, statements.undosAfter, String(seq))
  return undos.map((undo) => ({ seq: Number(undo.seq), undoes: Number(undo.undoes) }))
}

/** @throws {StoreError} `NOT_FOUND` if there is no such action, or if the caller may not undo it */
async function changesToUndo(action: Action, seq: number, { kinds, ownSession }: UndoRequest): Promise<ChangeRow[]> {
  const { db, userId, sessionId = null } = action
  if (ownSession) {
    const own = await db.change.findFirst({ where: { userId, seq, session: sessionId } })
    if (sessionId === null || own === null) throw noAction()
  }
  const changes = await readJson<ChangeRow>(action, statements.changesToUndo, String(seq), kinds.join())
  if (changes.length === 0 || changes.some(({ isWithin }) => !isWithin)) throw noAction()
  return changes
}

const keyOf = ({ kind, id }: Pick<ChangeRow, 'kind' | 'id'>) => `${kind} ${id}`

/** The current rows of changes, by `keyOf`. */
async function readContents(
  action: Action,
  changes: readonly ChangeRow[],
  kinds: readonly ChangeKind[],
): Promise<ReadonlyMap<string, Contents>> {
  const current = new Map<string, Contents>()
  for (const kind of kinds) {
    const ids = changes.filter((change) => change.kind === kind.table).map(({ id }) => id)
    if (ids.length === 0) continue
    const rows = await readJson<Contents>(action, statements.contentsToUndo(kind), ids.join())
    for (const row of rows) current.set(keyOf({ kind: kind.table, id: String(row.id) }), row)
  }
  return current
}

/** What to do with one row. */
interface Plan {
  readonly kind: ChangeKind
  readonly id: string
  /** The current row; undefined if it no longer exists. */
  readonly row: Contents | undefined
  /** The columns to set; empty if the row already has the old values. */
  readonly changes: Contents
  readonly conflict: Conflict | null
}

interface Planned {
  readonly change: ChangeRow
  readonly row: Contents | undefined
  readonly at: Date
}

function planOf({ change, row, at }: Planned, kinds: readonly ChangeKind[]): Plan {
  const kind = kinds.find(({ table }) => table === change.kind)
  if (kind === undefined) throw noAction()
  const { id } = change
  const conflictOn = (columns: readonly string[]): Conflict | null => {
    const names = kind.fields.filter((field) => columns.includes(columnOf(field)))
    if (row !== undefined && columns.length === 0) return null
    return {
      kind: kind.table,
      id,
      title: titleOf(row),
      fields: columns.includes('deleted_at') ? [...names, 'deletedAt'] : names,
    }
  }
  if (row === undefined) return { kind, id, row, changes: {}, conflict: conflictOn([]) }
  const { changes, changedSince } = change.before === null ? deletion(change, row, at) : restoration(change, row)
  return { kind, id, row, changes, conflict: conflictOn(changedSince) }
}

interface Difference {
  readonly changes: Contents
  /** Columns that were changed after the action, and that an undo would overwrite. */
  readonly changedSince: readonly string[]
}

/** A row that was created is deleted, even if its creation is undone for the second time. */
function deletion({ later }: ChangeRow, row: Contents, at: Date): Difference {
  if (row.deleted_at !== null) return { changes: {}, changedSince: [] }
  const changedSince = Object.keys(later).filter((column) => !isSame(column, later[column], row[column]))
  return { changes: { deleted_at: at.toISOString() }, changedSince }
}

function restoration({ before, later }: ChangeRow, row: Contents): Difference {
  const columns = Object.entries(before ?? {}).filter(([column, value]) => !isSame(column, value, row[column]))
  const isChanged = (column: string) => column in later && !isSame(column, later[column], row[column])
  return {
    changes: Object.fromEntries(columns),
    changedSince: columns.map(([column]) => column).filter(isChanged),
  }
}

/** Rows that need the same changes are changed together. If no row needs any, the log still records the undo. */
async function carryOut(action: Action, plans: readonly Plan[]): Promise<void> {
  const groups = grouped(plans, ({ kind, changes }) => `${kind.table} ${JSON.stringify(changes)}`)
  const isNeeded = plans.some(({ changes }) => Object.keys(changes).length > 0)
  for (const group of groups.values()) {
    const [{ kind, changes } = {}] = group
    if (kind === undefined || changes === undefined) continue
    const ids = group.map(({ id }) => id)
    if (Object.keys(changes).length > 0) {
      await changeRows(action, { kind, changes, ids: await logChanges(action, { kind, ids, changes }) })
    } else if (!isNeeded) await logUnchanged(action, kind, ids)
  }
}
