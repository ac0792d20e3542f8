// domain: tasks
import type { Task } from '@ownlist/client'
import { validate, version } from 'uuid'
import { dayOf, isForToday } from './due'
import { type FilterNames, parseFilter } from './filter-query'
import { createSearch } from './search'
import type { TaskData } from './task-data'

/** Which tasks are shown. It is stored in the address, so a reload or a bookmark shows the same tasks. */
export type TaskView =
  | { readonly name: 'inbox' | 'today' | 'upcoming' }
  | { readonly name: 'list' | 'label' | 'saved'; readonly id: string }
  | { readonly name: 'filter' | 'search'; readonly query: string }

/** In characters. The API accepts filters of this length. */
export const longestQuery = 500
/** The maximum length of a search, in characters. */
export const longestSearch = 200

/** A text as one line, as the API stores filters. */
export const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim()

/** The view at an address; null if no view has this path. */
export function viewAt(path: string, query: URLSearchParams): TaskView | null {
  const [first = '', id, ...rest] = path.split('/').filter((part) => part !== '')
  if (rest.length > 0) return null
  if (id !== undefined) {
    const name = ({ lists: 'list', labels: 'label', filters: 'saved' } as const)[first as 'lists']
    return name === undefined ? null : { name, id: id.toLowerCase() }
  }
  const asked = oneLine(query.get('q') ?? '').slice(0, longestQuery)
  if (first === '') return { name: 'inbox' }
  if (first === 'today' || first === 'upcoming') return { name: first }
  if (first === 'filters') return { name: 'filter', query: asked }
  return first === 'search' ? { name: 'search', query: asked } : null
}

/** Whether an address belongs to the task app, whose views need no request. */
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
    case 'saved':
      return `/filters/${view.id}`
    case 'filter':
      return view.query === '' ? '/filters' : `/filters?${new URLSearchParams({ q: view.query })}`
    case 'search':
      return view.query === '' ? '/search' : `/search?${new URLSearchParams({ q: view.query })}`
  }
}

/** The current address for `/?list=<id>`, which older versions used; null if it is another address. */
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

/** The API has no other form of ids. */
const isRowId = (id: string) => validate(id) && version(id) === 7

/** The open tasks of a view, in no particular order. A filter that cannot be parsed shows none. */
export function tasksOf(view: TaskView, data: TaskData): readonly Task[] {
  const open = openTasks(data)
  const shown = withoutArchived(open, data)
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
    case 'saved': {
      const saved = data.filters.find(({ id }) => id === view.id)
      return saved === undefined ? [] : matching(saved.query, shown, data)
    }
    case 'filter':
      return matching(view.query, shown, data)
    case 'search':
      return view.query === '' ? [] : createSearch(data)(view.query, open)
  }
}

/** All open tasks. */
const openTasks = ({ tasks }: Pick<TaskData, 'tasks'>): readonly Task[] =>
  tasks.filter(({ completedAt }) => completedAt === null)

function withoutArchived(tasks: readonly Task[], { lists }: TaskData): readonly Task[] {
  const archived = new Set(lists.filter(({ archivedAt }) => archivedAt !== null).map(({ id }) => id))
  return archived.size === 0 ? tasks : tasks.filter(({ listId }) => listId === null || !archived.has(listId))
}

function matching(query: string, tasks: readonly Task[], data: TaskData): readonly Task[] {
  const filter = parseFilter(query, namesOf(data))
  return filter.ok ? tasks.filter((task) => filter.matches(task, data.clock)) : []
}

/** How many tasks each saved filter shows, by its id. */
export function countsOfFilters(data: TaskData): ReadonlyMap<string, number> {
  if (data.filters.length === 0) return new Map()
  const shown = withoutArchived(openTasks(data), data)
  return new Map(data.filters.map(({ id, query }) => [id, matching(query, shown, data).length]))
}

/** The names that a filter can use. */
export const namesOf = ({ lists, labels }: TaskData): FilterNames => ({ lists, labels })
