import { type Action, asAction, logChanges, type PlannedChange } from '../changes/action.js'
import type { ChangeKind } from '../changes/change-kind.js'
import type { Connections } from '../connections.js'
import { digestOf } from '../digest.js'
import type { Domain, EraseRows } from '../domain.js'
import { refuseErased } from '../erasure.js'
import { StoreError } from '../errors.js'
import { Prisma } from '../generated/client.js'
import type { OwnerScope } from '../owner-scope.js'
import { type Page, readPage } from '../pages.js'
import { positionAt } from '../positions.js'
import { type ClaimRow, createRowQuota, type QuotaSettings, type QuotaStatements } from '../row-quota.js'
import { changedRow, createOnce, found, newRow, toWire } from '../rows.js'
import { read } from '../statements.js'
import { taskDomain } from '../tasks/task-store.js'
import { purgeSections } from './purge-sections.js'
import type { NewSection, Section, SectionQuery, SectionStore, SectionUpdate } from './section.js'
import * as statements from './section-statements.js'

const what = 'section'

const kind: ChangeKind = {
  table: 'section',
  listColumn: 'list_id',
  fields: ['title', 'listId', 'position'],
  async readRows(connections, owner, ids) {
    return (await read<Section>(connections, owner, { statement: statements.getSections, values: [ids.join()] })).rows
  },
}

/**
 * The store on a real database. Reads are in SQL (`section-statements.ts`); everything else uses Prisma. Every statement
 * names the owner in its own WHERE, and row-level security enforces it as well.
 */
function createSectionStore(connections: Connections, quota: QuotaSettings = { rows: 5_000 }): SectionStore {
  const withinQuota = createRowQuota(connections, quota, quotaStatements)
  const as = <T>(owner: OwnerScope, work: (action: Action) => Promise<T>) => asAction(connections, owner, work)
  return {
    list: (owner, query) => listSections(connections, owner, query),
    get: (owner, id) => getSection(connections, owner, id),
    create: (owner, section) =>
      withinQuota(owner, (claim) => as(owner, (action) => createSection(action, section, claim))),
    update: (owner, id, update) => updateSection(connections, owner, { id, ...update }),
    delete: (owner, id) => as(owner, (action) => setDeleted(action, id, new Date())),
    restore: (owner, id) => as(owner, (action) => setDeleted(action, id, null)),
  }
}

/** Permanently removes every section of the owner, after the tasks, which refer to sections. */
const eraseSections: EraseRows = async (transaction) => {
  const { db, userId } = transaction
  const tasks = await taskDomain.eraseRows(transaction)
  return tasks + (await db.section.deleteMany({ where: { userId } })).count
}

export const sectionDomain: Domain<SectionStore> = {
  createStore: createSectionStore,
  eraseRows: eraseSections,
  kind,
  purge: purgeSections,
}

const quotaStatements: QuotaStatements = {
  what,
  count: ({ db, userId }, most) => db.section.count({ where: { userId }, take: most }),
  purge: purgeSections,
}

const inLists = (lists: OwnerScope['lists']) => (lists === null ? {} : { listId: { in: [...lists] } })

const listSections = (connections: Connections, owner: OwnerScope, query: SectionQuery): Promise<Page<Section>> =>
  readPage(query, (after, take) =>
    read<Section>(connections, owner, statements.listSections({ ...query, after }, take)),
  )

/** @throws {StoreError} `NOT_FOUND`, also for a deleted section, and for one outside the owner's scope */
async function getSection(connections: Connections, owner: OwnerScope, id: string): Promise<Section> {
  const { rows } = await read<Section>(connections, owner, { statement: statements.getSection, values: [id] })
  return found(rows[0], what)
}

async function createSection(action: Action, section: NewSection, claim: ClaimRow): Promise<Section> {
  const { db, userId, lists } = action
  const { id, listId, title, position } = section
  // If an erasure has removed the list, the error says so.
  await refuseErased(action)
  const list = await db.list.findFirst({
    where: { userId, id: listId, deletedAt: null, AND: lists === null ? {} : { id: { in: [...lists] } } },
  })
  found(list, 'list')
  const digest = digestOf([listId, title, ...(position === undefined ? [] : [position])])
  const row = newRow()
  const data = [{ userId, id, listId, title, position: position ?? positionAt(row.createdAt), digest, ...row }]
  const creation = {
    what,
    kind,
    digest,
    insert: () => db.section.createManyAndReturn({ data, skipDuplicates: true }),
    existing: () => db.section.findUnique({ where: { userId_id: { userId, id }, AND: inLists(lists) } }),
  }
  return toWire(await createOnce(action, creation, claim))
}

async function updateSection(
  connections: Connections,
  owner: OwnerScope,
  { id, changes, version }: SectionUpdate & { readonly id: string },
): Promise<Section> {
  const updated = await asAction(connections, owner, async (action) => {
    const hasVersion = version === undefined ? Prisma.empty : Prisma.sql`and r.version = ${version}`
    const condition = Prisma.sql`r.deleted_at is null ${hasVersion} and exists (select from list
      where list.user_id = ${action.userId} and list.id = r.list_id and list.deleted_at is null)`
    return await changeLogged(action, { ids: [id], changes, condition }, changes)
  })
  if (updated !== undefined) return toWire(updated)
  await getSection(connections, owner, id)
  throw new StoreError('STALE_VERSION', { what })
}

/** Writes only if this changes something, so a repeated delete or restore returns the same row. */
async function setDeleted(action: Action, id: string, deletedAt: Date | null): Promise<Section> {
  const { db, userId, lists } = action
  const condition = deletedAt === null ? Prisma.sql`r.deleted_at is not null` : Prisma.sql`r.deleted_at is null`
  const changes = { deleted_at: deletedAt }
  const changed = await changeLogged(action, { ids: [id], changes, condition }, { deletedAt })
  const unchanged = () => db.section.findUnique({ where: { userId_id: { userId, id }, AND: inLists(lists) } })
  return toWire(found(changed ?? (await unchanged()), what))
}

/**
 * Changes a section as planned, if the change was logged.
 * @param data the same change for Prisma
 */
async function changeLogged(
  action: Action,
  planned: Omit<PlannedChange, 'kind'>,
  data: Prisma.SectionUpdateManyMutationInput,
) {
  const { db, userId } = action
  const [id] = await logChanges(action, { kind, ...planned })
  if (id === undefined) return undefined
  return await db.section.update({ where: { userId_id: { userId, id } }, data: { ...data, ...changedRow() } })
}
