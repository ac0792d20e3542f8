import type { Value } from '@ownlist/pool'
import { instant, parameter, readStatement, type Statement, withinLists } from '../statements.js'
import type { TaskQuery } from './task.js'
import { type SearchMode, searchConditions } from './task-search.js'

/** The form of the API, made by PostgreSQL. */
const fields = `task.id, task.title, task.notes, task.priority, task.due_on as "dueOn",
  ${instant('task.completed_at')} as "completedAt", task.list_id as "listId", task.version,
  ${instant('task.created_at')} as "createdAt", ${instant('task.updated_at')} as "updatedAt",
  ${instant('task.deleted_at')} as "deletedAt"`

/** Tasks with their lists, if they are in one: a task whose list is deleted counts as deleted. */
const tasksAndLists = 'task left join list on list.user_id = $1 and list.id = task.list_id'
const owned = `scope.owner = $1 and task.user_id = $1 and ${withinLists('task.list_id')}`
const notDeleted = 'task.deleted_at is null and list.deleted_at is null'

/** A task that is not deleted. Parameter: its id. */
export const getTask = readStatement(
  'task_get',
  `select ${fields} from ${tasksAndLists} where ${owned} and task.id = ${parameter(1)} and ${notDeleted} limit 1`,
)

/** A task, even if it is deleted, and the digest that it was created with. Parameter: its id. */
export const findTask = readStatement(
  'task_find',
  `select ${fields}, task.digest from task where ${owned} and task.id = ${parameter(1)} limit 1`,
)

/** The kinds of pages, each with a plan of its own. */
interface Shape extends Pick<TaskQuery, 'listId' | 'search' | 'after'> {
  /** Whether longer words may have a typo. It needs a search. */
  readonly forgiving?: boolean
}

/** What `listTasks` takes after `shapeOf`. */
export interface TaskPage extends Pick<TaskQuery, 'status' | 'listId' | 'search' | 'after'> {
  readonly take: number
}

const pages = new Map<string, Statement>()

/** A page of tasks that are not deleted, newest first. Parameters: those of `pageValues`. */
export function listTasks({ listId, search, after, forgiving = false }: Shape): Statement {
  const list = listId === undefined ? 'any' : listId === null ? 'none' : 'one'
  const mode = search === '' ? null : forgiving ? 'typos' : 'words'
  const name = `task_list_${list}${mode === null ? '' : `_${mode}`}${after === null ? '' : '_after'}`
  const known = pages.get(name) ?? readStatement(name, pageOf({ list, mode, after: after !== null }))
  pages.set(name, known)
  return known
}

interface PageShape {
  readonly list: 'any' | 'none' | 'one'
  readonly mode: SearchMode | null
  readonly after: boolean
}

function pageOf({ list, mode, after }: PageShape): string {
  const [take, status, ...others] = [1, 2, 3, 4, 5, 6].map(parameter)
  const inList =
    list === 'any' ? null : list === 'none' ? 'task.list_id is null' : `task.list_id = ${others.shift()}::uuid`
  const search = mode === null ? null : searchConditions(mode, `${others.shift()}::text`)
  const isLater = after
    ? `(task.created_at, task.id) < (${others.shift()}::timestamptz, ${others.shift()}::uuid)`
    : null
  const hasStatus = `(${status} = 'all' or (${status} = 'done') = (task.completed_at is not null))`
  const order = 'order by task.created_at desc, task.id desc'
  if (search === null) {
    return `select ${fields} from ${tasksAndLists} where ${all(owned, notDeleted, hasStatus, inList, isLater)} ${order} limit ${take}`
  }
  // The index alone says which tasks may match. Only those are read.
  const newest = `select task.created_at, task.id from task
    where ${all(owned, 'task.deleted_at is null', inList, isLater, search.inIndex)} ${order}`
  const found = `select ${fields} from ${tasksAndLists}
    where ${all('task.user_id = $1', 'task.id = newest.id', notDeleted, hasStatus, search.inTask)} limit 1`
  return `select found.* from (${newest}) newest, lateral (${found}) found
    order by newest.created_at desc, newest.id desc limit ${take}`
}

const all = (...conditions: readonly (string | null)[]) =>
  conditions.filter((condition) => condition !== null).join(' and ')

/** The parameters of `listTasks`. */
export const pageValues = ({ take, status, listId, search, after }: TaskPage): readonly Value[] => [
  take,
  status,
  ...(typeof listId === 'string' ? [listId] : []),
  ...(search === '' ? [] : [search]),
  ...(after === null ? [] : [after.createdAt, after.id]),
]

/** Columns for `toTask` of the store. On sharded tables, RETURNING could not have the form of the API. */
const returning = `returning id, title, notes, priority, due_on as "dueOn", completed_at as "completedAt", list_id as "listId",
  version, created_at as "createdAt", updated_at as "updatedAt", deleted_at as "deletedAt"`

const listExists = (id: string) =>
  `(${id}::uuid is null or exists (select from list where list.user_id = $1 and list.id = ${id}::uuid
    and list.deleted_at is null and ${withinLists('list.id')}))`

/**
 * Creates nothing for an owner who was erased, in a list that does not exist, or if the id exists. Parameters: id, title,
 * notes, priority, day, completion, list, digest, now.
 */
export const insertTask: Statement = {
  name: 'task_insert',
  text: `insert into task (user_id, id, title, notes, priority, due_on, completed_at, list_id, digest, version, created_at, updated_at)
    select $1, $3::uuid, $4, $5, $6, $7::date, $8::timestamptz, $9::uuid, $10, 1, $11::timestamptz, $11::timestamptz
    where not exists (select from erasure where erasure.user_id = $1 and erasure.until > now()) and ${listExists('$9')}
    on conflict (user_id, id) do nothing ${returning}`,
}

/**
 * Changes a task that is not deleted. Parameters: id, now, version or null; title, notes and priority, or null for no
 * change; day, completion and list, each after a flag that says whether it changes.
 */
export const updateTask: Statement = {
  name: 'task_update',
  text: `update task set title = coalesce($6, title), notes = coalesce($7, notes), priority = coalesce($8, priority),
      due_on = case when $9::boolean then $10::date else due_on end,
      completed_at = case when $11::boolean then $12::timestamptz else completed_at end,
      list_id = case when $13::boolean then $14::uuid else list_id end,
      version = version + 1, updated_at = $4::timestamptz
    where task.user_id = $1 and task.id = $3::uuid and ($5::integer is null or task.version = $5)
      and task.deleted_at is null and ${withinLists('task.list_id')}
      and (task.list_id is null or exists (select from list where list.user_id = $1 and list.id = task.list_id
        and list.deleted_at is null))
      and ${listExists('$14')} ${returning}`,
}

const setDeleted = (name: string, deletedAt: string, before: string): Statement => ({
  name,
  text: `update task set deleted_at = ${deletedAt}, version = version + 1, updated_at = $4::timestamptz
    where task.user_id = $1 and task.id = $3::uuid and task.deleted_at ${before} and ${withinLists('task.list_id')} ${returning}`,
})

/** Parameters: id, now. */
export const deleteTask = setDeleted('task_delete', '$4::timestamptz', 'is null')
/** Parameters: id, now. */
export const restoreTask = setDeleted('task_restore', 'null', 'is not null')
