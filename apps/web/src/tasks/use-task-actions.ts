import type { RouterInputs, Task } from '@ownlist/client'
import { useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { v7 as uuidv7 } from 'uuid'
import { type Replica, useReplica } from '../replica/replica'
import { type Action, useUndo } from '../replica/undo'
import { useRun } from '../replica/use-run'
import { useNotify } from '../shell/notices'
import { deviceZone } from '../views/clock'
import { groupBy } from '../views/group-by'

/** The fields of a new task. */
export type NewTask = RouterInputs['task']['create']
type TaskUpdate = Omit<RouterInputs['task']['update'], 'id' | 'version' | 'zone'>

/** Changed fields of one task. */
export interface TaskChange {
  readonly id: string
  readonly fields: TaskUpdate
}

/** What a person can do with tasks. All of it is shown at once, needs no network, and is one action for undo. */
export interface TaskActions {
  /** @returns the tasks with their ids, in the same order */
  add(tasks: readonly NewTask[]): Promise<readonly Task[]>
  change(title: string, changes: readonly TaskChange[]): Promise<Action | null>
  /**
   * Completes tasks with their open subtasks, or reopens them if all of them are completed by then. The action is null if
   * nothing has changed.
   */
  toggle(ids: readonly string[]): Promise<{ readonly isDone: boolean; readonly action: Action | null }>
  /** Also deletes their subtasks. Offers to undo it. */
  remove(tasks: readonly Task[]): Promise<void>
}

/** The actions stay the same while the page is open. */
export function useTaskActions(): TaskActions {
  const replica = useReplica()
  const run = useRun()
  const { take } = useUndo()
  const notify = useNotify()
  const t = useTranslations('tasks')
  const shell = useTranslations('shell')
  const newest = useRef({ notify, t, shell })
  newest.current = { notify, t, shell }
  return useMemo(() => {
    /** One after another: a second click, which may come at once, is about what the first one has done. */
    let working: Promise<unknown> = Promise.resolve()
    function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
      const result = working.then(work)
      working = result.catch(() => undefined)
      return result
    }
    const write: TaskActions['change'] = async (title, changes) => {
      const action = changeAction(replica, title, changes)
      return action !== null && (await run(action)) ? action : null
    }
    const actions: TaskActions = {
      async add(tasks) {
        const given = tasks.map((task) => ({ ...task, id: task.id ?? uuidv7() }))
        const title = newest.current.t('done.added', { count: given.length })
        await inTurn(() => run(createAction(replica, title, given)))
        return given.map(({ id }) => replica.get('task', id)).filter((task) => task !== undefined)
      },
      change: (title, changes) => inTurn(() => write(title, changes)),
      toggle: (ids) =>
        inTurn(async () => {
          const tasks = ids.map((id) => replica.get('task', id)).filter((task) => task !== undefined)
          const isOpen = tasks.some(({ completedAt }) => completedAt === null)
          const completedAt = isOpen ? new Date().toISOString() : null
          const changed = isOpen ? withSubtasks(replica, tasks).filter((task) => task.completedAt === null) : tasks
          const title = newest.current.t(isOpen ? 'done.completed' : 'done.reopened', { count: tasks.length })
          const action = await write(
            title,
            changed.map(({ id }) => ({ id, fields: { completedAt } })),
          )
          return { isDone: isOpen, action }
        }),
      async remove(tasks) {
        const title = newest.current.t('done.deleted', { count: tasks.length })
        const action = await inTurn(async () => {
          const deletion = deleteAction(replica, title, withSubtasks(replica, tasks))
          return (await run(deletion)) ? deletion : null
        })
        if (action === null) return
        const [only] = tasks.length === 1 ? tasks : []
        newest.current.notify({
          title: newest.current.t('deletedNotice', { count: tasks.length }),
          ...(only === undefined ? {} : { description: only.title }),
          action: { label: newest.current.shell('undo'), run: () => take(action) },
        })
      },
    }
    return actions
  }, [replica, run, take])
}

/**
 * Subtasks of any depth before their parents. A recurring task takes its subtasks along to the next occurrence when it is
 * completed, which the API does, so they stay as they are.
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

/** The values of the same fields before. Null if nothing would change. */
function changeAction(replica: Replica, title: string, changes: readonly TaskChange[]): Action | null {
  const real = changes.flatMap(({ id, fields }) => {
    const row = replica.get('task', id)
    const before = row && pick(row, Object.keys(fields))
    return before === undefined || isSame(before, fields) ? [] : [{ id, fields, before }]
  })
  if (real.length === 0) return null
  const write = (rows: readonly TaskChange[]) =>
    all(rows.map(({ id, fields }) => replica.update('task', id, { ...fields, ...zoneFor(fields) })))
  return {
    title,
    redo: () => write(real),
    undo: () => write(real.map(({ id, before }) => ({ id, fields: before })).toReversed()),
  }
}

/** The API counts repetitions in the zone of the person. */
const zoneFor = (fields: TaskUpdate) => ('completedAt' in fields ? { zone: deviceZone() } : {})

const createAction = (replica: Replica, title: string, tasks: readonly (NewTask & { id: string })[]): Action => {
  let isCreated = false
  return {
    title,
    async redo() {
      await all(tasks.map((task) => (isCreated ? replica.restore('task', task.id) : replica.create('task', task))))
      isCreated = true
    },
    undo: () => all(tasks.map(({ id }) => replica.delete('task', id))),
  }
}

const deleteAction = (replica: Replica, title: string, tasks: readonly Task[]): Action => ({
  title,
  redo: () => all(tasks.map(({ id }) => replica.delete('task', id))),
  // Parents first: a subtask cannot be restored before its parent.
  undo: () => all(tasks.toReversed().map(({ id }) => replica.restore('task', id))),
})

/** The changes are queued in this order. */
const all = async (writes: readonly Promise<unknown>[]): Promise<void> => {
  await Promise.all(writes)
}

const pick = (row: Task, names: readonly string[]): TaskUpdate =>
  Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name)))

const isSame = (a: object, b: object) => {
  const [before, after] = [new Map(Object.entries(a)), Object.entries(b)]
  return after.every(([name, value]) => JSON.stringify(before.get(name)) === JSON.stringify(value))
}
