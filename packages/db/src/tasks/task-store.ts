import { digestOf } from '../digest.js'
import type { Domain, EraseRows } from '../domain.js'
import { StoreError } from '../errors.js'
import type { Prisma, PrismaClient, Task as TaskRow } from '../generated/client.js'
import { getList } from '../lists/list-store.js'
import { asOwner, type OwnerScope, type OwnerTransaction } from '../owner-scope.js'
import { newestFirst, olderThan, type Page, readPage } from '../pages.js'
import { type ClaimRow, createRowQuota, type QuotaSettings, type QuotaStatements } from '../row-quota.js'
import { changedRow, createOnce, found, newRow, toWire } from '../rows.js'
import { purgeTasks } from './purge-tasks.js'
import { withinSearchLimit } from './search-limit.js'
import type { NewTask, Task, TaskChanges, TaskFields, TaskQuery, TaskStore, TaskUpdate } from './task.js'

const what = 'task'

/**
 * The store on a real database. Every statement names the owner in its own WHERE, and row-level security enforces it as
 * well.
 */
function createTaskStore(prisma: PrismaClient, quota: QuotaSettings = { rows: 100_000 }): TaskStore {
  const withinQuota = createRowQuota(prisma, quota, quotaStatements)
  const as = <T>(owner: OwnerScope, work: (transaction: OwnerTransaction) => Promise<T>) => asOwner(prisma, owner, work)
  return {
    list: (owner, query) => as(owner, (transaction) => listTasks(transaction, query)),
    get: (owner, id) => as(owner, (transaction) => getTask(transaction, id)),
    create: (owner, task) =>
      withinQuota(owner, (claim) => as(owner, (transaction) => createTask(transaction, task, claim))),
    update: (owner, id, update) => as(owner, (transaction) => updateTask(transaction, id, update)),
    delete: (owner, id) => as(owner, (transaction) => setDeleted(transaction, id, new Date())),
    restore: (owner, id) => as(owner, (transaction) => setDeleted(transaction, id, null)),
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

type TaskWhere = Prisma.TaskWhereInput

/** Neither the task nor its list is deleted. */
const notDeleted: TaskWhere = { deletedAt: null, OR: [{ listId: null }, { list: { deletedAt: null } }] }

const inLists = (lists: OwnerScope['lists']): TaskWhere => (lists === null ? {} : { listId: { in: [...lists] } })

async function listTasks({ db, userId, lists }: OwnerTransaction, query: TaskQuery): Promise<Page<Task>> {
  const { status, listId } = query
  const contains = { contains: escapeLike(query.search), mode: 'insensitive' } as const
  const page = () =>
    readPage(query, async (after, take) => {
      const rows = await db.task.findMany({
        where: {
          userId,
          ...notDeleted,
          ...(listId === undefined ? {} : { listId }),
          ...(status === 'all' ? {} : { completedAt: status === 'done' ? { not: null } : null }),
          AND: [
            inLists(lists),
            query.search === '' ? {} : { OR: [{ title: contains }, { notes: contains }] },
            olderThan(after),
          ],
        },
        orderBy: newestFirst,
        take,
      })
      return rows.map(toTask)
    })
  return await (query.search === '' ? page() : withinSearchLimit(db, page))
}

async function getTask({ db, userId, lists }: OwnerTransaction, id: string): Promise<Task> {
  return toTask(found(await db.task.findFirst({ where: { userId, id, ...notDeleted, AND: inLists(lists) } }), what))
}

/** @throws {StoreError} `NOT_FOUND` unless the caller may put tasks into this list, or into none for null */
async function checkList(transaction: OwnerTransaction, listId: string | null): Promise<void> {
  if (listId !== null) await getList(transaction, listId)
  else if (transaction.lists !== null) throw new StoreError('NOT_FOUND', { what: 'list' })
}

async function createTask(transaction: OwnerTransaction, { id, ...fields }: NewTask, claim: ClaimRow): Promise<Task> {
  const { db, userId, lists } = transaction
  await checkList(transaction, fields.listId)
  const digest = taskDigest(fields)
  const data = [{ userId, id, digest, ...toColumns(fields), ...newRow() }]
  const creation = {
    what,
    digest,
    insert: () => db.task.createManyAndReturn({ data, skipDuplicates: true }),
    // A task outside the lists gets the same response as a task that does not exist.
    existing: () => db.task.findUnique({ where: { userId_id: { userId, id }, AND: inLists(lists) } }),
  }
  return toTask(await createOnce(creation, claim))
}

async function updateTask(transaction: OwnerTransaction, id: string, { changes, version }: TaskUpdate): Promise<Task> {
  const { db, userId, lists } = transaction
  if (changes.listId !== undefined) await checkList(transaction, changes.listId)
  const [updated] = await db.task.updateManyAndReturn({
    where: { userId, id, ...notDeleted, ...(version === undefined ? {} : { version }), AND: inLists(lists) },
    data: { ...toColumns(changes), ...changedRow() },
  })
  if (updated !== undefined) return toTask(updated)
  await getTask(transaction, id)
  throw new StoreError('STALE_VERSION', { what })
}

/** Writes only if that changes something, so a repeated delete or restore returns the same row. */
async function setDeleted({ db, userId, lists }: OwnerTransaction, id: string, deletedAt: Date | null): Promise<Task> {
  const [changed] = await db.task.updateManyAndReturn({
    where: { userId, id, deletedAt: deletedAt === null ? { not: null } : null, AND: inLists(lists) },
    data: { deletedAt, ...changedRow() },
  })
  const unchanged = () => db.task.findUnique({ where: { userId_id: { userId, id }, AND: inLists(lists) } })
  return toTask(found(changed ?? (await unchanged()), what))
}

/** Prisma passes `contains` to LIKE unchanged, where % and _ would match anything. */
const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&')

/** A task without a list keeps the digest that it had before lists existed. */
const taskDigest = ({ title, notes, priority, dueOn, completedAt, listId }: TaskFields) =>
  digestOf([title, notes, priority, dueOn, completedAt, ...(listId === null ? [] : [listId])])

function toColumns<Fields extends TaskChanges>({ dueOn, completedAt, ...rest }: Fields) {
  return {
    ...rest,
    ...(dueOn === undefined ? {} : { dueOn: dueOn === null ? null : new Date(dueOn) }),
    ...(completedAt === undefined ? {} : { completedAt: completedAt === null ? null : new Date(completedAt) }),
  }
}

function toTask(row: TaskRow): Task {
  return {
    ...toWire(row),
    dueOn: row.dueOn?.toISOString().slice(0, 10) ?? null,
    completedAt: row.completedAt?.toISOString() ?? null,
  }
}
