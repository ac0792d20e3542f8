// domain: tasks
import type { Task } from '@ownlist/client'
import { validate, version } from 'uuid'
import { dayOf, isForToday } from './due'
import { type FilterNames, parseFilter } from './filter-query'
import { createSearch } from './search'
import type { TaskData } from './task-data'

/** Which tasks are shown. The address holds it, so that a reload or a bookmark shows the same. */
export type TaskView =
  | { readonly name: 'inbox' | 'today' | 'upcoming' }
  | { readonly name: 'list' | 'label'; readonly id: string }
  | { readonly name: 'filter' | 'search'; readonly query: string }

const longestQuery = 200

/** The view of an address; null if there is none with this path. */
export function viewAt(path: string, query: URLSearchParams): TaskView | null {
  const [first = '', id, ...rest] = path.split('/').filter((part) => part !== '')
  if (rest.length > 0) return null
  if (id !== undefined) {
    const name = { lists: 'list', labels: 'label' }[first] as 'list' | 'label' | undefined
    return name === undefined ? null : { name, id: id.toLowerCase() }
  }
  const asked = (query.get('q') ?? '').trim().slice(0, longestQuery)
  if (first === '') return { name: 'inbox' }
  if (first === 'today' || first === 'upcoming') return { name: first }
  if (first === 'filters') return { name: 'filter', query: asked }
  return first === 'search' ? { name: 'search', query: asked } : null
}

/** Whether an address is one of the task app, whose views need no request. */
export const isAppPath = (path: string): boolean => path === '/done' || viewAt(path, new URLSearchParams()) !== null

/** The address of a view. */
export function pathOf(view: TaskView): string {
  switch (view.name) {
    case 'inbox':
      return '/'
    case 'today':
    case 'upcoming':
      return `/${view.name}`
    case 'list':
      return `/lists/${view.id}`
    case 'label':
      return `/labels/${view.id}`
    case 'filter':
      return view.query === '' ? '/filters' : `/filters?${new URLSearchParams({ q: view.query })}`
    case 'search':
      return view.query === '' ? '/search' : `/search?${new URLSearchParams({ q: view.query })}`
  }
}

/** The present address of what older versions called `/?list=<id>`; null if it was not one of those. */
export function newAddressOf(query: URLSearchParams): string | null {
  const list = query.get('list')
  if (list === null || !isRowId(list))
    return query.has('list') || query.has('status') || query.has('q') ? oldSearch(query) : null
  return pathOf({ name: 'list', id: list.toLowerCase() })
}

const oldSearch = (query: URLSearchParams): string =>
  query.get('status') === 'done'
    ? '/done'
    : query.has('q')
      ? pathOf({ name: 'search', query: query.get('q') ?? '' })
      : '/'

/** The API has no other ids. */
const isRowId = (id: string) => validate(id) && version(id) === 7

/** The open tasks of a view, in no particular order. A filter that cannot be read has none. */
export function tasksOf(view: TaskView, data: TaskData): readonly Task[] {
  const open = openTasks(data)
  const archived = new Set(data.lists.filter(({ archivedAt }) => archivedAt !== null).map(({ id }) => id))
  const shown = archived.size === 0 ? open : open.filter(({ listId }) => listId === null || !archived.has(listId))
  switch (view.name) {
    case 'inbox':
      return shown.filter(({ listId }) => listId === null)
    case 'today':
      return shown.filter((task) => isForToday(task, data.clock))
    case 'upcoming':
      return shown.filter((task) => dayOf(task, data.clock) !== null)
    case 'list':
      return open.filter(({ listId }) => listId === view.id)
    case 'label':
      return shown.filter(({ labelIds }) => labelIds.includes(view.id))
    case 'filter': {
      const filter = parseFilter(view.query, namesOf(data))
      return filter.ok ? shown.filter((task) => filter.matches(task, data.clock)) : []
    }
    case 'search':
      return view.query === '' ? [] : createSearch(data)(view.query, open)
  }
}

/** Every open task, as often as it is asked for. */
const openTasks = ({ tasks }: Pick<TaskData, 'tasks'>): readonly Task[] =>
  tasks.filter(({ completedAt }) => completedAt === null)

/** What a filter can name. */
export const namesOf = ({ lists, labels }: TaskData): FilterNames => ({ lists, labels })
