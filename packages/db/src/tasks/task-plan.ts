import { type Action, logChanges, logCreations } from '../changes/action.js'
import { StoreError } from '../errors.js'
import type { Prisma } from '../generated/client.js'
import { hasReminders, mayRemind, wakeReminders } from '../push/wake-reminders.js'
import { changedRow } from '../rows.js'
import type { TaskChanges } from './task.js'
import { allColumns } from './task-columns.js'
import { type TaskRow, taskKind } from './task-rows.js'

/** What an action changes in one task. */
export interface RowChanges extends TaskChanges {
  readonly nextId?: string | null
  readonly deletedAt?: string | null
}

/** A task that an action creates. */
export type NewRow = Omit<TaskRow, 'isListDeleted' | 'createdAt' | 'updatedAt' | 'deletedAt' | 'version'>

/** The changes of an action to tasks. Together they are one action: one number in the log, and one undo. */
export class TaskPlan {
  readonly #changes = new Map<string, RowChanges>()
  readonly #created: NewRow[] = []

  change(id: string, changes: RowChanges): void {
    this.#changes.set(id, { ...this.#changes.get(id), ...changes })
  }

  create(row: NewRow): void {
    this.#created.push(row)
  }

  get created(): readonly NewRow[] {
    return this.#created
  }

  /** Makes the changes. @returns the ids of all rows that it has changed or created */
  async run(action: Action): Promise<string[]> {
    const { db, userId } = action
    // Created tasks come first, because subtasks may move to them.
    const rows = this.#created.map((row) => ({ userId, ...dataOf(row), ...newRow(action) }))
    if (rows.length > 0) {
      const { count } = await db.task.createMany({ data: rows, skipDuplicates: true })
      // If an id is taken, it belongs to a task outside the lists of the scope. It looks like one that does not exist.
      if (count < rows.length) throw new StoreError('NOT_FOUND', { what: 'task' })
    }
    const changed: string[] = []
    for (const { changes, ids } of this.#groups()) {
      const logged = await logChanges(action, { kind: taskKind, ids, changes: columnsOf(changes) })
      await db.task.updateMany({
        where: { userId, id: { in: logged } },
        data: { ...dataOf(changes), ...changedRow(), updatedAt: action.at },
      })
      changed.push(...logged)
    }
    const created = this.#created.map(({ id }) => id)
    if (created.length > 0) await logCreations(action, taskKind, created)
    if (this.#created.some(hasReminders) || [...this.#changes.values()].some(mayRemind)) await wakeReminders(action)
    return [...changed, ...created]
  }

  /** Rows with the same changes are changed together. */
  #groups(): readonly { readonly changes: RowChanges; readonly ids: readonly string[] }[] {
    const groups = new Map<string, { readonly changes: RowChanges; readonly ids: string[] }>()
    for (const [id, changes] of this.#changes) {
      const key = JSON.stringify(Object.entries(changes).toSorted())
      const group = groups.get(key) ?? { changes, ids: [] }
      groups.set(key, group)
      group.ids.push(id)
    }
    return [...groups.values()]
  }
}

const newRow = ({ at }: Action) => ({ version: 1, createdAt: at, updatedAt: at })

const columns = new Map<string, string>([
  ...allColumns.map(({ field, name }) => [field, name] as const),
  ['nextId', 'next_id'],
  ['deletedAt', 'deleted_at'],
])

const columnsOf = (changes: RowChanges) =>
  Object.fromEntries(Object.entries(changes).map(([field, value]) => [columns.get(field) ?? field, value]))

/** In the form of Prisma, which takes days as instants. */
function dataOf<Row extends RowChanges>({ dueOn, deadlineOn, ...row }: Row) {
  const data: Prisma.TaskUncheckedUpdateManyInput = {
    ...(dueOn === undefined ? {} : { dueOn: instantOf(dueOn) }),
    ...(deadlineOn === undefined ? {} : { deadlineOn: instantOf(deadlineOn) }),
  }
  return { ...row, ...data } as Omit<Row, 'dueOn' | 'deadlineOn'> & {
    dueOn?: Date | null
    deadlineOn?: Date | null
  }
}

const instantOf = (day: string | null) => (day === null ? null : new Date(`${day}T00:00:00.000Z`))
