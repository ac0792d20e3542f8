import { type Action, asAction, logChanges, type PlannedChange } from '../changes/action.js'
import type { ChangeKind } from '../changes/change-kind.js'
import type { Color } from '../colors.js'
import type { Connections } from '../connections.js'
import { digestOf } from '../digest.js'
import type { Domain, EraseRows } from '../domain.js'
import { StoreError } from '../errors.js'
import { Prisma } from '../generated/client.js'
import type { OwnerScope } from '../owner-scope.js'
import { type Page, readPage } from '../pages.js'
import { positionAt } from '../positions.js'
import { preferencesDomain } from '../preferences/preferences-store.js'
import { wakeReminders } from '../push/wake-reminders.js'
import { type ClaimRow, createRowQuota, type QuotaSettings, type QuotaStatements } from '../row-quota.js'
import { changedRow, createOnce, found, newRow, toWire } from '../rows.js'
import { sectionDomain } from '../sections/section-store.js'
import { read } from '../statements.js'
import type { List, ListChanges, ListFields, ListQuery, ListStore, ListUpdate, NewList } from './list.js'
import * as statements from './list-statements.js'
import { purgeLists } from './purge-lists.js'

const what = 'list'

const kind: ChangeKind = {
  table: 'list',
  listColumn: 'id',
  fields: ['title', 'color', 'archivedAt', 'position'],
  async readRows(connections, owner, ids) {
    return (await read<List>(connections, owner, { statement: statements.getLists, values: [ids.join()] })).rows
  },
}

/**
 * The store on a real database. Reads are in SQL (`list-statements.ts`); everything else uses Prisma. Every statement names
 * the owner in its own WHERE, and row-level security enforces it as well.
 */
function createListStore(connections: Connections, quota: QuotaSettings = { rows: 1_000 }): ListStore {
  const withinQuota = createRowQuota(connections, quota, quotaStatements)
  const as = <T>(owner: OwnerScope, work: (action: Action) => Promise<T>) => asAction(connections, owner, work)
  return {
    list: (owner, query) => listLists(connections, owner, query),
    get: (owner, id) => getList(connections, owner, id),
    create: (owner, list) => withinQuota(owner, (claim) => as(owner, (action) => createList(action, list, claim))),
    update: (owner, id, update) => updateList(connections, owner, { id, ...update }),
    delete: (owner, id) => as(owner, (action) => setDeleted(action, id, new Date())),
    restore: (owner, id) => as(owner, (action) => setDeleted(action, id, null)),
  }
}

/** Permanently removes every list of the owner, after the tasks, the sections and the preferences, which refer to lists. */
const eraseLists: EraseRows = async (transaction) => {
  const { db, userId } = transaction
  const others = (await sectionDomain.eraseRows(transaction)) + (await preferencesDomain.eraseRows(transaction))
  return others + (await db.list.deleteMany({ where: { userId } })).count
}

export const listDomain: Domain<ListStore> = {
  createStore: createListStore,
  eraseRows: eraseLists,
  kind,
  purge: purgeLists,
}

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
async function getList(connections: Connections, owner: OwnerScope, id: string): Promise<List> {
  const { rows } = await read<List>(connections, owner, { statement: statements.getList, values: [id] })
  return found(rows[0], what)
}

async function createList(action: Action, { id, ...fields }: NewList, claim: ClaimRow): Promise<List> {
  const { db, userId, lists } = action
  const digest = listDigest(fields)
  const row = newRow()
  const data = [{ userId, id, digest, position: positionAt(row.createdAt), ...fields, ...row }]
  const creation = {
    what,
    kind,
    digest,
    insert: () => db.list.createManyAndReturn({ data, skipDuplicates: true }),
    existing: () => db.list.findUnique({ where: { userId_id: { userId, id }, AND: inLists(lists) } }),
  }
  return toList(await createOnce(action, creation, claim))
}

async function updateList(
  connections: Connections,
  owner: OwnerScope,
  { id, changes, version }: ListUpdate & { readonly id: string },
): Promise<List> {
  const updated = await asAction(connections, owner, async (action) => {
    const hasVersion = version === undefined ? Prisma.empty : Prisma.sql`and r.version = ${version}`
    const condition = Prisma.sql`r.deleted_at is null ${hasVersion}`
    // Reminders of its tasks may become due again.
    if (changes.archivedAt === null) await wakeReminders(action)
    return await changeLogged(action, { ids: [id], changes: columnsOf(changes), condition }, changes)
  })
  if (updated !== undefined) return toList(updated)
  await getList(connections, owner, id)
  throw new StoreError('STALE_VERSION', { what })
}

/** Writes only if that changes something, so a repeated delete or restore returns the same row. */
async function setDeleted(action: Action, id: string, deletedAt: Date | null): Promise<List> {
  const { db, userId, lists } = action
  const condition = deletedAt === null ? Prisma.sql`r.deleted_at is not null` : Prisma.sql`r.deleted_at is null`
  const changes = { deleted_at: deletedAt }
  const changed = await changeLogged(action, { ids: [id], changes, condition }, { deletedAt })
  if (deletedAt === null) await wakeReminders(action)
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
  // A CHECK of the table allows only these colours.
  color: color as Color | null,
  archivedAt: archivedAt?.toISOString() ?? null,
})

/** A list that only has fields of an older version keeps the digest that it had in that version. */
function listDigest({ title, color = null, archivedAt = null, position }: ListFields): string {
  const others = Object.entries({ color, archivedAt, position: position ?? null }).filter(([, value]) => value !== null)
  return digestOf([title, ...others.flat()])
}
/**
 * Changes a list as planned, if the change was logged.
 * @param data the same change for Prisma
 */
async function changeLogged(
  action: Action,
  planned: Omit<PlannedChange, 'kind'>,
  data: Prisma.ListUpdateManyMutationInput,
) {
  const { db, userId } = action
  const [id] = await logChanges(action, { kind, ...planned })
  if (id === undefined) return undefined
  return await db.list.update({ where: { userId_id: { userId, id } }, data: { ...data, ...changedRow() } })
}

/** The same change in the form of the database. What is undefined is not in the JSON of a change. */
const columnsOf = ({ archivedAt, ...changes }: ListChanges) => ({ ...changes, archived_at: archivedAt })
