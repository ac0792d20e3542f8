import type { Color } from '../colors.js'
import type { Connections } from '../connections.js'
import { digestOf } from '../digest.js'
import type { Domain, EraseRows } from '../domain.js'
import { StoreError } from '../errors.js'
import { asOwner, type OwnerScope, type OwnerTransaction } from '../owner-scope.js'
import { type Page, readPage } from '../pages.js'
import { positionAt } from '../positions.js'
import { type ClaimRow, createRowQuota, type QuotaSettings, type QuotaStatements } from '../row-quota.js'
import { changedRow, createOnce, found, newRow, toWire } from '../rows.js'
import { read } from '../statements.js'
import type { List, ListFields, ListQuery, ListStore, ListUpdate, NewList } from './list.js'
import * as statements from './list-statements.js'
import { purgeLists } from './purge-lists.js'

const what = 'list'

/**
 * The store on a real database. Reads are in SQL (`list-statements.ts`), and the rest is Prisma's. Every statement names the owner in its own WHERE, and row-level security enforces it as
 * well.
 */
function createListStore(connections: Connections, quota: QuotaSettings = { rows: 1_000 }): ListStore {
  const withinQuota = createRowQuota(connections, quota, quotaStatements)
  const as = <T>(owner: OwnerScope, work: (transaction: OwnerTransaction) => Promise<T>) =>
    asOwner(connections, owner, work)
  return {
    list: (owner, query) => listLists(connections, owner, query),
    get: (owner, id) => getList(connections, owner, id),
    create: (owner, list) =>
      withinQuota(owner, (claim) => as(owner, (transaction) => createList(transaction, list, claim))),
    update: (owner, id, update) => updateList(connections, owner, { id, ...update }),
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
  purge: purgeLists,
}

const inLists = (lists: OwnerScope['lists']) => (lists === null ? {} : { id: { in: [...lists] } })

function listLists(connections: Connections, owner: OwnerScope, query: ListQuery): Promise<Page<List>> {
  return readPage(query, (after, take) =>
    after === null
      ? read<List>(connections, owner, { statement: statements.firstLists, values: [take] })
      : read<List>(connections, owner, { statement: statements.laterLists, values: [take, after.createdAt, after.id] }),
  )
}

/** @throws {StoreError} `NOT_FOUND`, also for a deleted list, and for one outside the owner's scope */
export async function getList(connections: Connections, owner: OwnerScope, id: string): Promise<List> {
  const { rows } = await read<List>(connections, owner, { statement: statements.getList, values: [id] })
  return found(rows[0], what)
}

async function createList(transaction: OwnerTransaction, { id, ...fields }: NewList, claim: ClaimRow): Promise<List> {
  const { db, userId, lists } = transaction
  const digest = listDigest(fields)
  const row = newRow()
  const data = [{ userId, id, digest, position: positionAt(row.createdAt), ...fields, ...row }]
  const creation = {
    what,
    digest,
    insert: () => db.list.createManyAndReturn({ data, skipDuplicates: true }),
    existing: () => db.list.findUnique({ where: { userId_id: { userId, id }, AND: inLists(lists) } }),
  }
  return toList(await createOnce(transaction, creation, claim))
}

async function updateList(
  connections: Connections,
  owner: OwnerScope,
  { id, changes, version }: ListUpdate & { readonly id: string },
): Promise<List> {
  const updated = await asOwner(connections, owner, async ({ db, userId, lists }) => {
    const [row] = await db.list.updateManyAndReturn({
      where: { userId, id, deletedAt: null, ...(version === undefined ? {} : { version }), AND: inLists(lists) },
      data: { ...changes, ...changedRow() },
    })
    return row
  })
  if (updated !== undefined) return toList(updated)
  await getList(connections, owner, id)
  throw new StoreError('STALE_VERSION', { what })
}

/** Writes only if that changes something, so a repeated delete or restore returns the same row. */
async function setDeleted({ db, userId, lists }: OwnerTransaction, id: string, deletedAt: Date | null): Promise<List> {
  const [changed] = await db.list.updateManyAndReturn({
    where: { userId, id, deletedAt: deletedAt === null ? { not: null } : null, AND: inLists(lists) },
    data: { deletedAt, ...changedRow() },
  })
  const unchanged = () => db.list.findUnique({ where: { userId_id: { userId, id }, AND: inLists(lists) } })
  return toList(found(changed ?? (await unchanged()), what))
}

type ListRow = Parameters<typeof toWire>[0] &
  Pick<List, 'id' | 'title' | 'position' | 'version'> & {
    readonly color: string | null
    readonly archivedAt: Date | null
  }

const toList = ({ color, archivedAt, ...row }: ListRow): List => ({
  ...toWire(row),
  // A CHECK of the table allows no other colour.
  color: color as Color | null,
  archivedAt: archivedAt?.toISOString() ?? null,
})

/** A list with only the fields of an older version keeps the digest that it had in that version. */
function listDigest({ title, color = null, archivedAt = null, position }: ListFields): string {
  const others = Object.entries({ color, archivedAt, position: position ?? null }).filter(([, value]) => value !== null)
  return digestOf([title, ...others.flat()])
}
