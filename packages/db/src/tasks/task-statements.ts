import type { Value } from '@ownlist/pool'
import { type ColumnChange, logChange, logCreation, wasLogged } from '../changes/log-statements.js'
import { instant, mostAtOnce, parameter, readStatement, type Statement, withinLists } from '../statements.js'
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

/** Those of some tasks that are not deleted. Parameter: their ids, separated by commas. */
export const getTasks = readStatement(
  'task_get_many',
  `select ${fields} from ${tasksAndLists} where ${owned} and ${notDeleted}
    and task.id = any (string_to_array(${parameter(1)}, ',')::uuid[]) limit ${mostAtOnce}`,
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
 * Creates nothing for an owner who was erased, in a list that does not exist, or if the id exists. Parameters: lists, id, title,
 * notes, priority, day, completion, list, digest, now.
 */
export const insertTask: Statement = {
  name: 'task_insert',
  text: `insert into task (user_id, id, title, notes, priority, due_on, completed_at, list_id, digest, version, created_at, updated_at)
    select $1, $3::uuid, $4, $5, $6, $7::date, $8::timestamptz, $9::uuid, $10, 1, $11::timestamptz, $11::timestamptz
    where not exists (select from erasure where erasure.user_id = $1 and erasure.until > now()) and ${listExists('$9')}
    on conflict (user_id, id) do nothing ${returning}`,
}

const logged = { table: 'task', listColumn: 'list_id' }

/** Logs the task that was inserted before. */
export const logInsert = logCreation('task_log_insert', logged)

/** Changes the task if it was logged in the same action. The parameters `$2` and `$3` are now and its id. */
const changeLogged = (name: string, changes: readonly ColumnChange[]): Statement => ({
  name,
  text: `update task set ${changes.map(([column, value]) => `${column} = ${value}`).join(', ')},
      version = version + 1, updated_at = $2::timestamptz
    where task.user_id = $1 and task.id = $3::uuid and ${wasLogged('task', '$3')} ${returning}`,
})

/**
 * The columns that an update sets. Parameters: title, notes and priority, or null for no change; day, completion and list, each
 * after a flag that says whether it changes.
 * @param n the first of them
 */
function updatedColumns(n: number): readonly ColumnChange[] {
  const orSame = (column: string, n: number): ColumnChange => [column, `coalesce($${n}, task.${column})`]
  const ifSet = (column: string, type: string, n: number): ColumnChange => [
    column,
    `case when $${n}::boolean then $${n + 1}::${type} else task.${column} end`,
  ]
  return [
    orSame('title', n),
    orSame('notes', n + 1),
    orSame('priority', n + 2),
    ifSet('due_on', 'date', n + 3),
    ifSet('completed_at', 'timestamptz', n + 5),
    ifSet('list_id', 'uuid', n + 7),
  ]
}

/** Logs an update of a task that is not deleted. Parameters: those of `logValues`, version or null, and those of `updatedColumns`. */
export const logUpdate = logChange('task_log_update', logged, {
  changes: updatedColumns(8),
  conditions: [
    '($7::integer is null or task.version = $7)',
    'task.deleted_at is null',
    `(task.list_id is null or exists (select from list where list.user_id = $1 and list.id = task.list_id
      and list.deleted_at is null))`,
    listExists('$16'),
  ],
})

/** Parameters: now, id, and those of `updatedColumns`. */
export const updateTask = changeLogged('task_update', updatedColumns(4))

/** Parameters: those of `logValues`. */
export const logDelete = logChange('task_log_delete', logged, {
  changes: [['deleted_at', '$5::timestamptz']],
  conditions: ['task.deleted_at is null'],
})
/** Parameters: now, id. */
export const deleteTask = changeLogged('task_delete', [['deleted_at', '$2::timestamptz']])

/** Parameters: those of `logValues`. */
export const logRestore = logChange('task_log_restore', logged, {
  changes: [['deleted_at', 'null']],
  conditions: ['task.deleted_at is not null'],
})
/** Parameters: now, id. */
export const restoreTask = changeLogged('task_restore', [['deleted_at', 'null']])
