// domain: tasks
import type { Task } from '@ownlist/client'
import { validate, version } from 'uuid'

/** Which tasks are shown. The address holds it, so that a reload or a bookmark shows the same. */
export interface TaskView {
  /** Only the tasks of this list; if absent, all tasks. */
  readonly listId?: string
  readonly status: 'all' | 'open' | 'done'
  readonly search: string
}

export const statuses = ['all', 'open', 'done'] as const

const longestSearch = 200

/** @param get reads one parameter of the address */
export function readView(get: (name: string) => string | null | undefined): TaskView {
  const status = statuses.find((known) => known === get('status')) ?? 'open'
  const search = (get('q') ?? '').trim().slice(0, longestSearch)
  const listId = get('list')?.toLowerCase()
  // The API has no other ids, and rejects a request with one.
  const isId = listId !== undefined && validate(listId) && version(listId) === 7
  return ofList({ status, search }, isId ? listId : undefined)
}

/** The address of a view, without default values. */
export function viewPath({ listId, status, search }: TaskView): string {
  const query = new URLSearchParams({
    ...(listId === undefined ? {} : { list: listId }),
    ...(status === 'open' ? {} : { status }),
    ...(search === '' ? {} : { q: search }),
  })
  return query.size === 0 ? '/' : `/?${query}`
}

/** The same status and search in one list, or in all tasks. */
export function ofList({ status, search }: TaskView, listId: string | undefined): TaskView {
  return { ...(listId === undefined ? {} : { listId }), status, search }
}

/** The API input for a view. The server that prefetches and the browser must use the same one. */
export const listInput = (view: TaskView) => ({ limit: 50, ...view })

/** Whether a task that a view shows stays visible when it changes. A task that is completed does, until the next load. */
export const stays = ({ listId }: Task, view: TaskView): boolean => view.listId === undefined || view.listId === listId

/** Whether a view shows a task after a load. */
export function belongs(task: Task, view: TaskView): boolean {
  const { title, notes, completedAt } = task
  if (!stays(task, view)) return false
  if (view.status !== 'all' && (view.status === 'done') !== (completedAt !== null)) return false
  const words = view.search.toLowerCase()
  return title.toLowerCase().includes(words) || notes.toLowerCase().includes(words)
}
