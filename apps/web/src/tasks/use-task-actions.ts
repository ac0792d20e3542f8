import type { RouterInputs, Task } from '@ownlist/client'
import { useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { v7 as uuidv7 } from 'uuid'
import { usePersonal } from '../preferences/personal'
import { type Replica, useReplica } from '../replica/replica'
import { type Action, type Plan, useUndo } from '../replica/undo'
import { useOfferUndo } from '../replica/use-offer-undo'
import { createWrite, updateWrite } from '../replica/writes'
import { groupBy } from '../views/group-by'

/** The fields of a new task. */
export type NewTask = RouterInputs['task']['create']
type TaskUpdate = Omit<RouterInputs['task']['update'], 'id' | 'version' | 'zone'>

/** Changed fields of one task. */
export interface TaskChange {
  readonly id: string
  readonly fields: TaskUpdate
}

/** What a person can do with tasks. Each action is shown at once, needs no network, and can be undone as a whole. */
export interface TaskActions {
  /** @returns the tasks with their ids, in the same order */
  add(tasks: readonly NewTask[]): Promise<readonly Task[]>
  change(title: string, changes: readonly TaskChange[]): Promise<Action | null>
  /**
   * Completes tasks with their open subtasks. If all of them are already completed, it reopens them instead. The action is
   * null if nothing has changed.
   */
  toggle(ids: readonly string[]): Promise<{ readonly isDone: boolean; readonly action: Action | null }>
  /** Also deletes their subtasks. Offers to undo this. */
  remove(tasks: readonly Task[]): Promise<void>
}

/** The actions stay the same while the page is open. */
export function useTaskActions(): TaskActions {
  const replica = useReplica()
  const { run } = useUndo()
  const offerUndo = useOfferUndo()
  const t = useTranslations('tasks')
  const { zone } = usePersonal()
  const newest = useRef({ offerUndo, t, zone })
  newest.current = { offerUndo, t, zone }
  return useMemo(() => {
    const present = (ids: readonly string[]) =>
      ids.map((id) => replica.get('task', id)).filter((task) => task !== undefined)
    const place = (): Place => ({ replica, zone: newest.current.zone })
    const actions: TaskActions = {
      async add(tasks) {
        const given = tasks.map((task) => ({ ...task, id: task.id ?? uuidv7() }))
        await run(() => createPlan(newest.current.t('done.added', { count: given.length }), given))
        return present(given.map(({ id }) => id))
      },
      change: (title, changes) => run(() => changePlan(place(), title, changes)),
      async toggle(ids) {
        let isOpen = false
        const action = await run(() => {
          const tasks = present(ids)
          isOpen = tasks.some(({ completedAt }) => completedAt === null)
          const completedAt = isOpen ? new Date().toISOString() : null
          const changed = isOpen ? withSubtasks(replica, tasks).filter((task) => task.completedAt === null) : tasks
          const title = newest.current.t(isOpen ? 'done.completed' : 'done.reopened', { count: tasks.length })
          return changePlan(
            place(),
            title,
            changed.map(({ id }) => ({ id, fields: { completedAt } })),
          )
        })
        return { isDone: isOpen, action }
      },
      async remove(tasks) {
        const action = await run(() => {
          const left = present(tasks.map(({ id }) => id))
          const title = newest.current.t('done.deleted', { count: left.length })
          return deletePlan(title, withSubtasks(replica, left))
        })
        if (action === null) return
        const [only] = tasks.length === 1 ? tasks : []
        newest.current.offerUndo(action, {
          title: newest.current.t('deletedNotice', { count: tasks.length }),
          description: only?.title,
        })
      },
    }
    return actions
  }, [replica, run])
}

/**
 * Subtasks of any depth, before their parents. The subtasks of a recurring task are left out: when that task is completed, the
 * API moves them to its next occurrence.
 */
function withSubtasks(replica: Replica, tasks: readonly Task[]): readonly Task[] {
  const children = groupBy(replica.all('task'), ({ parentId }) => parentId)
  const found = new Map<string, Task>()
  const add = (task: Task) => {
    if (task.recurrence === null) for (const child of children.get(task.id) ?? []) add(child)
    found.set(task.id, task)
  }
  for (const task of tasks) add(task)
  return [...found.values()]
}

interface Place {
  readonly replica: Replica
  /** The person's time zone, in which the API calculates repetitions. */
  readonly zone: string
}

/** Undoing writes the previous values of the same fields. Null if nothing would change. */
function changePlan({ replica, zone }: Place, title: string, changes: readonly TaskChange[]): Plan | null {
  const real = changes.flatMap(({ id, fields }) => {
    const row = replica.get('task', id)
    const before = row && pick(row, Object.keys(fields))
    return before === undefined || isSame(before, fields) ? [] : [{ id, fields, before }]
  })
  if (real.length === 0) return null
  const write = (id: string, fields: TaskUpdate) =>
    updateWrite('task', id, 'completedAt' in fields ? { ...fields, zone } : fields)
  return {
    title,
    redo: real.map(({ id, fields }) => write(id, fields)),
    undo: real.map(({ id, before }) => write(id, before)).toReversed(),
  }
}

const createPlan = (title: string, tasks: readonly (NewTask & { id: string })[]): Plan => ({
  title,
  first: tasks.map((task) => createWrite('task', task)),
  redo: tasks.map(({ id }) => ({ type: 'restore', kind: 'task', id })),
  undo: tasks.map(({ id }) => ({ type: 'delete', kind: 'task', id })),
})

/** Null if there is nothing to delete. Undoing restores parents first, because a subtask cannot be restored before its parent. */
const deletePlan = (title: string, tasks: readonly Task[]): Plan | null =>
  tasks.length === 0
    ? null
    : {
        title,
        redo: tasks.map(({ id }) => ({ type: 'delete', kind: 'task', id })),
        undo: tasks.toReversed().map(({ id }) => ({ type: 'restore', kind: 'task', id })),
      }

const pick = (row: Task, names: readonly string[]): TaskUpdate =>
  Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name)))

const isSame = (a: object, b: object) => {
  const [before, after] = [new Map(Object.entries(a)), Object.entries(b)]
  return after.every(([name, value]) => JSON.stringify(before.get(name)) === JSON.stringify(value))
}
