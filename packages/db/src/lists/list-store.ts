import { digestOf } from '../digest.js'
import type { Domain, EraseRows } from '../domain.js'
import { StoreError } from '../errors.js'
import type { PrismaClient } from '../generated/client.js'
import { asOwner, type OwnerScope, type OwnerTransaction } from '../owner-scope.js'
import { newestFirst, olderThan, type Page, readPage } from '../pages.js'
import { type ClaimRow, createRowQuota, type QuotaSettings, type QuotaStatements } from '../row-quota.js'
import { changedRow, createOnce, found, newRow, toWire } from '../rows.js'
import { purgeTasks } from '../tasks/purge-tasks.js'
import type { List, ListFields, ListQuery, ListStore, ListUpdate, NewList } from './list.js'

const what = 'list'

/**
 * The store on a real database. Every statement names the owner in its own WHERE, and row-level security enforces it as
 * well.
 */
function createListStore(prisma: PrismaClient, quota: QuotaSettings = { rows: 1_000 }): ListStore {
  const withinQuota = createRowQuota(prisma, quota, quotaStatements)
  const as = <T>(owner: OwnerScope, work: (transaction: OwnerTransaction) => Promise<T>) => asOwner(prisma, owner, work)
  return {
    list: (owner, query) => as(owner, (transaction) => listLists(transaction, query)),
    get: (owner, id) => as(owner, (transaction) => getList(transaction, id)),
    create: (owner, list) =>
      withinQuota(owner, (claim) => as(owner, (transaction) => createList(transaction, list, claim))),
    update: (owner, id, update) => as(owner, (transaction) => updateList(transaction, id, update)),
    delete: (owner, id) => as(owner, (transaction) => setDeleted(transaction, id, new Date())),
    restore: (owner, id) => as(owner, (transaction) => setDeleted(transaction, id, null)),
  }
}

/** Permanently removes every list of the owner. The tasks go first: a list with tasks cannot be removed. */
const eraseLists: EraseRows = async ({ db, userId }) => (await db.list.deleteMany({ where: { userId } })).count

export const listDomain: Domain<ListStore> = { createStore: createListStore, eraseRows: eraseLists }

const quotaStatements: QuotaStatements = {
  what,
  count: ({ db, userId }, most) => db.list.count({ where: { userId }, take: most }),
  async purge(transaction, purge) {
    await purgeTasks(transaction, purge)
    const { db, userId } = transaction
    // A list with more tasks than one statement removes stays until the next purge.
    await db.list.deleteMany({
      where: { userId, deletedAt: { lt: purge.deletedBefore }, tasks: { none: {} } },
      limit: purge.most,
    })
  },
}

const inLists = (lists: OwnerScope['lists']) => (lists === null ? {} : { id: { in: [...lists] } })

function listLists({ db, userId, lists }: OwnerTransaction, query: ListQuery): Promise<Page<List>> {
  return readPage(query, async (after, take) => {
    const rows = await db.list.findMany({
      where: { userId, deletedAt: null, AND: [inLists(lists), olderThan(after)] },
      orderBy: newestFirst,
      take,
    })
    return rows.map(toWire)
  })
}

/** @throws {StoreError} `NOT_FOUND`, also for a deleted list, and for one outside the owner's scope */
export async function getList({ db, userId, lists }: OwnerTransaction, id: string): Promise<List> {
  return toWire(found(await db.list.findFirst({ where: { userId, id, deletedAt: null, AND: inLists(lists) } }), what))
}

async function createList(
  { db, userId, lists }: OwnerTransaction,
  { id, ...fields }: NewList,
  claim: ClaimRow,
): Promise<List> {
  const digest = listDigest(fields)
  const data = [{ userId, id, digest, ...fields, ...newRow() }]
  const creation = {
    what,
    digest,
    insert: () => db.list.createManyAndReturn({ data, skipDuplicates: true }),
    existing: () => db.list.findUnique({ where: { userId_id: { userId, id }, AND: inLists(lists) } }),
  }
  return toWire(await createOnce(creation, claim))
}

async function updateList(transaction: OwnerTransaction, id: string, { changes, version }: ListUpdate): Promise<List> {
  const { db, userId, lists } = transaction
  const [updated] = await db.list.updateManyAndReturn({
    where: { userId, id, deletedAt: null, ...(version === undefined ? {} : { version }), AND: inLists(lists) },
    data: { ...changes, ...changedRow() },
  })
  if (updated !== undefined) return toWire(updated)
  await getList(transaction, id)
  throw new StoreError('STALE_VERSION', { what })
}

/** Writes only if that changes something, so a repeated delete or restore returns the same row. */
async function setDeleted({ db, userId, lists }: OwnerTransaction, id: string, deletedAt: Date | null): Promise<List> {
  const [changed] = await db.list.updateManyAndReturn({
    where: { userId, id, deletedAt: deletedAt === null ? { not: null } : null, AND: inLists(lists) },
    data: { deletedAt, ...changedRow() },
  })
  const unchanged = () => db.list.findUnique({ where: { userId_id: { userId, id }, AND: inLists(lists) } })
  return toWire(found(changed ?? (await unchanged()), what))
}

const listDigest = ({ title }: ListFields) => digestOf([title])
