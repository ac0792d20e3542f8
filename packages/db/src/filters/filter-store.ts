import { type Action, asAction, logChanges, type PlannedChange } from '../changes/action.js'
import type { ChangeKind } from '../changes/change-kind.js'
import type { Connections } from '../connections.js'
import { digestOf } from '../digest.js'
import type { Domain, EraseRows } from '../domain.js'
import { StoreError } from '../errors.js'
import { Prisma } from '../generated/client.js'
import { asOwner, type OwnerScope, type OwnerTransaction } from '../owner-scope.js'
import { newestFirst, olderThan, type Page, readPage } from '../pages.js'
import { positionAt } from '../positions.js'
import { purgeRows } from '../purge-rows.js'
import { type ClaimRow, createRowQuota, type QuotaSettings, type QuotaStatements } from '../row-quota.js'
import { changedRow, createOnce, found, newRow, toWire } from '../rows.js'
import type { Filter, FilterQuery, FilterStore, FilterUpdate, NewFilter } from './filter.js'

const what = 'filter'

const kind: ChangeKind = {
  table: 'filter',
  listColumn: null,
  fields: ['title', 'query', 'position'],
  readRows: (connections, owner, ids) =>
    asOwner(connections, owner, async ({ db, userId }) =>
      (await db.filter.findMany({ where: { userId, id: { in: [...ids] }, deletedAt: null } })).map(toWire),
    ),
}

/** The store on a real database. Every statement names the owner in its own WHERE, and row-level security enforces it as well. */
function createFilterStore(connections: Connections, quota: QuotaSettings = { rows: 500 }): FilterStore {
  const withinQuota = createRowQuota(connections, quota, quotaStatements)
  const as = <T>(owner: OwnerScope, work: (transaction: OwnerTransaction) => Promise<T>) =>
    asOwner(connections, owner, work)
  const act = <T>(owner: OwnerScope, work: (action: Action) => Promise<T>) => asAction(connections, owner, work)
  return {
    list: (owner, query) => as(owner, (transaction) => listFilters(transaction, query)),
    get: (owner, id) => as(owner, (transaction) => getFilter(transaction, id)),
    create: (owner, filter) =>
      withinQuota(owner, (claim) => act(owner, (action) => createFilter(action, filter, claim))),
    update: (owner, id, update) => act(owner, (action) => updateFilter(action, { id, ...update })),
    delete: (owner, id) => act(owner, (action) => setDeleted(action, id, new Date())),
    restore: (owner, id) => act(owner, (action) => setDeleted(action, id, null)),
  }
}

/** Permanently removes every filter of the owner. */
const eraseFilters: EraseRows = async ({ db, userId }) => (await db.filter.deleteMany({ where: { userId } })).count

const purge = purgeRows('filter')

export const filterDomain: Domain<FilterStore> = {
  createStore: createFilterStore,
  eraseRows: eraseFilters,
  kind,
  purge,
}

const quotaStatements: QuotaStatements = {
  what,
  count: ({ db, userId }, most) => db.filter.count({ where: { userId }, take: most }),
  purge,
}

const listFilters = ({ db, userId }: OwnerTransaction, query: FilterQuery): Promise<Page<Filter>> =>
  readPage(query, async (after, take) => {
    const where = { userId, deletedAt: null, ...olderThan(after) }
    return { rows: (await db.filter.findMany({ where, orderBy: newestFirst, take })).map(toWire) }
  })

async function getFilter({ db, userId }: OwnerTransaction, id: string): Promise<Filter> {
  return toWire(found(await db.filter.findFirst({ where: { userId, id, deletedAt: null } }), what))
}

async function createFilter(action: Action, filter: NewFilter, claim: ClaimRow): Promise<Filter> {
  const { db, userId } = action
  const { id, title, query, position } = filter
  const digest = digestOf([title, query, ...(position === undefined ? [] : [position])])
  const row = newRow()
  const data = [{ userId, id, title, query, position: position ?? positionAt(row.createdAt), digest, ...row }]
  const creation = {
    what,
    kind,
    digest,
    insert: () => db.filter.createManyAndReturn({ data, skipDuplicates: true }),
    existing: () => db.filter.findUnique({ where: { userId_id: { userId, id } } }),
  }
  return toWire(await createOnce(action, creation, claim))
}

async function updateFilter(
  action: Action,
  { id, changes, version }: FilterUpdate & { readonly id: string },
): Promise<Filter> {
  const hasVersion = version === undefined ? Prisma.empty : Prisma.sql`and r.version = ${version}`
  const condition = Prisma.sql`r.deleted_at is null ${hasVersion}`
  const updated = await changeLogged(action, { ids: [id], changes, condition }, changes)
  if (updated !== undefined) return toWire(updated)
  await getFilter(action, id)
  throw new StoreError('STALE_VERSION', { what })
}

/** Writes only if this changes something, so a repeated delete or restore returns the same row. */
async function setDeleted(action: Action, id: string, deletedAt: Date | null): Promise<Filter> {
  const { db, userId } = action
  const condition = deletedAt === null ? Prisma.sql`r.deleted_at is not null` : Prisma.sql`r.deleted_at is null`
  const changes = { deleted_at: deletedAt }
  const changed = await changeLogged(action, { ids: [id], changes, condition }, { deletedAt })
  return toWire(found(changed ?? (await db.filter.findUnique({ where: { userId_id: { userId, id } } })), what))
}

/**
 * Changes a filter as planned, if the change was logged.
 * @param data the same change for Prisma
 */
async function changeLogged(
  action: Action,
  planned: Omit<PlannedChange, 'kind'>,
  data: Prisma.FilterUpdateManyMutationInput,
) {
  const { db, userId } = action
  const [id] = await logChanges(action, { kind, ...planned })
  if (id === undefined) return undefined
  return await db.filter.update({ where: { userId_id: { userId, id } }, data: { ...data, ...changedRow() } })
}
