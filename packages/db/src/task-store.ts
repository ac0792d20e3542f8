import { digestOf } from './digest.js'
import { StoreError } from './errors.js'
import type { PrismaClient, Task as TaskRow } from './generated/client.js'
import { asOwner, type OwnerTransaction, written } from './owner-scope.js'
import { newestFirst, olderThan, type Page, pageOf } from './pages.js'
import type { NewTask, Task, TaskChanges, TaskFields, TaskQuery, TaskStore } from './task.js'

/** The store on a real database. The owner stands in every statement's own WHERE, and row-level security under it. */
export function createTaskStore(prisma: PrismaClient): TaskStore {
  return {
    list: (userId, query) => asOwner(prisma, userId, (db) => listTasks(db, userId, query)),
    get: (userId, id) => asOwner(prisma, userId, (db) => getTask(db, userId, id)),
    create: (userId, task) => asOwner(prisma, userId, (db) => createTask(db, userId, task)),
    update: (userId, id, changes, version) =>
      asOwner(prisma, userId, (db) => updateTask(db, userId, id, changes, version)),
    delete: (userId, id) => asOwner(prisma, userId, (db) => setDeleted(db, userId, id, new Date())),
    restore: (userId, id) => asOwner(prisma, userId, (db) => setDeleted(db, userId, id, null)),
  }
}

async function listTasks(db: OwnerTransaction, userId: string, query: TaskQuery): Promise<Page<Task>> {
  const { limit, status } = query
  const contains = { contains: escapeLike(query.search), mode: 'insensitive' } as const
  const rows = await db.task.findMany({
    where: {
      userId,
      deletedAt: null,
      ...(status === 'all' ? {} : { completedAt: status === 'done' ? { not: null } : null }),
      AND: [query.search === '' ? {} : { OR: [{ title: contains }, { notes: contains }] }, olderThan(query.after)],
    },
    orderBy: newestFirst,
    take: limit + 1,
  })
  return pageOf(rows.map(toTask), limit)
}

async function getTask(db: OwnerTransaction, userId: string, id: string): Promise<Task> {
  return found(await db.task.findFirst({ where: { userId, id, deletedAt: null } }))
}

async function createTask(db: OwnerTransaction, userId: string, { id, ...fields }: NewTask): Promise<Task> {
  const now = new Date()
  const digest = taskDigest(fields)
  const [created] = await db.task.createManyAndReturn({
    data: [{ userId, id, digest, ...toColumns(fields), version: 1, createdAt: now, updatedAt: now }],
    skipDuplicates: true,
  })
  if (created) return toTask(created)
  const existing = await db.task.findUnique({ where: { userId_id: { userId, id }, digest } })
  if (existing === null) throw new StoreError('ID_TAKEN', { what: 'task' })
  return toTask(existing)
}

async function updateTask(
  db: OwnerTransaction,
  userId: string,
  id: string,
  changes: TaskChanges,
  version: number | undefined,
): Promise<Task> {
  const [updated] = await db.task.updateManyAndReturn({
    where: { userId, id, deletedAt: null, ...(version === undefined ? {} : { version }) },
    data: { ...toColumns(changes), ...written() },
  })
  if (updated) return toTask(updated)
  await getTask(db, userId, id)
  throw new StoreError('STALE_VERSION', { what: 'task' })
}

/** Writes only if that changes something; a repeat finds the row as it wants it. */
async function setDeleted(db: OwnerTransaction, userId: string, id: string, deletedAt: Date | null): Promise<Task> {
  const [changed] = await db.task.updateManyAndReturn({
    where: { userId, id, deletedAt: deletedAt === null ? { not: null } : null },
    data: { deletedAt, ...written() },
  })
  return found(changed ?? (await db.task.findUnique({ where: { userId_id: { userId, id } } })))
}

function found(row: TaskRow | null): Task {
  if (row === null) throw new StoreError('NOT_FOUND', { what: 'task' })
  return toTask(row)
}

/** Prisma passes `contains` to LIKE as it is, in which % and _ would match anything. */
const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&')

const taskDigest = ({ title, notes, priority, dueOn, completedAt }: TaskFields) =>
  digestOf([title, notes, priority, dueOn, completedAt])

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
