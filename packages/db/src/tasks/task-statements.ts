import type { Value } from '@ownlist/pool'
import { type Statement, withinLists } from '../statements.js'
import type { TaskChanges, TaskFields } from './task.js'
import { allColumns, type Column, defaults, namedColumns, newColumns, returned } from './task-columns.js'

/** Parameters after `$1` and `$2`. */
const firstParameter = 3

/** A column with the place of its parameters. In an update, the first one says whether the column changes. */
interface Placed extends Column {
  readonly flag: string
  /** Null for no change, or for null. */
  readonly value: string
}

function place(columns: readonly Column[], at: number, hasFlags: boolean): readonly Placed[] {
  let next = at
  return columns.map((column) => {
    const flag = next
    const value = hasFlags ? next + 1 : next
    next = value + column.size
    return { ...column, flag: `$${flag}::boolean`, value: column.sql(value) }
  })
}

const of = (placed: readonly Placed[], field: keyof TaskFields) => placed.find((column) => column.field === field)

const listExists = (id: string) =>
  `(${id} is null or exists (select from list where list.user_id = $1 and list.id = ${id}
    and list.deleted_at is null and ${withinLists('list.id')}))`

/**
 * What a task refers to exists, in the list that the task will be in. @param before the labels that the task had
 */
function referencesExist(
  placed: readonly Placed[],
  { listId, before }: { readonly listId: string; readonly before: string },
) {
  const [section, parent, labels] = [of(placed, 'sectionId'), of(placed, 'parentId'), of(placed, 'labelIds')]
  if (section === undefined || parent === undefined || labels === undefined) return ''
  return `and (${section.value} is null or exists (select from section where section.user_id = $1
      and section.id = ${section.value} and section.list_id = ${listId} and section.deleted_at is null
      and ${withinLists('section.list_id')}))
    and (${parent.value} is null or exists (select from task as parent where parent.user_id = $1
      and parent.id = ${parent.value} and parent.list_id is not distinct from ${listId} and parent.deleted_at is null
      and ${withinLists('parent.list_id')}))
    and (${labels.value} is null or not exists (select from unnest(${labels.value}) as given (id)
      where given.id <> all (${before})
        and not exists (select from label where label.user_id = $1 and label.id = given.id and $2 = '')))`
}

function insert(name: string, columns: readonly Column[]): Statement {
  // After the digest and the instant.
  const placed = place(columns, firstParameter + 3, false)
  const listId = of(placed, 'listId')?.value ?? ''
  return {
    name,
    text: `insert into task (user_id, id, digest, version, created_at, updated_at, ${columns.map(({ name }) => name).join(', ')})
      select $1, $3::uuid, $4, 1, $5::timestamptz, $5::timestamptz, ${placed.map(({ value }) => value).join(', ')}
      where not exists (select from erasure where erasure.user_id = $1 and erasure.until > now()) and ${listExists(listId)}
        ${referencesExist(placed, { listId, before: "'{}'::uuid[]" })}
      on conflict (user_id, id) do nothing returning ${returned}`,
  }
}

/**
 * Creates nothing for an owner who was erased, if something that the task refers to does not exist, or if the id exists.
 * Parameters: id, digest, now, and those of `newValues`.
 */
const insertTask = insert('task_insert', newColumns)
const insertWholeTask = insert('task_insert_whole', allColumns)

function update(name: string, columns: readonly Column[]): Statement {
  // After the id, the instant and the version.
  const placed = place(columns, firstParameter + 3, true)
  const list = of(placed, 'listId')
  const [listId, isGiven] = [list?.value ?? '', list?.flag ?? '']
  const moves = `(${isGiven} and ${listId} is distinct from task.list_id)`
  const inList = `case when ${isGiven} then ${listId} else task.list_id end`
  const ofList = ['section_id', 'parent_id'].filter((name) => columns.every((column) => column.name !== name))
  const sets = [
    ...placed.map(({ name, flag, value }) => {
      const otherwise = name === 'section_id' || name === 'parent_id' ? `when ${moves} then null else` : 'else'
      return `${name} = case when ${flag} then ${value} ${otherwise} ${name} end`
    }),
    ...ofList.map((name) => `${name} = case when ${moves} then null else ${name} end`),
  ]
  return {
    name,
    text: `update task set ${sets.join(', ')}, version = version + 1, updated_at = $4::timestamptz
      where task.user_id = $1 and task.id = $3::uuid and ($5::integer is null or task.version = $5)
        and task.deleted_at is null and ${withinLists('task.list_id')}
        and (task.list_id is null or exists (select from list where list.user_id = $1 and list.id = task.list_id
          and list.deleted_at is null))
        and ${listExists(listId)} ${referencesExist(placed, { listId: inList, before: 'task.label_ids' })}
      returning ${returned}`,
  }
}

/** Changes a task that is not deleted. Parameters: id, now, version or null, and those of `changedValues`. */
const updateTask = update('task_update', namedColumns)
const updateWholeTask = update('task_update_whole', allColumns)

/** A statement, and its parameters after those that it always has. */
interface Written {
  readonly statement: Statement
  readonly values: readonly Value[]
}

/** Whether all fields of an object are among these columns. */
const fits = (fields: object, columns: readonly Column[]) =>
  Object.keys(fields).every((name) => columns.some(({ field }) => field === name))

/** Most creates have few fields, and their statement is smaller. @param fields with the position */
export function insertion(fields: TaskFields): Written {
  const isSmall = fits(fields, newColumns)
  const columns = isSmall ? newColumns : allColumns
  const whole: TaskFields = isSmall ? fields : { ...defaults, ...fields }
  return {
    statement: isSmall ? insertTask : insertWholeTask,
    values: columns.flatMap(({ field, values }) => values(whole[field])),
  }
}

/** Most changes are of few fields, and their statement is smaller. */
export function changing(changes: TaskChanges): Written {
  const isSmall = fits(changes, namedColumns)
  const columns = isSmall ? namedColumns : allColumns
  return {
    statement: isSmall ? updateTask : updateWholeTask,
    values: columns.flatMap(({ field, values }) => [changes[field] !== undefined, ...values(changes[field])]),
  }
}

const setDeleted = (name: string, deletedAt: string, before: string): Statement => ({
  name,
  text: `update task set deleted_at = ${deletedAt}, version = version + 1, updated_at = $4::timestamptz
    where task.user_id = $1 and task.id = $3::uuid and task.deleted_at ${before} and ${withinLists('task.list_id')}
    returning ${returned}`,
})

/** Parameters: id, now. */
export const deleteTask = setDeleted('task_delete', '$4::timestamptz', 'is null')
/** Parameters: id, now. */
export const restoreTask = setDeleted('task_restore', 'null', 'is not null')
