import type { Color } from '../colors.js'
import type { Connections } from '../connections.js'
import { digestOf } from '../digest.js'
import type { Domain, EraseRows } from '../domain.js'
import { StoreError } from '../errors.js'
import { asOwner, type OwnerScope, type OwnerTransaction } from '../owner-scope.js'
import { newestFirst, olderThan, type Page, readPage } from '../pages.js'
import { positionAt } from '../positions.js'
import { purgeRows } from '../purge-rows.js'
import { type ClaimRow, createRowQuota, type QuotaSettings, type QuotaStatements } from '../row-quota.js'
import { changedRow, createOnce, found, newRow, toWire } from '../rows.js'
import type { Label, LabelQuery, LabelStore, LabelUpdate, NewLabel } from './label.js'

const what = 'label'

/** The store on a real database. Every statement names the owner in its own WHERE, and row-level security enforces it as well. */
function createLabelStore(connections: Connections, quota: QuotaSettings = { rows: 1_000 }): LabelStore {
  const withinQuota = createRowQuota(connections, quota, quotaStatements)
  const as = <T>(owner: OwnerScope, work: (transaction: OwnerTransaction) => Promise<T>) =>
    asOwner(connections, owner, work)
  return {
    list: (owner, query) => as(owner, (transaction) => listLabels(transaction, query)),
    get: (owner, id) => as(owner, (transaction) => getLabel(transaction, id)),
    create: (owner, label) =>
      withinQuota(owner, (claim) => as(owner, (transaction) => createLabel(transaction, label, claim))),
    update: (owner, id, update) => as(owner, (transaction) => updateLabel(transaction, { id, ...update })),
    delete: (owner, id) => as(owner, (transaction) => setDeleted(transaction, id, new Date())),
    restore: (owner, id) => as(owner, (transaction) => setDeleted(transaction, id, null)),
  }
}

/** Permanently removes every label of the owner. */
const eraseLabels: EraseRows = async ({ db, userId }) => (await db.label.deleteMany({ where: { userId } })).count

export const labelDomain: Domain<LabelStore> = { createStore: createLabelStore, eraseRows: eraseLabels }

const quotaStatements: QuotaStatements = {
  what,
  count: ({ db, userId }, most) => db.label.count({ where: { userId }, take: most }),
  purge: purgeRows('label'),
}

type LabelRow = Parameters<typeof toWire>[0] &
  Omit<Label, 'color' | 'createdAt' | 'updatedAt' | 'deletedAt'> & { readonly color: string | null }

/** A CHECK of the table allows no other colour. */
const toLabel = ({ color, ...row }: LabelRow): Label => ({ ...toWire(row), color: color as Color | null })

const listLabels = ({ db, userId }: OwnerTransaction, query: LabelQuery): Promise<Page<Label>> =>
  readPage(query, async (after, take) => {
    const where = { userId, deletedAt: null, ...olderThan(after) }
    return { rows: (await db.label.findMany({ where, orderBy: newestFirst, take })).map(toLabel) }
  })

async function getLabel({ db, userId }: OwnerTransaction, id: string): Promise<Label> {
  return toLabel(found(await db.label.findFirst({ where: { userId, id, deletedAt: null } }), what))
}

async function createLabel(transaction: OwnerTransaction, label: NewLabel, claim: ClaimRow): Promise<Label> {
  const { db, userId } = transaction
  const { id, title, color = null, position } = label
  const digest = digestOf([title, color, ...(position === undefined ? [] : [position])])
  const row = newRow()
  const data = [{ userId, id, title, color, position: position ?? positionAt(row.createdAt), digest, ...row }]
  const creation = {
    what,
    digest,
    insert: () => db.label.createManyAndReturn({ data, skipDuplicates: true }),
    existing: () => db.label.findUnique({ where: { userId_id: { userId, id } } }),
  }
  return toLabel(await createOnce(transaction, creation, claim))
}

async function updateLabel(
  transaction: OwnerTransaction,
  { id, changes, version }: LabelUpdate & { readonly id: string },
): Promise<Label> {
  const { db, userId } = transaction
  const [updated] = await db.label.updateManyAndReturn({
    where: { userId, id, deletedAt: null, ...(version === undefined ? {} : { version }) },
    data: { ...changes, ...changedRow() },
  })
  if (updated !== undefined) return toLabel(updated)
  await getLabel(transaction, id)
  throw new StoreError('STALE_VERSION', { what })
}

/** Writes only if that changes something, so a repeated delete or restore returns the same row. */
async function setDeleted({ db, userId }: OwnerTransaction, id: string, deletedAt: Date | null): Promise<Label> {
  const [changed] = await db.label.updateManyAndReturn({
    where: { userId, id, deletedAt: deletedAt === null ? { not: null } : null },
    data: { deletedAt, ...changedRow() },
  })
  return toLabel(found(changed ?? (await db.label.findUnique({ where: { userId_id: { userId, id } } })), what))
}
