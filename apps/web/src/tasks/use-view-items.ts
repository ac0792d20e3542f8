import { useCallback, useMemo, useState } from 'react'
import { useLocale } from 'use-intl/react'
import { type Arrangement, arrange } from '../views/arrangement'
import type { TaskData } from '../views/task-data'
import { type TaskView, tasksOf } from '../views/task-view'
import { itemsOf, type RowItem } from './row-items'

/**
 * The items of a view. A task that was completed here stays in its place until the person leaves the view. So nothing moves
 * under the pointer, and a second click reopens the task.
 */
export function useViewItems(view: TaskView, data: TaskData, arrangement: Arrangement) {
  const locale = useLocale()
  const [completed, setCompleted] = useState<ReadonlySet<string>>(new Set())
  const items = useMemo((): readonly RowItem[] => {
    const groups = arrange(tasksOf(view, withOpen(data, completed)), data, { view, locale, ...arrangement })
    return withDone(itemsOf(groups), data, completed)
  }, [view, data, arrangement, locale, completed])
  const keep = useCallback((ids: readonly string[]) => setCompleted((before) => new Set([...before, ...ids])), [])
  return { items, keep }
}

function withOpen(data: TaskData, completed: ReadonlySet<string>): TaskData {
  if (completed.size === 0) return data
  return { ...data, tasks: data.tasks.map((task) => (completed.has(task.id) ? { ...task, completedAt: null } : task)) }
}

function withDone(items: readonly RowItem[], { tasks }: TaskData, completed: ReadonlySet<string>): readonly RowItem[] {
  if (completed.size === 0) return items
  const known = new Map(tasks.filter(({ id }) => completed.has(id)).map((task) => [task.id, task]))
  return items.map((item) => (item.type === 'task' ? { ...item, task: known.get(item.task.id) ?? item.task } : item))
}
