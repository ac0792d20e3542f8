// domain: tasks
import type { List, Task } from '@ownlist/client'
import { type Clock, isPast } from './clock'
import { dayOf } from './due'
import { groupBy } from './group-by'
import { byPosition, compareText, type Section, type TaskData } from './task-data'
import type { TaskView } from './task-view'

export const sortings = ['manual', 'day', 'priority', 'added', 'alphabet'] as const
export const groupings = ['none', 'day', 'priority', 'list'] as const
export const layouts = ['rows', 'board'] as const

/** How the tasks of a view are sorted, grouped and shown. */
export interface Arrangement {
  readonly sort: (typeof sortings)[number]
  readonly group: (typeof groupings)[number]
  /** A list can be shown as a board. Its columns are the sections, and there are no other groups. */
  readonly layout: (typeof layouts)[number]
}

/** The heading of a group. */
export type Heading =
  | { readonly type: 'overdue' | 'noDay' | 'noList' }
  | { readonly type: 'day'; readonly day: string }
  | { readonly type: 'priority'; readonly priority: Task['priority'] }
  | { readonly type: 'list'; readonly list: List }
  | { readonly type: 'section'; readonly section: Section }

/** A task at its place. A subtask is one level deeper than its parent, if the parent is shown directly above. */
export interface PlacedTask {
  readonly task: Task
  readonly depth: number
}

export interface TaskGroup {
  readonly key: string
  /** Null if the group has no heading. */
  readonly heading: Heading | null
  readonly rows: readonly PlacedTask[]
}

/** How a view is arranged by default. */
export function usualArrangement({ name }: TaskView): Arrangement {
  const layout = 'rows'
  if (name === 'today' || name === 'upcoming') return { sort: 'day', group: 'day', layout }
  return { sort: name === 'search' || name === 'filter' || name === 'saved' ? 'day' : 'manual', group: 'none', layout }
}

/** Whether the view is shown as a board, which needs the sections of a list. */
export const isBoard = ({ name }: TaskView, { layout }: Pick<Arrangement, 'layout'>): boolean =>
  name === 'list' && layout === 'board'

/** Whether tasks can be moved by hand: only if the manual order is shown. */
export const isManual = (view: TaskView, arrangement: Arrangement): boolean =>
  arrangement.sort === 'manual' && (arrangement.group === 'none' || isBoard(view, arrangement))

interface Arranged extends Arrangement {
  readonly view: TaskView
  /** The language of the page, for alphabetical order. */
  readonly locale: string
}

/** Groups the tasks of a view and sorts each group. Empty groups are left out, except sections. */
export function arrange(tasks: readonly Task[], data: TaskData, arranged: Arranged): TaskGroup[] {
  const { view, sort, group, locale } = arranged
  const hasColumns = isBoard(view, arranged)
  const compare = comparison(sort, data.clock, locale)
  const nests = view.name === 'inbox' || view.name === 'list'
  const placed = (some: readonly Task[]) => (nests && sort === 'manual' ? nested(some, compare) : flat(some, compare))
  if (group !== 'none' && !hasColumns)
    return headedGroups(tasks, data, group).map(([heading, some]) => groupOf(heading, placed(some)))
  if (view.name !== 'list' || (sort !== 'manual' && !hasColumns)) return [groupOf(null, placed(tasks))]
  const sections = data.sections.filter(({ listId }) => listId === view.id).toSorted(byPosition)
  const known = new Set(sections.map(({ id }) => id))
  const sectionOf = sectionsByRoot(tasks, known)
  return [
    groupOf(null, placed(tasks.filter((task) => sectionOf(task) === null))),
    ...sections.map((section) =>
      groupOf({ type: 'section', section }, placed(tasks.filter((task) => sectionOf(task) === section.id))),
    ),
  ]
}

const groupOf = (heading: Heading | null, rows: readonly PlacedTask[]): TaskGroup => ({
  key: heading === null ? 'all' : keyOf(heading),
  heading,
  rows,
})

function keyOf(heading: Heading): string {
  switch (heading.type) {
    case 'day':
      return `day ${heading.day}`
    case 'priority':
      return `priority ${heading.priority}`
    case 'list':
      return `list ${heading.list.id}`
    case 'section':
      return `section ${heading.section.id}`
    default:
      return heading.type
  }
}

/** A subtask is shown with its parent, even if it names another section. A deleted section counts as none. */
function sectionsByRoot(tasks: readonly Task[], known: ReadonlySet<string>): (task: Task) => string | null {
  const byId = new Map(tasks.map((task) => [task.id, task]))
  return (task) => {
    let root = task
    // The API has at most ten levels.
    for (let depth = 0; depth < 20; depth++) {
      const parent = root.parentId === null ? undefined : byId.get(root.parentId)
      if (parent === undefined) break
      root = parent
    }
    return root.sectionId !== null && known.has(root.sectionId) ? root.sectionId : null
  }
}

type Compare = (a: Task, b: Task) => number

const flat = (tasks: readonly Task[], compare: Compare): PlacedTask[] =>
  tasks.toSorted(compare).map((task) => ({ task, depth: 0 }))

/** Puts subtasks directly below their parents. A subtask whose parent is not among these tasks is shown as a task of its own. */
function nested(tasks: readonly Task[], compare: Compare): PlacedTask[] {
  if (tasks.every(({ parentId }) => parentId === null)) return flat(tasks, compare)
  const ids = new Set(tasks.map(({ id }) => id))
  const children = groupBy(tasks.toSorted(compare), ({ parentId }) =>
    parentId !== null && ids.has(parentId) ? parentId : '',
  )
  const placed: PlacedTask[] = []
  const add = (parent: string, depth: number) => {
    for (const task of children.get(parent) ?? []) {
      placed.push({ task, depth })
      add(task.id, depth + 1)
    }
  }
  add('', 0)
  return placed
}

const rank: Record<Task['priority'], number> = { high: 0, medium: 1, low: 2, none: 3 }

/** Every comparison falls back to the manual order, so that equal tasks keep their places. */
function comparison(sort: Arrangement['sort'], clock: Clock, locale: string): Compare {
  const byDay = (a: Task, b: Task) => compareText(momentKey(a, clock), momentKey(b, clock))
  const byPriority = (a: Task, b: Task) => rank[a.priority] - rank[b.priority]
  switch (sort) {
    case 'manual':
      return byPosition
    case 'day':
      return (a, b) => byDay(a, b) || byPriority(a, b) || byPosition(a, b)
    case 'priority':
      return (a, b) => byPriority(a, b) || byDay(a, b) || byPosition(a, b)
    case 'added':
      return (a, b) => compareText(b.createdAt, a.createdAt) || compareText(b.id, a.id)
    case 'alphabet': {
      const { compare } = new Intl.Collator(locale, { numeric: true })
      return (a, b) => compare(a.title, b.title) || byPosition(a, b)
    }
  }
}

/** Sorts by day. Within a day, tasks with a time come first. Tasks without a day come last. */
function momentKey(task: Task, clock: Clock): string {
  const moment = dayOf(task, clock)
  return moment === null ? '~' : `${moment.day} ${moment.time ?? '~'}`
}

function headedGroups(
  tasks: readonly Task[],
  { lists, clock }: TaskData,
  group: Exclude<Arrangement['group'], 'none'>,
): [Heading, readonly Task[]][] {
  if (group === 'priority') {
    const groups = groupBy(tasks, ({ priority }) => priority)
    const inOrder = (['high', 'medium', 'low', 'none'] as const).map(
      (priority) => ({ type: 'priority', priority }) as const,
    )
    return inOrder.flatMap((heading) => withTasks(heading, groups.get(heading.priority)))
  }
  if (group === 'list') {
    const groups = groupBy(tasks, ({ listId }) => listId)
    return [
      ...withTasks({ type: 'noList' }, groups.get(null)),
      ...lists.toSorted(byPosition).flatMap((list) => withTasks({ type: 'list', list }, groups.get(list.id))),
    ]
  }
  const groups = groupBy(tasks, (task) => dayGroup(task, clock))
  return [...groups.keys()]
    .toSorted(compareText)
    .flatMap((key) =>
      withTasks(
        key === '' ? { type: 'overdue' } : key === '~' ? { type: 'noDay' } : { type: 'day', day: key },
        groups.get(key),
      ),
    )
}

const withTasks = (heading: Heading, tasks: readonly Task[] | undefined): [Heading, readonly Task[]][] =>
  tasks === undefined ? [] : [[heading, tasks]]

/** Overdue tasks come first, including those of today whose time has passed. */
function dayGroup(task: Task, clock: Clock): string {
  const moment = dayOf(task, clock)
  if (moment === null) return '~'
  return isPast(moment, clock) ? '' : moment.day
}
