import type { Action } from '../changes/action.js'
import { refuseErased } from '../erasure.js'
import { StoreError } from '../errors.js'
import { positionAt } from '../positions.js'
import type { NewTask } from './task.js'
import { defaults } from './task-columns.js'
import { taskDigest } from './task-digest.js'
import { TaskPlan } from './task-plan.js'
import { expectNesting, expectReferences } from './task-references.js'
import { findRows } from './task-rows.js'

const what = 'task'

/**
 * Plans the creation of those tasks that do not exist yet. They come in the given order, after all earlier tasks. A subtask
 * may come before its parent task.
 * @throws {StoreError} as `TaskStore.createMany`
 */
export async function planCreations(action: Action, tasks: readonly NewTask[]): Promise<TaskPlan> {
  await refuseErased(action)
  const known = await findRows(
    action,
    tasks.map(({ id }) => id),
  )
  const plan = new TaskPlan()
  const missing = tasks.filter((task) => {
    const row = known.get(task.id)
    if (row !== undefined && row.digest !== taskDigest(task)) throw new StoreError('ID_TAKEN', { what })
    return row === undefined
  })
  await expectEach(action, missing)
  for (const [n, task] of missing.entries()) {
    // They are a millisecond apart, so that they stay in the given order.
    const position = positionAt(new Date(action.at.getTime() + n))
    plan.create({ ...defaults, position, ...task, nextId: null, digest: taskDigest(task) })
  }
  return plan
}

/** Resolves if everything that new tasks refer to exists, or is one of them. */
async function expectEach(action: Action, tasks: readonly NewTask[]): Promise<void> {
  const nest = nestOf(tasks)
  const checked = new Set<string>()
  for (const { id, listId, sectionId = null, parentId = null, labelIds = [] } of tasks) {
    if (listId === null && action.lists !== null) throw new StoreError('NOT_FOUND', { what: 'list' })
    const parent = parentId === null ? undefined : nest.own.get(parentId)
    if (parent !== undefined && parent.listId !== listId) {
      throw new StoreError('NOT_FOUND', { what: 'parent task in this list' })
    }
    const outside = parent === undefined ? parentId : null
    const references = { listId, sectionId, parentId: outside, labelIds }
    const key = JSON.stringify(references)
    if (!checked.has(key)) await expectReferences(action, references)
    checked.add(key)
    // The number of levels below a top task among the new ones.
    if (parent === undefined) await expectNesting(action, outside, { ids: new Set(), levels: nest.levelsBelow(id) })
  }
  if (tasks.some(({ id }) => !nest.hasTop(id))) {
    throw new StoreError('NOT_POSSIBLE', { what: 'A task cannot be a part of itself or of one of its subtasks.' })
  }
}

/** The parents of the new tasks among each other. */
function nestOf(tasks: readonly NewTask[]) {
  const own = new Map(tasks.map((task) => [task.id, task]))
  const children = new Map<string, NewTask[]>()
  for (const task of tasks) {
    if (typeof task.parentId === 'string') children.set(task.parentId, [...(children.get(task.parentId) ?? []), task])
  }
  const levelsBelow = (id: string, seen = 0): number =>
    seen > tasks.length ? 0 : Math.max(0, ...(children.get(id) ?? []).map((one) => 1 + levelsBelow(one.id, seen + 1)))
  const hasTop = (id: string): boolean => {
    let task = own.get(id)
    for (let n = 0; n <= tasks.length && task !== undefined; n++) task = own.get(task.parentId ?? '')
    return task === undefined
  }
  return { own, levelsBelow, hasTop }
}
