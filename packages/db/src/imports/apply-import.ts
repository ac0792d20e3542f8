import type { Action } from '../changes/action.js'
import { type LoggedKind, logCreations } from '../changes/action.js'
import type { Connections } from '../connections.js'
import { refuseErased } from '../erasure.js'
import { StoreError } from '../errors.js'
import { type OwnerScope, scopeSettings } from '../owner-scope.js'
import { refusalOf } from '../refusal.js'
import { counterStep } from '../statements.js'
import type { ApplyOptions, ImportedTask, ImportRows } from './import.js'

interface Import extends ApplyOptions {
  readonly rows: ImportRows
}

/** An import of the maximum size takes some seconds. Each of its statements has the usual time limit. */
const transactionMs = 60_000
/** The number of rows that are written and logged at once. */
const rowsAtOnce = 500

/**
 * One action in one transaction, like `asAction`, with more time. Until it ends, other writes of its owner wait.
 * @throws as `ImportStore.apply`
 */
export async function applyImport(connections: Connections, owner: OwnerScope, wanted: Import): Promise<boolean> {
  const { prisma, turns, feed } = connections
  try {
    const seq = await turns(owner.userId, () =>
      prisma.$transaction(
        async (db) => {
          // SET takes no parameters. The literals are escaped.
          await db.$executeRawUnsafe(scopeSettings(owner))
          const [{ seq }] = await db.$queryRawUnsafe<[{ seq: bigint }]>(counterStep.text, owner.userId)
          const action = { ...owner, db, seq, at: new Date(), undoes: null }
          return (await createAll(action, wanted)) ? seq : null
        },
        { timeout: transactionMs },
      ),
    )
    if (seq !== null) feed.announce(owner.userId, Number(seq))
    return seq !== null
  } catch (error) {
    throw refusalOf(error) ?? error
  }
}

async function createAll(action: Action, { rows, signal, onRows }: Import): Promise<boolean> {
  await refuseErased(action)
  if (await wasApplied(action, rows)) return false
  await requireRoom(action, rows)
  let written = 0
  for (const step of steps(action, rows)) {
    signal?.throwIfAborted()
    await step.write()
    await logCreations(action, step.kind, step.ids)
    written += step.ids.length
    onRows?.(written)
  }
  signal?.throwIfAborted()
  return true
}

/** One existing row is enough to know: an import is all or nothing. */
async function wasApplied({ db, userId }: Action, { lists, labels, filters, tasks }: ImportRows): Promise<boolean> {
  const first = (rows: readonly { readonly id: string }[]) => ({ where: { userId, id: rows[0]?.id ?? emptyId } })
  const found = [
    await db.list.count(first(lists)),
    await db.label.count(first(labels)),
    await db.filter.count(first(filters)),
    await db.task.count(first(tasks)),
  ]
  return found.some((count) => count > 0)
}

const emptyId = '00000000-0000-0000-0000-000000000000'

/** The quotas of the domains, counted within the action. */
const mostRows = { list: 1_000, section: 5_000, label: 1_000, filter: 500, task: 100_000 } as const

async function requireRoom(
  { db, userId }: Action,
  { lists, sections, labels, filters, tasks }: ImportRows,
): Promise<void> {
  const where = { userId }
  const room = [
    ['list', lists.length, await db.list.count({ where })],
    ['section', sections.length, await db.section.count({ where })],
    ['label', labels.length, await db.label.count({ where })],
    ['filter', filters.length, await db.filter.count({ where })],
    ['task', tasks.length, await db.task.count({ where })],
  ] as const
  for (const [what, more, count] of room) {
    if (more > 0 && count + more > mostRows[what])
      throw new StoreError('QUOTA_EXCEEDED', { what, limit: mostRows[what] })
  }
}

interface Step {
  readonly kind: LoggedKind
  readonly ids: readonly string[]
  write(): Promise<unknown>
}

function* steps(action: Action, { lists, sections, labels, filters, tasks }: ImportRows): Generator<Step> {
  const { db, userId, at } = action
  const row = { userId, digest: 'import', version: 1, updatedAt: at }
  const made = { ...row, createdAt: at }
  for (const some of chunks(lists)) {
    const data = some.map((list) => ({ ...list, ...made }))
    yield { kind: { table: 'list', listColumn: 'id' }, ids: idsOf(some), write: () => db.list.createMany({ data }) }
  }
  for (const some of chunks(sections)) {
    const data = some.map((section) => ({ ...section, ...made }))
    yield {
      kind: { table: 'section', listColumn: 'list_id' },
      ids: idsOf(some),
      write: () => db.section.createMany({ data }),
    }
  }
  for (const some of chunks(labels)) {
    const data = some.map((label) => ({ ...label, ...made }))
    yield { kind: { table: 'label', listColumn: null }, ids: idsOf(some), write: () => db.label.createMany({ data }) }
  }
  for (const some of chunks(filters)) {
    const data = some.map((filter) => ({ ...filter, ...made }))
    yield { kind: { table: 'filter', listColumn: null }, ids: idsOf(some), write: () => db.filter.createMany({ data }) }
  }
  for (const some of chunks(tasks)) {
    const data = some.map((task) => ({ ...toColumns(task), ...row }))
    yield {
      kind: { table: 'task', listColumn: 'list_id' },
      ids: idsOf(some),
      write: () => db.task.createMany({ data }),
    }
  }
}

const toColumns = ({ dueOn, deadlineOn, ...task }: ImportedTask) => ({
  ...task,
  dueOn: dueOn === null ? null : new Date(dueOn),
  deadlineOn: deadlineOn === null ? null : new Date(deadlineOn),
})

const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)

function* chunks<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let at = 0; at < rows.length; at += rowsAtOnce) yield rows.slice(at, at + rowsAtOnce)
}
