// domain: tasks
import type { TaskData } from './task-data'
import { countsOfFilters, tasksOf } from './task-view'

/** How many open tasks each view shows. */
export interface Counts {
  readonly inbox: number
  readonly today: number
  /** By id of a list; lists without open tasks are missing. */
  readonly lists: ReadonlyMap<string, number>
  /** By id of a label. */
  readonly labels: ReadonlyMap<string, number>
  /** By id of a saved filter. */
  readonly filters: ReadonlyMap<string, number>
}

export function countTasks(data: TaskData): Counts {
  const lists = new Map<string, number>()
  const labels = new Map<string, number>()
  const add = (counts: Map<string, number>, id: string) => counts.set(id, (counts.get(id) ?? 0) + 1)
  const archived = new Set(data.lists.filter(({ archivedAt }) => archivedAt !== null).map(({ id }) => id))
  for (const { completedAt, listId, labelIds } of data.tasks) {
    if (completedAt !== null) continue
    if (listId !== null) add(lists, listId)
    if (listId === null || !archived.has(listId)) for (const id of new Set(labelIds)) add(labels, id)
  }
  return {
    inbox: tasksOf({ name: 'inbox' }, data).length,
    today: tasksOf({ name: 'today' }, data).length,
    lists,
    labels,
    filters: countsOfFilters(data),
  }
}
