import type { Action } from '../changes/action.js'
import { StoreError } from '../errors.js'
import { planDeletion, planMove, planRestoration } from './change-task.js'
import { planCompletions, planReopenings } from './complete-tasks.js'
import type { BulkAction } from './task.js'
import { TaskPlan } from './task-plan.js'
import { expectReferences } from './task-references.js'
import { below, findRows, isKept, isPresent, subtasksOf, type TaskRow } from './task-rows.js'

const what = 'task'
/** The same number as in the API and in a CHECK of the table. */
const mostLabels = 50

/**
 * Plans one change to many tasks.
 * @throws {StoreError} `NOT_FOUND` if one of them does not exist, or if it is deleted and is not to be restored; also for
 * rows that the change refers to; `NOT_POSSIBLE`
 */
export async function planBulk(
  action: Action,
  { ids, bulk, zone }: { readonly ids: readonly string[]; readonly bulk: BulkAction; readonly zone: string },
): Promise<TaskPlan> {
  const known = await findRows(action, ids)
  const isUsable = bulk.type === 'restore' || bulk.type === 'delete' ? isKnown : isPresent
  const rows = [...new Set(ids)].map((id) => {
    const row = known.get(id)
    if (!isUsable(row)) throw new StoreError('NOT_FOUND', { what })
    return row
  })
  const plan = new TaskPlan()
  switch (bulk.type) {
    case 'complete':
      await planCompletions(action, plan, { rows, at: action.at.toISOString(), zone })
      return plan
    case 'reopen':
      await planReopenings(action, plan, rows)
      return plan
    case 'delete':
      await planDeletion(action, plan, rows)
      return plan
    case 'restore':
      await planRestoration(action, plan, rows)
      return plan
    case 'move':
      await planMoves(action, plan, { ...bulk, rows })
      return plan
    case 'label':
      await planLabels(action, plan, { ...bulk, rows })
      return plan
    case 'postpone':
      // The time stays.
      for (const { id } of rows) plan.change(id, { dueOn: bulk.to })
      return plan
    case 'prioritize':
      for (const { id } of rows) plan.change(id, { priority: bulk.priority })
      return plan
  }
}

const isKnown = (row: TaskRow | undefined): row is TaskRow => row !== undefined

type Of<Type extends BulkAction['type']> = Extract<BulkAction, { type: Type }> & { readonly rows: readonly TaskRow[] }

/** A subtask whose parent task moves too stays its subtask. */
async function planMoves(action: Action, plan: TaskPlan, { rows, listId, sectionId = null }: Of<'move'>) {
  if (listId === null && action.lists !== null) throw new StoreError('NOT_FOUND', { what: 'list' })
  await expectReferences(action, { listId, sectionId })
  const subtasks = await subtasksOf(action, rows, isKept)
  const taken = new Set(rows.flatMap(({ id }) => below(subtasks, id)).map(({ id }) => id))
  for (const row of rows) {
    if (row.listId !== listId && !taken.has(row.id)) planMove(plan, { row, listId, subtasks })
  }
  for (const { id } of rows) plan.change(id, { sectionId })
}

async function planLabels(action: Action, plan: TaskPlan, { rows, add = [], remove = [] }: Of<'label'>) {
  const had = new Set(rows.flatMap(({ labelIds }) => labelIds))
  await expectReferences(action, { listId: null, labelIds: add.filter((id) => !had.has(id)) })
  for (const { id, labelIds } of rows) {
    const next = [...new Set([...labelIds, ...add])].filter((label) => !remove.includes(label))
    if (next.length > mostLabels) {
      throw new StoreError('NOT_POSSIBLE', { what: `A task can have at most ${mostLabels} labels.` })
    }
    if (next.length !== labelIds.length || next.some((label, n) => label !== labelIds[n]))
      plan.change(id, { labelIds: next })
  }
}
