import { digestOf } from './digest.js'
import { StoreError } from './errors.js'
import type { Prisma, PrismaClient, Task as TaskRow } from './generated/client.js'
import { getList } from './list-store.js'
import { asOwner, type OwnerTransaction, type Reach, written } from './owner-scope.js'
import { newestFirst, olderThan, type Page, readPage } from './pages.js'
import { type ClaimRow, createRowQuota, type QuotaSettings, type QuotaStatements, type RowQuota } from './row-quota.js'
import { withinSearchLimit } from './search-limit.js'
import type { NewTask, Task, TaskChanges, TaskFields, TaskQuery, TaskStore } from './task.js'
import { purgeTasks } from './task-purge.js'

/** The store on a real database. The owner stands in every statement's own WHERE, and row-level security under it. */
export const createTaskStore = (prisma: PrismaClient, quota: QuotaSettings = { rows: 100_000 }): TaskStore =>
  storeWithin(prisma, createRowQuota(prisma, quota, quotaStatements), null)

function storeWithin(prisma: PrismaClient, quota: RowQuota, reach: Reach): TaskStore {
  const as = <T>(userId: string, work: (db: OwnerTransaction) => Promise<T>) => asOwner(prisma, userId, work, reach)
  return {
    within: (lists) => storeWithin(prisma, quota, lists),
    list: (userId, query) => as(userId, (db) => listTasks(db, userId, query, reach)),
    get: (userId, id) => as(userId, (db) => getTask(db, userId, id, reach)),
    create: (userId, task) => quota(userId, (claim) => as(userId, (db) => createTask(db, userId, task, reach, claim))),
    update: (userId, id, changes, version) => as(userId, (db) => updateTask(db, userId, id, changes, version, reach)),
    delete: (userId, id) => as(userId, (db) => setDeleted(db, userId, id, new Date(), reach)),
    restore: (userId, id) => as(userId, (db) => setDeleted(db, userId, id, null, reach)),
  }
}

const quotaStatements: QuotaStatements = {
  what: 'task',
  count: (db, userId, most) => db.task.count({ where: { userId }, take: most }),
  purge: purgeTasks,
}

type TaskWhere = Prisma.TaskWhereInput

/** Neither it nor its list is deleted. */
const present: TaskWhere = { deletedAt: null, OR: [{ listId: null }, { list: { deletedAt: null } }] }

const inReach = (reach: Reach): TaskWhere => (reach === null ? {} : { listId: { in: [...reach] } })

async function listTasks(db: OwnerTransaction, userId: string, query: TaskQuery, reach: Reach): Promise<Page<Task>> {
  const { status, listId } = query
  const contains = { contains: escapeLike(query.search), mode: 'insensitive' } as const
  const page = () =>
    readPage(query, async (after, take) => {
      const rows = await db.task.findMany({
        where: {
          userId,
          ...present,
          ...(listId === undefined ? {} : { listId }),
          ...(status === 'all' ? {} : { completedAt: status === 'done' ? { not: null } : null }),
          AND: [
            inReach(reach),
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

async function getTask(db: OwnerTransaction, userId: string, id: string, reach: Reach): Promise<Task> {
  return found(await db.task.findFirst({ where: { userId, id, ...present, AND: inReach(reach) } }))
}

/** @throws {StoreError} `NOT_FOUND` unless tasks may be put there */
async function checkPlace(db: OwnerTransaction, userId: string, listId: string | null, reach: Reach): Promise<void> {
  if (listId !== null) await getList(db, userId, listId, reach)
  else if (reach !== null) throw new StoreError('NOT_FOUND', { what: 'list' })
}

async function createTask(
  db: OwnerTransaction,
  userId: string,
  { id, ...fields }: NewTask,
  reach: Reach,
  claim: ClaimRow,
): Promise<Task> {
  await checkPlace(db, userId, fields.listId, reach)
  const now = new Date()
  const digest = taskDigest(fields)
  const [created] = await db.task.createManyAndReturn({
    data: [{ userId, id, digest, ...toColumns(fields), version: 1, createdAt: now, updatedAt: now }],
    skipDuplicates: true,
  })
  if (created) {
    claim()
    return toTask(created)
  }
  // Of what is out of reach nothing is told but what is told of a task that is not there.
  const existing = await db.task.findUnique({ where: { userId_id: { userId, id }, AND: inReach(reach) } })
  if (existing !== null && existing.digest !== digest) throw new StoreError('ID_TAKEN', { what: 'task' })
  return found(existing)
}

async function updateTask(
  db: OwnerTransaction,
  userId: string,
  id: string,
  changes: TaskChanges,
  version: number | undefined,
  reach: Reach,
): Promise<Task> {
  if (changes.listId !== undefined) await checkPlace(db, userId, changes.listId, reach)
  const [updated] = await db.task.updateManyAndReturn({
    where: { userId, id, ...present, ...(version === undefined ? {} : { version }), AND: inReach(reach) },
    data: { ...toColumns(changes), ...written() },
  })
  if (updated) return toTask(updated)
  await getTask(db, userId, id, reach)
  throw new StoreError('STALE_VERSION', { what: 'task' })
}

/** Writes only if that changes something; a repeat finds the row as it wants it. */
async function setDeleted(
  db: OwnerTransaction,
  userId: string,
  id: string,
  deletedAt: Date | null,
  reach: Reach,
): Promise<Task> {
  const [changed] = await db.task.updateManyAndReturn({
    where: { userId, id, deletedAt: deletedAt === null ? { not: null } : null, AND: inReach(reach) },
    data: { deletedAt, ...written() },
  })
  return found(changed ?? (await db.task.findUnique({ where: { userId_id: { userId, id }, AND: inReach(reach) } })))
}

function found(row: TaskRow | null): Task {
  if (row === null) throw new StoreError('NOT_FOUND', { what: 'task' })
  return toTask(row)
}

/** Prisma passes `contains` to LIKE as it is, in which % and _ would match anything. */
const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&')

/** Without a list it is as it was when there were none. */
const taskDigest = ({ title, notes, priority, dueOn, completedAt, listId }: TaskFields) =>
  digestOf([title, notes, priority, dueOn, completedAt, ...(listId === null ? [] : [listId])])

function toColumns<Fields extends TaskChanges>({ dueOn, completedAt, ...rest }: Fields) {
  return {
    ...rest,
    ...(dueOn === undefined ? {} : { dueOn: dueOn === null ? null : new Date(dueOn) }),
    ...(completedAt === undefined ? {} : { completedAt: completedAt === null ? null : new Date(completedAt) }),
  }
}

function toTask({ userId: _, digest: __, ...row }: TaskRow): Task {
  return {
    ...row,
    dueOn: row.dueOn?.toISOString().slice(0, 10) ?? null,
    completedAt: row.completedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    deletedAt: row.deletedAt?.toISOString() ?? null,
  }
}
