import type { Connections } from '../connections.js'
import { digestOf } from '../digest.js'
import type { Domain, EraseRows } from '../domain.js'
import { refuseErased } from '../erasure.js'
import { StoreError } from '../errors.js'
import { asOwner, type OwnerScope } from '../owner-scope.js'
import { type Page, readPage } from '../pages.js'
import { positionAt } from '../positions.js'
import { createRowRoom, type QuotaSettings, type QuotaStatements, type RowRoom } from '../row-quota.js'
import { found } from '../rows.js'
import { read, type Statement, write } from '../statements.js'
import { purgeTasks } from './purge-tasks.js'
import { withinSearchLimit } from './search-limit.js'
import type { NewTask, Task, TaskFields, TaskQuery, TaskStore, TaskUpdate } from './task.js'
import { defaults, toTask } from './task-columns.js'
import * as reads from './task-reads.js'
import { expectReferences } from './task-references.js'
import * as statements from './task-statements.js'

const what = 'task'

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
    delete: (owner, id) => setDeleted(connections, owner, { statement: statements.deleteTask, id }),
    restore: (owner, id) => setDeleted(connections, owner, { statement: statements.restoreTask, id }),
  }
}

/** Permanently removes every task of the owner. */
const eraseTasks: EraseRows = async ({ db, userId }) => (await db.task.deleteMany({ where: { userId } })).count

export const taskDomain: Domain<TaskStore> = { createStore: createTaskStore, eraseRows: eraseTasks }

const quotaStatements: QuotaStatements = {
  what,
  count: ({ db, userId }, most) => db.task.count({ where: { userId }, take: most }),
  purge: purgeTasks,
}

async function listTasks(connections: Connections, owner: OwnerScope, query: TaskQuery): Promise<Page<Task>> {
  const rows = (shape: PageOf) => {
    const [statement, values] = [reads.listTasks(shape), reads.pageValues(shape)]
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

interface PageOf extends reads.TaskPage {
  readonly limitMs?: number
}

async function getTask(connections: Connections, owner: OwnerScope, id: string): Promise<Task> {
  const { rows } = await read<Task>(connections, owner, { statement: reads.getTask, values: [id] })
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
  const { id, ...fields } = task
  const [digest, now] = [taskDigest(fields), new Date()]
  const { statement, values } = statements.insertion({ position: positionAt(now), ...fields })
  const insertion = await inRoom(owner, () =>
    write(connections, owner, { statement, values: [id, digest, now.toISOString(), ...values], creates: true }),
  )
  if (insertion.row !== undefined) return toTask(insertion.row)
  await expectReferences(connections, owner, fields)
  await asOwner(connections, owner, refuseErased)
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
  const { rows } = await read<FoundTask>(connections, owner, { statement: reads.findTask, values: [id] })
  return rows[0]
}

const withoutDigest = ({ digest: _, ...task }: FoundTask): Task => task

async function updateTask(
  connections: Connections,
  owner: OwnerScope,
  { id, changes, version }: TaskUpdate & { readonly id: string },
): Promise<Task> {
  if (changes.listId === null) refuseNoList(owner)
  const { statement, values } = statements.changing(changes)
  const [updated] = await write(connections, owner, {
    statement,
    values: [id, new Date().toISOString(), version ?? null, ...values],
  })
  if (updated !== undefined) return toTask(updated)
  const { listId, labelIds: had } = await getTask(connections, owner, id)
  const labelIds = changes.labelIds?.filter((label) => !had.includes(label)) ?? []
  await expectReferences(connections, owner, { listId, ...changes, labelIds })
  throw new StoreError('STALE_VERSION', { what })
}

interface Deletion {
  readonly statement: Statement
  readonly id: string
}

/** Writes only if that changes something, so a repeated delete or restore returns the same row. */
async function setDeleted(connections: Connections, owner: OwnerScope, { statement, id }: Deletion): Promise<Task> {
  const [changed] = await write(connections, owner, { statement, values: [id, new Date().toISOString()] })
  if (changed !== undefined) return toTask(changed)
  return withoutDigest(found(await findTask(connections, owner, id), what))
}

/** A task with only the fields of an older version keeps the digest that it had in that version. */
function taskDigest({ title, notes, priority, dueOn, completedAt, listId, ...others }: TaskFields): string {
  const other = Object.entries({ position: undefined, ...defaults }).flatMap(([name, value]) => {
    const given = others[name as keyof typeof others]
    return given === undefined || isEqual(given, value) ? [] : [name, JSON.stringify(given)]
  })
  const inList = listId === null && other.length === 0 ? [] : [listId]
  return digestOf([title, notes, priority, dueOn, completedAt, ...inList, ...other])
}

const isEqual = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
