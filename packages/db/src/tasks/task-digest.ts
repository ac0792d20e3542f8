import { digestOf } from '../digest.js'
import type { TaskFields } from './task.js'
import { defaults } from './task-columns.js'

/** A task that only has fields of an older version keeps the digest that it had in that version. */
export function taskDigest(fields: TaskFields): string {
  const { title, notes, priority, dueOn, completedAt, listId } = fields
  const other = Object.entries({ ...defaults, position: undefined }).flatMap(([name, value]) => {
    const given = fields[name as keyof TaskFields]
    return given === undefined || isEqual(given, value) ? [] : [name, JSON.stringify(given)]
  })
  const inList = listId === null && other.length === 0 ? [] : [listId]
  return digestOf([title, notes, priority, dueOn, completedAt, ...inList, ...other])
}

const isEqual = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
