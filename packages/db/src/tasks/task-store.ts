import { asAction } from '../changes/action.js'
import type { ChangeKind } from '../changes/change-kind.js'
import { creationValues, logValues } from '../changes/log-statements.js'
import type { Connections } from '../connections.js'
import type { Domain, EraseRows } from '../domain.js'
import { refuseErased } from '../erasure.js'
import { StoreError } from '../errors.js'
import { asOwner, listArray, type OwnerScope } from '../owner-scope.js'
import { type Page, readPage } from '../pages.js'
import { positionAt } from '../positions.js'
import { hasReminders, mayRemind, wakeForTask, wakeOwner } from '../push/wake-reminders.js'
import {
  type ClaimRow,
  createRowQuota,
  createRowRoom,
  type QuotaSettings,
  type QuotaStatements,
  type RowQuota,
  type RowRoom,
} from '../row-quota.js'
import { found } from '../rows.js'
import { read, write } from '../statements.js'
import { planBulk } from './bulk-tasks.js'
import { planSetDeleted, planUpdate } from './change-task.js'
import { planCreations } from './create-tasks.js'
import { purgeTasks } from './purge-tasks.js'
import { withinSearchLimit } from './search-limit.js'
import type { BulkResult, NewTask, Task, TaskBulk, TaskQuery, TaskStore, TaskUpdate } from './task.js'
import { allColumns, toTask } from './task-columns.js'
import { taskDigest } from './task-digest.js'
import type { TaskPlan } from './task-plan.js'
import * as reads from './task-reads.js'
import { expectNesting, expectReferences } from './task-references.js'
import { taskKind } from './task-rows.js'
import * as statements from './task-statements.js'
import { readStatistics } from './task-statistics.js'

const what = 'task'

const kind: ChangeKind = {
  ...taskKind,
  fields: allColumns.map(({ field }) => field),
  isPartOfDeletion: `exists (select from task as parent
    where parent.user_id = $1 and parent.id = r.parent_id and parent.deleted_at = r.deleted_at)`,
  async readRows(connections, owner, ids) {
    return (await read<Task>(connections, owner, { statement: reads.getTasks, values: [ids.join()] })).rows
  },
}

interface Parts {
  readonly connections: Connections
  /** For creates in one round trip. */
  readonly inRoom: RowRoom
  /** For actions that may create tasks. */
  readonly withinQuota: RowQuota
}

/**
 * The store on a real database. The most frequent operations are in SQL, in one round trip (`task-statements.ts`). A change
 * that also affects other tasks is planned first (`task-plan.ts`). Each statement names the owner, and row-level security
 * enforces it as well.
 */
function createTaskStore(connections: Connections, quota: QuotaSettings = { rows: 100_000 }): TaskStore {
  const parts: Parts = {
    connections,
    inRoom: createRowRoom(connections, quota, quotaStatements),
    withinQuota: createRowQuota(connections, quota, quotaStatements),
  }
  return {
    list: (owner, query) => listTasks(connections, owner, query),
    statistics: async (owner, { zone, days }) =>
      readStatistics(connections, owner, { zone: await zoneOf(connections, owner, zone), days }),
    get: (owner, id) => getTask(connections, owner, id),
    create: (owner, task) => createTask(parts, owner, task),
    createMany: (owner, tasks) => createMany(parts, owner, tasks),
    update: (owner, id, update) => updateTask(parts, owner, { id, ...update }),
    bulk: (owner, bulk) => changeMany(parts, owner, bulk),
    delete: (owner, id) => setDeleted(connections, owner, { id, isDeleted: true }),
    restore: (owner, id) => setDeleted(connections, owner, { id, isDeleted: false }),
  }
}

/** Permanently removes every task of the owner. */
const eraseTasks: EraseRows = async ({ db, userId }) => (await db.task.deleteMany({ where: { userId } })).count

export const taskDomain: Domain<TaskStore> = {
  createStore: createTaskStore,
  eraseRows: eraseTasks,
  kind,
  purge: purgeTasks,
}

const quotaStatements: QuotaStatements = {
  what,
  count: ({ db, userId }, most) => db.task.count({ where: { userId }, take: most }),
  purge: purgeTasks,
}

async function listTasks(connections: Connections, owner: OwnerScope, query: TaskQuery): Promise<Page<Task>> {
  const rows = (shape: PageOf) => {
    const [statement, values] = [reads.listTasks(shape), reads.pageValues(shape)]
    return read<Task>(connections, owner, { statement, values, limitMs: shape.limitMs })
  }
  const page = (how: Pick<PageOf, 'forgiving' | 'limitMs'>) =>
    readPage(query, (after, take) => rows({ ...query, ...how, after, take }))
  if (query.search === '') return await page({})
  return await withinSearchLimit(async (limitMs) => {
    const exact = await page({ limitMs })
    if (exact.items.length > 0) return exact
    // Typos are tolerated if nothing matches exactly. Every page decides this in the same way.
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

/** A caller who is limited to some lists may not move tasks out of all lists. */
function refuseNoList({ lists }: OwnerScope): void {
  if (lists !== null) throw new StoreError('NOT_FOUND', { what: 'list' })
}

async function createTask({ connections, inRoom }: Parts, owner: OwnerScope, task: NewTask): Promise<Task> {
  if (task.listId === null) refuseNoList(owner)
  const { id, ...fields } = task
  const { parentId = null } = fields
  if (parentId !== null) {
    const alone = { ids: new Set<string>(), levels: 0 }
    await asOwner(connections, owner, (transaction) => expectNesting(transaction, parentId, alone))
  }
  const [digest, at] = [taskDigest(fields), new Date()]
  const now = at.toISOString()
  const { statement, values } = statements.insertion({ position: positionAt(at), ...fields })
  const insertion = await inRoom(owner, async () => {
    const { rows } = await write(connections, owner, [
      { statement, values: [listArray(owner.lists), id, digest, now, ...values] },
      { statement: statements.logInsert, values: creationValues(owner, now, id) },
      ...(hasReminders(fields) ? [{ statement: wakeOwner, values: [] }] : []),
    ])
    return rows[0] ?? []
  })
  if (insertion.row !== undefined) return toTask(insertion.row)
  await asAction(connections, owner, async (action) => {
    await expectReferences(action, fields)
    await refuseErased(action)
  })
  const existing = await findTask(connections, owner, id)
  if (existing === undefined) {
    // A task outside the lists gets the same response as a task that does not exist, even if the quota is full.
    const isOutside = owner.lists !== null && (await findTask(connections, { ...owner, lists: null }, id)) !== undefined
    throw (isOutside ? undefined : insertion.refusal) ?? new StoreError('NOT_FOUND', { what })
  }
  if (existing.digest !== digest) throw new StoreError('ID_TAKEN', { what })
  return withoutDigest(existing)
}

type FoundTask = Task & { readonly digest: string }

/** This includes deleted tasks. */
async function findTask(connections: Connections, owner: OwnerScope, id: string): Promise<FoundTask | undefined> {
  const { rows } = await read<FoundTask>(connections, owner, { statement: reads.findTask, values: [id] })
  return rows[0]
}

const withoutDigest = ({ digest: _, ...task }: FoundTask): Task => task

async function createMany({ connections, withinQuota }: Parts, owner: OwnerScope, tasks: readonly NewTask[]) {
  const ids = tasks.map(({ id }) => id)
  await withinQuota(
    owner,
    (claim) =>
      asAction(connections, owner, async (action) => {
        const plan = await planCreations(action, tasks)
        await runWithin(claim, plan, () => plan.run(action))
      }),
    tasks.length,
  )
  const { rows } = await read<Task>(connections, owner, { statement: reads.findTasks, values: [ids.join()] })
  if (rows.length !== ids.length) throw new StoreError('NOT_FOUND', { what })
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Only a completion can create a task: the next occurrence. */
const withoutQuota: RowQuota = (_owner, change) => change(() => undefined)

/** A full quota refuses only changes that create tasks. */
async function runWithin<T>(claim: ClaimRow, { created }: TaskPlan, run: () => Promise<T>): Promise<T> {
  const done = await run()
  claim(created.length)
  return done
}

async function updateTask(
  { connections, withinQuota }: Parts,
  owner: OwnerScope,
  { id, ...update }: TaskUpdate & { readonly id: string },
): Promise<Task> {
  const { changes, version } = update
  if (changes.listId === null) refuseNoList(owner)
  if (typeof changes.parentId !== 'string') {
    const now = new Date().toISOString()
    const { log, change, values } = statements.changing(changes)
    const { rows } = await write(connections, owner, [
      { statement: log, values: [...logValues(owner, now, id), version ?? null, ...values] },
      { statement: change, values: [now, id, ...values] },
      ...(mayRemind(changes) ? [{ statement: wakeForTask, values: [id] }] : []),
    ])
    const updated = rows[1]?.[0]
    if (updated !== undefined) return toTask(updated)
  }
  const zone = await zoneOf(connections, owner, update.zone)
  const completes = typeof changes.completedAt === 'string'
  await (completes ? withinQuota : withoutQuota)(owner, (claim) =>
    asAction(connections, owner, async (action) => {
      const plan = await planUpdate(action, { ...update, id, zone })
      await runWithin(claim, plan, () => plan.run(action))
    }),
  )
  return withoutDigest(found(await findTask(connections, owner, id), what))
}

/** The person's time zone: that of their preferences, or else the one that the call names. Apps never see the preferences. */
async function zoneOf(connections: Connections, owner: OwnerScope, given = 'UTC'): Promise<string> {
  const preference = await asOwner(connections, { ...owner, lists: null }, ({ db, userId }) =>
    db.preference.findFirst({ where: { userId } }),
  )
  return preference?.timeZone ?? given
}

async function changeMany({ connections, withinQuota }: Parts, owner: OwnerScope, bulk: TaskBulk): Promise<BulkResult> {
  const zone = await zoneOf(connections, owner, bulk.zone)
  const completes = bulk.action.type === 'complete'
  return await (completes ? withinQuota : withoutQuota)(owner, (claim) =>
    asAction(connections, owner, async (action) => {
      const plan = await planBulk(action, { ids: bulk.ids, bulk: bulk.action, zone })
      const ids = await runWithin(claim, plan, () => plan.run(action))
      return { ids, seq: Number(action.seq) }
    }),
  )
}

/** Writes only if this changes something, so a repeated delete or restore returns the same row. */
async function setDeleted(
  connections: Connections,
  owner: OwnerScope,
  { id, isDeleted }: { readonly id: string; readonly isDeleted: boolean },
): Promise<Task> {
  const now = new Date().toISOString()
  const { log, change } = isDeleted ? statements.deletion : statements.restoration
  const { rows } = await write(connections, owner, [
    { statement: log, values: logValues(owner, now, id) },
    { statement: change, values: [now, id] },
    ...(isDeleted ? [] : [{ statement: wakeOwner, values: [] }]),
  ])
  const changed = rows[1]?.[0]
  if (changed !== undefined) return toTask(changed)
  await asAction(connections, owner, async (action) => {
    const plan = await planSetDeleted(action, id, isDeleted)
    await plan.run(action)
  })
  return withoutDigest(found(await findTask(connections, owner, id), what))
}
