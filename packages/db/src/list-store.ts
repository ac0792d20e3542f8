import { digestOf } from './digest.js'
import { StoreError } from './errors.js'
import type { List as ListRow, PrismaClient } from './generated/client.js'
import type { List, ListChanges, ListFields, ListQuery, ListStore, NewList } from './list.js'
import { asOwner, type OwnerTransaction, type Reach, written } from './owner-scope.js'
import { newestFirst, olderThan, type Page, readPage } from './pages.js'
import { type ClaimRow, createRowQuota, type QuotaSettings, type QuotaStatements, type RowQuota } from './row-quota.js'
import { purgeTasks } from './task-purge.js'

/** The store on a real database. The owner stands in every statement's own WHERE, and row-level security under it. */
export const createListStore = (prisma: PrismaClient, quota: QuotaSettings = { rows: 1_000 }): ListStore =>
  storeWithin(prisma, createRowQuota(prisma, quota, quotaStatements), null)

function storeWithin(prisma: PrismaClient, quota: RowQuota, reach: Reach): ListStore {
  const as = <T>(userId: string, work: (db: OwnerTransaction) => Promise<T>) => asOwner(prisma, userId, work, reach)
  return {
    within: (lists) => storeWithin(prisma, quota, lists),
    list: (userId, query) => as(userId, (db) => listLists(db, userId, query, reach)),
    get: (userId, id) => as(userId, (db) => getList(db, userId, id, reach)),
    create: (userId, list) => quota(userId, (claim) => as(userId, (db) => createList(db, userId, list, claim))),
    update: (userId, id, changes, version) => as(userId, (db) => updateList(db, userId, id, changes, version, reach)),
    delete: (userId, id) => as(userId, (db) => setDeleted(db, userId, id, new Date(), reach)),
    restore: (userId, id) => as(userId, (db) => setDeleted(db, userId, id, null, reach)),
  }
}

const quotaStatements: QuotaStatements = {
  what: 'list',
  count: (db, userId, most) => db.list.count({ where: { userId }, take: most }),
  async purge(db, userId, deletedBefore, most) {
    await purgeTasks(db, userId, deletedBefore, most)
    // One whose tasks were too many for once stays until the next time.
    await db.list.deleteMany({
      where: { userId, deletedAt: { lt: deletedBefore }, tasks: { none: {} } },
      limit: most,
    })
  },
}

function listLists(db: OwnerTransaction, userId: string, query: ListQuery, reach: Reach): Promise<Page<List>> {
  return readPage(query, async (after, take) => {
    const rows = await db.list.findMany({
      where: { userId, deletedAt: null, AND: [inReach(reach), olderThan(after)] },
      orderBy: newestFirst,
      take,
    })
    return rows.map(toList)
  })
}

/** @throws {StoreError} `NOT_FOUND`, also for a deleted list, and for one out of reach */
export async function getList(db: OwnerTransaction, userId: string, id: string, reach: Reach): Promise<List> {
  return found(await db.list.findFirst({ where: { userId, id, deletedAt: null, AND: inReach(reach) } }))
}

async function createList(
  db: OwnerTransaction,
  userId: string,
  { id, ...fields }: NewList,
  claim: ClaimRow,
): Promise<List> {
  const now = new Date()
  const digest = listDigest(fields)
  const [created] = await db.list.createManyAndReturn({
    data: [{ userId, id, digest, ...fields, version: 1, createdAt: now, updatedAt: now }],
    skipDuplicates: true,
  })
  if (created) {
    claim()
    return toList(created)
  }
  const existing = await db.list.findUnique({ where: { userId_id: { userId, id } } })
  if (existing !== null && existing.digest !== digest) throw new StoreError('ID_TAKEN', { what: 'list' })
  return found(existing)
}

async function updateList(
  db: OwnerTransaction,
  userId: string,
  id: string,
  changes: ListChanges,
  version: number | undefined,
  reach: Reach,
): Promise<List> {
  const [updated] = await db.list.updateManyAndReturn({
    where: { userId, id, deletedAt: null, ...(version === undefined ? {} : { version }), AND: inReach(reach) },
    data: { ...changes, ...written() },
  })
  if (updated) return toList(updated)
  await getList(db, userId, id, reach)
  throw new StoreError('STALE_VERSION', { what: 'list' })
}

/** Writes only if that changes something; a repeat finds the row as it wants it. */
async function setDeleted(
  db: OwnerTransaction,
  userId: string,
  id: string,
  deletedAt: Date | null,
  reach: Reach,
): Promise<List> {
  const [changed] = await db.list.updateManyAndReturn({
    where: { userId, id, deletedAt: deletedAt === null ? { not: null } : null, AND: inReach(reach) },
    data: { deletedAt, ...written() },
  })
  return found(changed ?? (await db.list.findUnique({ where: { userId_id: { userId, id }, AND: inReach(reach) } })))
}

const inReach = (reach: Reach) => (reach === null ? {} : { id: { in: [...reach] } })

function found(row: ListRow | null): List {
  if (row === null) throw new StoreError('NOT_FOUND', { what: 'list' })
  return toList(row)
}

const listDigest = ({ title }: ListFields) => digestOf([title])

function toList({ userId: _, digest: __, ...row }: ListRow): List {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    deletedAt: row.deletedAt?.toISOString() ?? null,
  }
}
