import type { Value } from '@ownlist/pool'
import { type ColumnChange, logChange, logCreation, wasLogged } from '../changes/log-statements.js'
import { type Statement, withinLists } from '../statements.js'
import type { TaskChanges, TaskFields } from './task.js'
import { allColumns, type Column, defaults, namedColumns, newColumns, returned } from './task-columns.js'

/** A column with the position of its parameters. In an update, the first parameter says whether the column changes. */
interface Placed extends Column {
  readonly flag: string
  readonly value: string
}

function place(columns: readonly Column[], at: number, hasFlags: boolean): readonly Placed[] {
  let next = at
  return columns.map((column) => {
    const value = hasFlags ? next + 1 : next
    const placed = { ...column, flag: `$${next}::boolean`, value: column.sql(value) }
    next = value + column.size
    return placed
  })
}

/** The column of a field, or no column. */
const of = (placed: readonly Placed[], field: keyof TaskFields) => placed.filter((column) => column.field === field)

const listExists = (id: string) =>
  `(${id} is null or exists (select from list where list.user_id = $1 and list.id = ${id}
    and list.deleted_at is null and ${withinLists('list.id')}))`

/** The list in which a task will be, and the labels that it had. */
interface Place {
  readonly listId: string
  readonly labelIds: string
}

/** The conditions that the section, the parent task and the labels exist. The first two must be in the list of the task. */
function othersExist(placed: readonly Placed[], { listId, labelIds }: Place): readonly string[] {
  return [
    ...of(placed, 'sectionId').map(
      ({ value }) => `(${value} is null or exists (select from section where section.user_id = $1
        and section.id = ${value} and section.list_id = ${listId} and section.deleted_at is null
        and ${withinLists('section.list_id')}))`,
    ),
    ...of(placed, 'parentId').map(
      ({ value }) => `(${value} is null or exists (select from task as parent where parent.user_id = $1
        and parent.id = ${value} and parent.list_id is not distinct from ${listId} and parent.deleted_at is null
        and ${withinLists('parent.list_id')}))`,
    ),
    ...of(placed, 'labelIds').map(
      ({ value }) => `(${value} is null or not exists (select from unnest(${value}) as given (id)
        where given.id <> all (${labelIds})
          and not exists (select from label where label.user_id = $1 and label.id = given.id and $2 = '')))`,
    ),
  ]
}

/**
 * Creates nothing if the owner was erased, if something that the task refers to does not exist, or if the id exists.
 * Parameters: lists, id, digest, now, and the values of the columns.
 */
function insert(name: string, columns: readonly Column[]): Statement {
  const placed = place(columns, 6, false)
  const conditions = of(placed, 'listId').flatMap(({ value: listId }) => [
    listExists(listId),
    ...othersExist(placed, { listId, labelIds: "'{}'::uuid[]" }),
  ])
  return {
    name,
    text: `insert into task (user_id, id, digest, version, created_at, updated_at, ${columns.map(({ name }) => name).join(', ')})
      select $1, $3::uuid, $4, 1, $5::timestamptz, $5::timestamptz, ${placed.map(({ value }) => value).join(', ')}
      where not exists (select from erasure where erasure.user_id = $1 and erasure.until > now())
        and ${conditions.join(' and ')}
      on conflict (user_id, id) do nothing returning ${returned}`,
  }
}

const insertTask = insert('task_insert', newColumns)
const insertWholeTask = insert('task_insert_whole', allColumns)

const logged = { table: 'task', listColumn: 'list_id' }

/** Logs the task that was just inserted. */
export const logInsert = logCreation('task_log_insert', logged)

/** Changes the task if this was logged in the same action. The parameters `$2` and `$3` are now and its id. */
const changeLogged = (name: string, changes: readonly ColumnChange[]): Statement => ({
  name,
  text: `update task set ${changes.map(([column, value]) => `${column} = ${value}`).join(', ')},
      version = version + 1, updated_at = $2::timestamptz
    where task.user_id = $1 and task.id = $3::uuid and ${wasLogged('task', '$3')} returning ${returned}`,
})

/** Whether the task moves to another list. */
const movesTo = ({ flag, value }: Pick<Placed, 'flag' | 'value'>) =>
  `(${flag} and ${value} is distinct from task.list_id)`

/** The columns that an update sets. A task that moves to another list leaves its section and its parent task behind. */
function updatedColumns(placed: readonly Placed[]): readonly ColumnChange[] {
  const ofList = ['section_id', 'parent_id']
  const moves = of(placed, 'listId').map(movesTo).join()
  const left = (name: string) => `when ${moves} then null else task.${name} end`
  const set = placed.map(({ name, flag, value }): ColumnChange => {
    const otherwise = ofList.includes(name) ? left(name) : `else task.${name} end`
    return [name, `case when ${flag} then ${value} ${otherwise}`]
  })
  const others = ofList.filter((name) => placed.every((column) => column.name !== name))
  return [...set, ...others.map((name): ColumnChange => [name, `case ${left(name)}`])]
}

const subtasks = `select from task as subtask where subtask.user_id = $1 and subtask.parent_id = task.id
  and subtask.deleted_at is null`

/** The conditions that the update changes no other task, and creates none. `changeTask` handles updates that do. */
function staysAlone(placed: readonly Placed[]): readonly string[] {
  return [
    ...of(placed, 'completedAt').flatMap(({ flag, value }) => [
      `not (${flag} and ${value} is not null and task.completed_at is null
        and (task.recurrence is not null or exists (${subtasks} and subtask.completed_at is null)))`,
      `not (${flag} and ${value} is null and task.next_id is not null)`,
    ]),
    ...of(placed, 'listId').map((list) => `not (${movesTo(list)} and exists (${subtasks}))`),
  ]
}

/** The statements of an update: one logs it, and the other one makes it. */
interface Update {
  readonly log: Statement
  readonly change: Statement
}

/**
 * Changes a task that is not deleted. Both statements have their own parameters first, and then those of the columns; in
 * `log`, the version comes first.
 */
function update(name: string, columns: readonly Column[]): Update {
  const placed = place(columns, 8, true)
  return {
    log: logChange(`task_log_${name}`, logged, {
      changes: updatedColumns(placed),
      conditions: [
        '($7::integer is null or task.version = $7)',
        'task.deleted_at is null',
        `(task.list_id is null or exists (select from list where list.user_id = $1 and list.id = task.list_id
          and list.deleted_at is null))`,
        ...of(placed, 'listId').flatMap(({ flag, value }) => [
          listExists(value),
          ...othersExist(placed, {
            listId: `case when ${flag} then ${value} else task.list_id end`,
            labelIds: 'task.label_ids',
          }),
        ]),
        ...staysAlone(placed),
      ],
    }),
    change: changeLogged(`task_${name}`, updatedColumns(place(columns, 4, true))),
  }
}

const updateTask = update('update', namedColumns)
const updateWholeTask = update('update_whole', allColumns)

/** Whether all fields of an object are among these columns. */
const fits = (fields: object, columns: readonly Column[]) =>
  Object.keys(fields).every((name) => columns.some(({ field }) => field === name))

/**
 * The statement of a create, and the values of its columns. Most creates have few fields, for which there is a smaller
 * statement.
 */
export function insertion(fields: TaskFields): { readonly statement: Statement; readonly values: readonly Value[] } {
  const isSmall = fits(fields, newColumns)
  const columns = isSmall ? newColumns : allColumns
  const whole: TaskFields = isSmall ? fields : { ...defaults, ...fields }
  return {
    statement: isSmall ? insertTask : insertWholeTask,
    values: columns.flatMap(({ field, values }) => values(whole[field])),
  }
}

/**
 * The statements of an update, and the values of their columns. Most updates have few fields, for which there are smaller
 * statements.
 */
export function changing(changes: TaskChanges): Update & { readonly values: readonly Value[] } {
  const isSmall = fits(changes, namedColumns)
  const columns = isSmall ? namedColumns : allColumns
  const values = columns.flatMap(({ field, values }) => [changes[field] !== undefined, ...values(changes[field])])
  return { ...(isSmall ? updateTask : updateWholeTask), values }
}

/** Deletes a task without subtasks. `log` has the parameters of `logValues`, and `change` has now and the id. */
export const deletion: Update = {
  log: logChange('task_log_delete', logged, {
    changes: [['deleted_at', '$5::timestamptz']],
    conditions: ['task.deleted_at is null', `not exists (${subtasks})`],
  }),
  change: changeLogged('task_delete', [['deleted_at', '$2::timestamptz']]),
}

/** Restores a task whose subtasks were not deleted with it. */
export const restoration: Update = {
  log: logChange('task_log_restore', logged, {
    changes: [['deleted_at', 'null']],
    conditions: [
      'task.deleted_at is not null',
      `not exists (select from task as subtask where subtask.user_id = $1 and subtask.parent_id = task.id
        and subtask.deleted_at = task.deleted_at)`,
    ],
  }),
  change: changeLogged('task_restore', [['deleted_at', 'null']]),
}
