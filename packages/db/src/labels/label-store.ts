import { type Action, asAction, logChanges, type PlannedChange } from '../changes/action.js'
import type { ChangeKind } from '../changes/change-kind.js'
import type { Color } from '../colors.js'
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
import type { Label, LabelQuery, LabelStore, LabelUpdate, NewLabel } from './label.js'

const what = 'label'

const kind: ChangeKind = {
  table: 'label',
  listColumn: null,
  fields: ['title', 'color', 'position'],
  readRows: (connections, owner, ids) =>
    asOwner(connections, owner, async ({ db, userId }) =>
      (await db.label.findMany({ where: { userId, id: { in: [...ids] }, deletedAt: null } })).map(toLabel),
    ),
}

/** The store on a real database. Every statement names the owner in its own WHERE, and row-level security enforces it as well. */
function createLabelStore(connections: Connections, quota: QuotaSettings = { rows: 1_000 }): LabelStore {
  const withinQuota = createRowQuota(connections, quota, quotaStatements)
  const as = <T>(owner: OwnerScope, work: (transaction: OwnerTransaction) => Promise<T>) =>
    asOwner(connections, owner, work)
  const act = <T>(owner: OwnerScope, work: (action: Action) => Promise<T>) => asAction(connections, owner, work)
  return {
    list: (owner, query) => as(owner, (transaction) => listLabels(transaction, query)),
    get: (owner, id) => as(owner, (transaction) => getLabel(transaction, id)),
    create: (owner, label) => withinQuota(owner, (claim) => act(owner, (action) => createLabel(action, label, claim))),
    update: (owner, id, update) => act(owner, (action) => updateLabel(action, { id, ...update })),
    delete: (owner, id) => act(owner, (action) => setDeleted(action, id, new Date())),
    restore: (owner, id) => act(owner, (action) => setDeleted(action, id, null)),
  }
}

/** Permanently removes every label of the owner. */
const eraseLabels: EraseRows = async ({ db, userId }) => (await db.label.deleteMany({ where: { userId } })).count

const purge = purgeRows('label')

export const labelDomain: Domain<LabelStore> = { createStore: createLabelStore, eraseRows: eraseLabels, kind, purge }

const quotaStatements: QuotaStatements = {
  what,
  count: ({ db, userId }, most) => db.label.count({ where: { userId }, take: most }),
  purge,
}

type LabelRow = Parameters<typeof toWire>[0] &
  Omit<Label, 'color' | 'createdAt' | 'updatedAt' | 'deletedAt'> & { readonly color: string | null }

/** A CHECK of the table allows only these colours. */
const toLabel = ({ color, ...row }: LabelRow): Label => ({ ...toWire(row), color: color as Color | null })

const listLabels = ({ db, userId }: OwnerTransaction, query: LabelQuery): Promise<Page<Label>> =>
  readPage(query, async (after, take) => {
    const where = { userId, deletedAt: null, ...olderThan(after) }
    return { rows: (await db.label.findMany({ where, orderBy: newestFirst, take })).map(toLabel) }
  })

async function getLabel({ db, userId }: OwnerTransaction, id: string): Promise<Label> {
  return toLabel(found(await db.label.findFirst({ where: { userId, id, deletedAt: null } }), what))
}

async function createLabel(action: Action, label: NewLabel, claim: ClaimRow): Promise<Label> {
  const { db, userId } = action
  const { id, title, color = null, position } = label
  const digest = digestOf([title, color, ...(position === undefined ? [] : [position])])
  const row = newRow()
  const data = [{ userId, id, title, color, position: position ?? positionAt(row.createdAt), digest, ...row }]
  const creation = {
    what,
    kind,
    digest,
    insert: () => db.label.createManyAndReturn({ data, skipDuplicates: true }),
    existing: () => db.label.findUnique({ where: { userId_id: { userId, id } } }),
  }
  return toLabel(await createOnce(action, creation, claim))
}

async function updateLabel(
  action: Action,
  { id, changes, version }: LabelUpdate & { readonly id: string },
): Promise<Label> {
  const hasVersion = version === undefined ? Prisma.empty : Prisma.sql`and r.version = ${version}`
  const condition = Prisma.sql`r.deleted_at is null ${hasVersion}`
  const updated = await changeLogged(action, { ids: [id], changes, condition }, changes)
  if (updated !== undefined) return toLabel(updated)
  await getLabel(action, id)
  throw new StoreError('STALE_VERSION', { what })
}

/** Writes only if this changes something, so a repeated delete or restore returns the same row. */
async function setDeleted(action: Action, id: string, deletedAt: Date | null): Promise<Label> {
  const { db, userId } = action
  const condition = deletedAt === null ? Prisma.sql`r.deleted_at is not null` : Prisma.sql`r.deleted_at is null`
  const changes = { deleted_at: deletedAt }
  const changed = await changeLogged(action, { ids: [id], changes, condition }, { deletedAt })
  return toLabel(found(changed ?? (await db.label.findUnique({ where: { userId_id: { userId, id } } })), what))
}

/**
 * Changes a label as planned, if the change was logged.
 * @param data the same change for Prisma
 */
async function changeLogged(
  action: Action,
  planned: Omit<PlannedChange, 'kind'>,
  data: Prisma.LabelUpdateManyMutationInput,
) {
  const { db, userId } = action
  const [id] = await logChanges(action, { kind, ...planned })
  if (id === undefined) return undefined
  return await db.label.update({ where: { userId_id: { userId, id } }, data: { ...data, ...changedRow() } })
}
