import type { TextRow } from '@ownlist/pool'
import { asAction } from '../changes/action.js'
import type { ChangeKind } from '../changes/change-kind.js'
import { creationValues, logValues } from '../changes/log-statements.js'
import type { Connections } from '../connections.js'
import { digestOf } from '../digest.js'
import type { Domain, EraseRows } from '../domain.js'
import { refuseErased } from '../erasure.js'
import { StoreError } from '../errors.js'
import { getList } from '../lists/list-store.js'
import { listArray, type OwnerScope } from '../owner-scope.js'
import { type Page, readPage } from '../pages.js'
import { createRowRoom, type QuotaSettings, type QuotaStatements, type RowRoom } from '../row-quota.js'
import { found } from '../rows.js'
import { instantOf, read, type Statement, write } from '../statements.js'
import { purgeTasks } from './purge-tasks.js'
import { withinSearchLimit } from './search-limit.js'
import type { NewTask, Priority, Task, TaskFields, TaskQuery, TaskStore, TaskUpdate } from './task.js'
import * as statements from './task-statements.js'

const what = 'task'

const kind: ChangeKind = {
  table: 'task',
  listColumn: 'list_id',
  async readRows(connections, owner, ids) {
    return (await read<Task>(connections, owner, { statement: statements.getTasks, values: [ids.join()] })).rows
  },
}

/**
 * The store on a real database. Its statements are in SQL (`task-statements.ts`). Each names the owner, and row-level
 * security enforces it as well.
 */
function createTaskStore(connections: Connections, quota: QuotaSettings = { rows: 100_000 }): TaskStore {
  const inRoom = createRowRoom(connections, quota, quotaStatements)
  return {
    list: (owner, query) => listTasks(connections, owner, query),
    get: (owner, id) => getTask(connections, owner, id),
    create: (owner, task) => createTask({ connections, inRoom }, owner, task),
    update: (owner, id, update) => updateTask(connections, owner, { id, ...update }),
    delete: (owner, id) => setDeleted(connections, owner, { ...deletion, id }),
    restore: (owner, id) => setDeleted(connections, owner, { ...restoration, id }),
  }
}

/** Permanently removes every task of the owner. */
const eraseTasks: EraseRows = async ({ db, userId }) => (await db.task.deleteMany({ where: { userId } })).count

export const taskDomain: Domain<TaskStore> = { createStore: createTaskStore, eraseRows: eraseTasks, kind }

const quotaStatements: QuotaStatements = {
  what,
  count: ({ db, userId }, most) => db.task.count({ where: { userId }, take: most }),
  purge: purgeTasks,
}

async function listTasks(connections: Connections, owner: OwnerScope, query: TaskQuery): Promise<Page<Task>> {
  const rows = (shape: PageOf) => {
    const [statement, values] = [statements.listTasks(shape), statements.pageValues(shape)]
    return read<Task>(connections, owner, {
      statement,
      values,
      ...(shape.limitMs === undefined ? {} : { limitMs: shape.limitMs }),
    })
  }
  const page = (how: Pick<PageOf, 'forgiving' | 'limitMs'>) =>
    readPage(query, (after, take) => rows({ ...query, ...how, after, take }))
  if (query.search === '') return await page({})
  return await withinSearchLimit(async (limitMs) => {
    const exact = await page({ limitMs })
    if (exact.items.length > 0) return exact
    // Typos are forgiven if nothing matches exactly. Every page decides that in the same way.
    const isPastEnd = query.after !== null && (await rows({ ...query, limitMs, after: null, take: 1 })).rows.length > 0
    return isPastEnd ? exact : await page({ limitMs, forgiving: true })
  })
}

interface PageOf extends statements.TaskPage {
  readonly forgiving?: boolean
  readonly limitMs?: number
}

async function getTask(connections: Connections, owner: OwnerScope, id: string): Promise<Task> {
  const { rows } = await read<Task>(connections, owner, { statement: statements.getTask, values: [id] })
  return found(rows[0], what)
}

/** Who is limited to some lists may not put tasks into none. */
function refuseNoList({ lists }: OwnerScope): void {
  if (lists !== null) throw new StoreError('NOT_FOUND', { what: 'list' })
}

interface Creating {
  readonly connections: Connections
  readonly inRoom: RowRoom
}

async function createTask({ connections, inRoom }: Creating, owner: OwnerScope, task: NewTask): Promise<Task> {
  if (task.listId === null) refuseNoList(owner)
  const { id, title, notes, priority, dueOn, completedAt, listId } = task
  const digest = taskDigest(task)
  const now = new Date().toISOString()
  const values = [listArray(owner.lists), id, title, notes, priority, dueOn, completedAt, listId, digest, now]
  const insertion = await inRoom(owner, async () => {
    const { rows } = await write(connections, owner, [
      { statement: statements.insertTask, values },
      { statement: statements.logInsert, values: creationValues(owner, now, id) },
    ])
    return rows[0] ?? []
  })
  if (insertion.row !== undefined) return toTask(insertion.row)
  if (listId !== null) await getList(connections, owner, listId)
  await asAction(connections, owner, refuseErased)
  const existing = await findTask(connections, owner, id)
  if (existing === undefined) {
    // A task outside the lists gets the same response as a task that does not exist, also if the quota is full.
    const isOutside = owner.lists !== null && (await findTask(connections, { ...owner, lists: null }, id)) !== undefined
    throw (isOutside ? undefined : insertion.refusal) ?? new StoreError('NOT_FOUND', { what })
  }
  if (existing.digest !== digest) throw new StoreError('ID_TAKEN', { what })
  return withoutDigest(existing)
}

type FoundTask = Task & { readonly digest: string }

/** Also a deleted task. */
async function findTask(connections: Connections, owner: OwnerScope, id: string): Promise<FoundTask | undefined> {
  const { rows } = await read<FoundTask>(connections, owner, { statement: statements.findTask, values: [id] })
  return rows[0]
}

const withoutDigest = ({ digest: _, ...task }: FoundTask): Task => task

async function updateTask(
  connections: Connections,
  owner: OwnerScope,
  { id, changes, version }: TaskUpdate & { readonly id: string },
): Promise<Task> {
  const { title, notes, priority, listId } = changes
  if (listId === null) refuseNoList(owner)
  const now = new Date().toISOString()
  const nullable = [changes.dueOn, changes.completedAt, listId].flatMap((value) => [value !== undefined, value ?? null])
  const columns = [title ?? null, notes ?? null, priority ?? null, ...nullable]
  const { rows } = await write(connections, owner, [
    { statement: statements.logUpdate, values: [...logValues(owner, now, id), version ?? null, ...columns] },
    { statement: statements.updateTask, values: [now, id, ...columns] },
  ])
  const updated = rows[1]?.[0]
  if (updated !== undefined) return toTask(updated)
  if (typeof listId === 'string') await getList(connections, owner, listId)
  await getTask(connections, owner, id)
  throw new StoreError('STALE_VERSION', { what })
}

interface Deletion {
  readonly log: Statement
  readonly change: Statement
}

const deletion: Deletion = { log: statements.logDelete, change: statements.deleteTask }
const restoration: Deletion = { log: statements.logRestore, change: statements.restoreTask }

/** Writes only if that changes something, so a repeated delete or restore returns the same row. */
async function setDeleted(
  connections: Connections,
  owner: OwnerScope,
  { log, change, id }: Deletion & { readonly id: string },
): Promise<Task> {
  const now = new Date().toISOString()
  const { rows } = await write(connections, owner, [
    { statement: log, values: logValues(owner, now, id) },
    { statement: change, values: [now, id] },
  ])
  const changed = rows[1]?.[0]
  if (changed !== undefined) return toTask(changed)
  return withoutDigest(found(await findTask(connections, owner, id), what))
}

/** A task without a list keeps the digest that it had before lists existed. */
const taskDigest = ({ title, notes, priority, dueOn, completedAt, listId }: TaskFields) =>
  digestOf([title, notes, priority, dueOn, completedAt, ...(listId === null ? [] : [listId])])

/** Converts what a write returns: the columns of `returning`, in their order. */
function toTask(row: TextRow): Task {
  const [id, title, notes, priority, dueOn, completedAt, listId, version, createdAt, updatedAt, deletedAt] = row
  return {
    id: String(id),
    title: String(title),
    notes: String(notes),
    // A CHECK of the table allows no other text.
    priority: priority as Priority,
    dueOn: dueOn ?? null,
    completedAt: instantOf(completedAt),
    listId: listId ?? null,
    version: Number(version),
    createdAt: String(instantOf(createdAt)),
    updatedAt: String(instantOf(updatedAt)),
    deletedAt: instantOf(deletedAt),
  }
}
