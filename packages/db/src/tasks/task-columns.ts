import type { TextRow, Value } from '@ownlist/pool'
import pg from 'pg'
import { instantOf } from '../statements.js'
import type { OtherFields, Priority, RecurrenceFrom, Task, TaskFields } from './task.js'

/** How a field is sent to the database. */
export interface Column {
  readonly field: keyof TaskFields
  readonly name: string
  /** The number of its parameters. */
  readonly size: number
  /** The value in SQL, made from parameters starting with `$at`. Citus only accepts immutable functions here. */
  sql(at: number): string
  values(value: unknown): readonly Value[]
}

const plain = (field: keyof TaskFields, name: string, type: string): Column => ({
  field,
  name,
  size: 1,
  sql: (at) => `$${at}::${type}`,
  values: (value) => [(value ?? null) as Value],
})

/** An array whose elements contain no commas, in one parameter. */
const list = (field: keyof TaskFields, name: string, type: string): Column => ({
  field,
  name,
  size: 1,
  sql: (at) => `string_to_array($${at}::text, ',')::${type}[]`,
  values: (value) => [(value as readonly unknown[] | undefined)?.join(',') ?? null],
})

const mostInstants = 5

/** One parameter for each element, because the conversion of a text to an instant is not immutable. */
const instants = (field: keyof TaskFields, name: string): Column => ({
  field,
  name,
  size: mostInstants,
  sql: (at) =>
    `array_remove(array[${Array.from({ length: mostInstants }, (_, n) => `$${at + n}::timestamptz`).join(', ')}], null)`,
  values: (value) =>
    Array.from({ length: mostInstants }, (_, n) => (value as readonly string[] | undefined)?.[n] ?? null),
})

/** The fields that every create names, and that most changes affect. */
export const namedColumns: readonly Column[] = [
  plain('title', 'title', 'text'),
  plain('notes', 'notes', 'text'),
  plain('priority', 'priority', 'text'),
  plain('dueOn', 'due_on', 'date'),
  plain('completedAt', 'completed_at', 'timestamptz'),
  plain('listId', 'list_id', 'uuid'),
]

const position = plain('position', 'position', 'text')

/** The fields that a create may omit. */
const otherColumns: readonly Column[] = [
  plain('dueTime', 'due_time', 'text'),
  plain('dueZone', 'due_zone', 'text'),
  plain('deadlineOn', 'deadline_on', 'date'),
  plain('deadlineTime', 'deadline_time', 'text'),
  plain('deadlineZone', 'deadline_zone', 'text'),
  plain('recurrence', 'recurrence', 'text'),
  plain('recurrenceFrom', 'recurrence_from', 'text'),
  plain('sectionId', 'section_id', 'uuid'),
  plain('parentId', 'parent_id', 'uuid'),
  list('labelIds', 'label_ids', 'uuid'),
  list('remindBefore', 'remind_before', 'integer'),
  instants('remindAt', 'remind_at'),
]

/** The values of a create that only has the fields above. */
export const newColumns: readonly Column[] = [...namedColumns, position]
export const allColumns: readonly Column[] = [...newColumns, ...otherColumns]

/** The default values of these fields in a create, except for the position. */
export const defaults: Omit<OtherFields, 'position'> = {
  dueTime: null,
  dueZone: null,
  deadlineOn: null,
  deadlineTime: null,
  deadlineZone: null,
  recurrence: null,
  recurrenceFrom: 'schedule',
  sectionId: null,
  parentId: null,
  labelIds: [],
  remindBefore: [],
  remindAt: [],
}

/** The columns that a write returns for `toTask`, in its order. On sharded tables, they cannot be in the form of the API. */
export const returned = `id, title, notes, priority, due_on, due_time, due_zone, deadline_on, deadline_time, deadline_zone,
  recurrence, recurrence_from, completed_at, list_id, section_id, parent_id, label_ids, position, remind_before, remind_at,
  version, created_at, updated_at, deleted_at`

/** The type of a `text[]`. The elements of all arrays are read as texts. */
const textArray: number = 1009
const parseArray: (text: string) => string[] = pg.types.getTypeParser(textArray)
const arrayOf = (text: string | null | undefined): string[] => parseArray(String(text))

/** Converts what a write returns: the columns of `returned`, in their order. */
export function toTask(row: TextRow): Task {
  const [id, title, notes, priority, dueOn, dueTime, dueZone, deadlineOn, deadlineTime, deadlineZone, ...rest] = row
  const [recurrence, recurrenceFrom, completedAt, listId, sectionId, parentId, labelIds, position, ...others] = rest
  const [remindBefore, remindAt, version, createdAt, updatedAt, deletedAt] = others
  return {
    id: String(id),
    title: String(title),
    notes: String(notes),
    // A CHECK of the table allows only these texts.
    priority: priority as Priority,
    dueOn: dueOn ?? null,
    dueTime: dueTime ?? null,
    dueZone: dueZone ?? null,
    deadlineOn: deadlineOn ?? null,
    deadlineTime: deadlineTime ?? null,
    deadlineZone: deadlineZone ?? null,
    recurrence: recurrence ?? null,
    recurrenceFrom: recurrenceFrom as RecurrenceFrom,
    completedAt: instantOf(completedAt),
    listId: listId ?? null,
    sectionId: sectionId ?? null,
    parentId: parentId ?? null,
    labelIds: arrayOf(labelIds),
    position: String(position),
    remindBefore: arrayOf(remindBefore).map(Number),
    remindAt: arrayOf(remindAt).map((at) => String(instantOf(at))),
    version: Number(version),
    createdAt: String(instantOf(createdAt)),
    updatedAt: String(instantOf(updatedAt)),
    deletedAt: instantOf(deletedAt),
  }
}
