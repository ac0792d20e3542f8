import type { Action } from '../changes/action.js'
import { StoreError } from '../errors.js'
import { found } from '../rows.js'
import { planCompletions, planReopenings } from './complete-tasks.js'
import type { TaskUpdate } from './task.js'
import { TaskPlan } from './task-plan.js'
import { expectNesting, expectReferences } from './task-references.js'
import { below, findRows, isKept, isPresent, type Subtasks, subtasksOf, type TaskRow } from './task-rows.js'

const what = 'task'

/** A task that is not deleted. @throws {StoreError} `NOT_FOUND` */
async function presentRow(action: Action, id: string): Promise<TaskRow> {
  const row = (await findRows(action, [id])).get(id)
  return found(isPresent(row) ? row : null, what)
}

/**
 * Plans an update that also changes other tasks, or that `task-statements.ts` has refused.
 * @throws {StoreError} as `TaskStore.update`
 */
export async function planUpdate(
  action: Action,
  { id, changes, version, zone }: TaskUpdate & { readonly id: string; readonly zone: string },
): Promise<TaskPlan> {
  const row = await presentRow(action, id)
  if (version !== undefined && row.version !== version) throw new StoreError('STALE_VERSION', { what })
  const { completedAt, ...fields } = changes
  const { listId = row.listId, parentId = null } = fields
  const labelIds = fields.labelIds?.filter((label) => !row.labelIds.includes(label)) ?? []
  await expectReferences(action, { ...fields, listId, labelIds })
  const subtasks = await subtasksOf(action, [row], isKept)
  if (parentId !== null) await expectNesting(action, parentId, nestOf(row, subtasks))
  const plan = new TaskPlan()
  if (listId !== row.listId) planMove(plan, { row, listId, subtasks })
  plan.change(id, fields)
  const changed = { ...row, ...fields }
  if (completedAt === null) await planReopenings(action, plan, [changed])
  else if (completedAt !== undefined && row.completedAt === null) {
    await planCompletions(action, plan, { rows: [changed], at: completedAt, zone })
  } else if (completedAt !== undefined) plan.change(id, { completedAt })
  return plan
}

interface Move {
  readonly row: TaskRow
  readonly listId: string | null
  readonly subtasks: Subtasks
}

/** A task that moves leaves its section and its parent task, and takes its subtasks along. */
export function planMove(plan: TaskPlan, { row, listId, subtasks }: Move): void {
  plan.change(row.id, { listId, sectionId: null, parentId: null })
  for (const { id } of below(subtasks, row.id)) plan.change(id, { listId, sectionId: null })
}

/** A task with all its subtasks at any depth. */
function nestOf({ id }: TaskRow, subtasks: Subtasks) {
  const ids = new Set([id, ...below(subtasks, id).map((row) => row.id)])
  const levels = (of: string, deep = 0): number =>
    Math.max(deep, ...(deep > ids.size ? [] : (subtasks.get(of) ?? [])).map((row) => levels(row.id, deep + 1)))
  return { ids, levels: levels(id) }
}

/** Plans the deletion of tasks with their subtasks. Tasks that are already deleted stay as they are. */
export async function planDeletion(action: Action, plan: TaskPlan, rows: readonly TaskRow[]): Promise<void> {
  const kept = rows.filter(isKept)
  const subtasks = await subtasksOf(action, kept, isKept)
  const deletedAt = action.at.toISOString()
  for (const { id } of kept) {
    for (const one of [id, ...below(subtasks, id).map((row) => row.id)]) plan.change(one, { deletedAt })
  }
}

/** Plans the restoration of tasks, with the subtasks that were deleted with them. */
export async function planRestoration(action: Action, plan: TaskPlan, rows: readonly TaskRow[]): Promise<void> {
  const deleted = rows.filter((row) => !isKept(row))
  const instants = new Set(deleted.map(({ deletedAt }) => deletedAt))
  const subtasks = await subtasksOf(action, deleted, ({ deletedAt }) => instants.has(deletedAt))
  for (const { id, deletedAt } of deleted) {
    const together = below(subtasks, id).filter((row) => row.deletedAt === deletedAt)
    for (const one of [id, ...together.map((row) => row.id)]) plan.change(one, { deletedAt: null })
  }
}

/**
 * Plans the deletion or the restoration of one task.
 * @throws {StoreError} `NOT_FOUND`
 */
export async function planSetDeleted(action: Action, id: string, isDeleted: boolean): Promise<TaskPlan> {
  const row = found((await findRows(action, [id])).get(id), what)
  const plan = new TaskPlan()
  await (isDeleted ? planDeletion : planRestoration)(action, plan, [row])
  return plan
}
