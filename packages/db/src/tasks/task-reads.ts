import type { Value } from '@ownlist/pool'
import { instant, mostAtOnce, parameter, readStatement, type Statement, withinLists } from '../statements.js'
import type { TaskQuery } from './task.js'
import { type SearchMode, searchConditions } from './task-search.js'

/** The form of the API, made by PostgreSQL. Most tasks have no instants of reminders, so the sub-select runs for few. */
export const fields = `task.id, task.title, task.notes, task.priority, task.due_on as "dueOn", task.due_time as "dueTime",
  task.due_zone as "dueZone", task.deadline_on as "deadlineOn", task.deadline_time as "deadlineTime",
  task.deadline_zone as "deadlineZone", task.recurrence, task.recurrence_from as "recurrenceFrom",
  ${instant('task.completed_at')} as "completedAt", task.list_id as "listId", task.section_id as "sectionId",
  task.parent_id as "parentId", task.label_ids as "labelIds", task.position, task.remind_before as "remindBefore",
  case when cardinality(task.remind_at) = 0 then '{}' else array(select ${instant('at')} from unnest(task.remind_at) as at)
    end as "remindAt",
  task.version, ${instant('task.created_at')} as "createdAt", ${instant('task.updated_at')} as "updatedAt",
  ${instant('task.deleted_at')} as "deletedAt"`

/** Tasks with their lists, if they are in one: a task whose list is deleted counts as deleted. */
export const tasksAndLists = 'task left join list on list.user_id = $1 and list.id = task.list_id'
export const owned = `scope.owner = $1 and task.user_id = $1 and ${withinLists('task.list_id')}`
export const notDeleted = 'task.deleted_at is null and list.deleted_at is null'

/** A task that is not deleted. Parameter: its id. */
export const getTask = readStatement(
  'task_get',
  `select ${fields} from ${tasksAndLists} where ${owned} and task.id = ${parameter(1)} and ${notDeleted} limit 1`,
)

/** Those of some tasks that are not deleted. Parameter: their ids, separated by commas. */
export const getTasks = readStatement(
  'task_get_many',
  `select ${fields} from ${tasksAndLists} where ${owned} and ${notDeleted}
    and task.id = any (string_to_array(${parameter(1)}, ',')::uuid[]) limit ${mostAtOnce}`,
)

/** Some tasks, even if they are deleted. Parameter: their ids, separated by commas. */
export const findTasks = readStatement(
  'task_find_many',
  `select ${fields} from task where ${owned} and task.id = any (string_to_array(${parameter(1)}, ',')::uuid[]) limit ${mostAtOnce}`,
)

/** A task, even if it is deleted, and the digest that it was created with. Parameter: its id. */
export const findTask = readStatement(
  'task_find',
  `select ${fields}, task.digest from task where ${owned} and task.id = ${parameter(1)} limit 1`,
)

/** A page of tasks. Each kind has a statement of its own, so that each has a plan of its own. */
export interface TaskPage extends Omit<TaskQuery, 'limit' | 'room'> {
  readonly take: number
  /** Whether longer words may have a typo. It needs a search. */
  readonly forgiving?: boolean
}

/** From which index the tasks are read: all in the order of the page, or a few that are sorted. */
type Source = 'newest' | 'due' | 'subtasks'

interface PageShape {
  readonly list: 'any' | 'none' | 'one'
  readonly mode: SearchMode | null
  readonly source: Source
  readonly filtered: boolean
  readonly after: boolean
}

const pages = new Map<string, Statement>()

/** A page of tasks that are not deleted, newest first. Parameters: those of `pageValues`. */
export function listTasks(page: TaskPage): Statement {
  const shape = shapeOf(page)
  const { list, mode, source, filtered, after } = shape
  const parts = [list, mode, source === 'newest' ? null : source, filtered ? 'filtered' : null, after ? 'after' : null]
  const name = `task_list_${parts.filter((part) => part !== null).join('_')}`
  const known = pages.get(name) ?? readStatement(name, pageOf(shape))
  pages.set(name, known)
  return known
}

function shapeOf({ listId, search, after, forgiving = false, ...filters }: TaskPage): PageShape {
  const list = listId === undefined ? 'any' : listId === null ? 'none' : 'one'
  const mode = search === '' ? null : forgiving ? 'typos' : 'words'
  return { list, mode, source: sourceOf(filters, mode), filtered: hasFilters(filters), after: after !== null }
}

type Filters = Pick<TaskPage, 'status' | 'dueUntil' | 'labelId' | 'sectionId' | 'parentId'>

const hasFilters = ({ dueUntil, labelId, sectionId, parentId }: Filters) =>
  [dueUntil, labelId, sectionId, parentId].some((filter) => filter !== undefined)

/** Completed tasks are not in the index of due ones: there are more of them with each day. */
function sourceOf({ status, dueUntil, parentId }: Filters, mode: SearchMode | null): Source {
  if (mode !== null) return 'newest'
  if (typeof parentId === 'string') return 'subtasks'
  return dueUntil !== undefined && status === 'open' ? 'due' : 'newest'
}

const order = (of: string) => `order by ${of}.created_at desc, ${of}.id desc`
const due = 'least(task.due_on, task.deadline_on)'

function pageOf({ list, mode, source, filtered, after }: PageShape): string {
  let used = 0
  const next = (type: string) => `${parameter(++used)}::${type}`
  const [take, status] = [next('integer'), next('text')]
  const inList = { any: null, none: 'task.list_id is null', one: () => `task.list_id = ${next('uuid')}` }[list]
  const ofList = typeof inList === 'function' ? inList() : inList
  const search = mode === null ? null : searchConditions(mode, next('text'))
  const filters = filtered ? filtersOf(next) : { any: null, due: '', parent: '' }
  const isLater = after ? `(task.created_at, task.id) < (${next('timestamptz')}, ${next('uuid')})` : null
  const hasStatus = `(${status} = 'all' or (${status} = 'done') = (task.completed_at is not null))`
  if (search !== null) {
    // The index alone says which tasks may match. Only those are read.
    const newest = `select task.created_at, task.id from task
      where ${all(owned, 'task.deleted_at is null', ofList, isLater, search.inIndex)} ${order('task')}`
    const found = `select ${fields} from ${tasksAndLists}
      where ${all('task.user_id = $1', 'task.id = newest.id', notDeleted, hasStatus, filters.any, search.inTask)} limit 1`
    return `select found.* from (${newest}) newest, lateral (${found}) found ${order('newest')} limit ${take}`
  }
  const rest = all(owned, notDeleted, hasStatus, ofList, filters.any, isLater)
  const rows = `select ${fields} from ${tasksAndLists} where ${rest} ${order('task')} limit ${take}`
  if (source === 'newest') return rows
  const few = {
    due: `task.completed_at is null and ${due} <= ${filters.due}`,
    subtasks: `task.parent_id = ${filters.parent}`,
  }[source]
  // OFFSET keeps PostgreSQL from reading all tasks in the order of the page instead.
  const chosen = `select task.id, task.created_at from task where ${all(owned, 'task.deleted_at is null', few)} offset 0`
  const one = `select ${fields} from ${tasksAndLists} where ${all(rest, 'task.id = chosen.id')} limit 1`
  return `select found.* from (${chosen}) chosen, lateral (${one}) found ${order('chosen')} limit ${take}`
}

/** Conditions for the filters that are given; the others are null. */
function filtersOf(next: (type: string) => string) {
  const [day, labelId] = [next('date'), next('uuid')]
  const [hasSection, sectionId, hasParent, parentId] = [next('boolean'), next('uuid'), next('boolean'), next('uuid')]
  const ofSection = `exists (select from section where section.user_id = $1 and section.id = task.section_id
    and section.deleted_at is null and ${withinLists('section.list_id')})`
  const any = all(
    `(${day} is null or ${due} <= ${day})`,
    `(${labelId} is null or ${labelId} = any (task.label_ids))`,
    `(not ${hasSection} or case when ${sectionId} is null then not ${ofSection} else task.section_id = ${sectionId} end)`,
    `(not ${hasParent} or task.parent_id is not distinct from ${parentId})`,
  )
  return { any, due: day, parent: parentId }
}

const all = (...conditions: readonly (string | null)[]) =>
  conditions.filter((condition) => condition !== null).join(' and ')

/** The parameters of `listTasks`. */
export function pageValues(page: TaskPage): readonly Value[] {
  const { take, status, listId, search, after, dueUntil, labelId, sectionId, parentId } = page
  return [
    take,
    status,
    ...(typeof listId === 'string' ? [listId] : []),
    ...(search === '' ? [] : [search]),
    ...(hasFilters(page) ? [dueUntil ?? null, labelId ?? null, ...optional(sectionId), ...optional(parentId)] : []),
    ...(after === null ? [] : [after.createdAt, after.id]),
  ]
}

/** A value that may be null, after a flag that says whether it is given. */
const optional = (value: string | null | undefined): readonly Value[] => [value !== undefined, value ?? null]
