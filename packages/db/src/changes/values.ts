import type { FieldValue } from './history.js'

/** A row as `to_jsonb` writes it, or some of its columns. */
export type Contents = Readonly<Record<string, FieldValue>>

/** The column of a field: `due_on` for `dueOn`. */
export const columnOf = (field: string): string => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** A value in the form of the API. PostgreSQL writes instants in the time zone of its session. */
export function toApi(field: string, value: FieldValue | undefined): FieldValue {
  if (value === undefined || !field.endsWith('At')) return value ?? null
  return Array.isArray(value) ? value.map(toInstant) : toInstant(value as string | null)
}

const toInstant = <Value extends string | number | null>(value: Value) =>
  typeof value === 'string' ? (new Date(value).toISOString() as Value) : value

/** Whether a column has the same value in two rows, even if they were read in different time zones. */
export function isSame(column: string, a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  const field = column.endsWith('_at') ? 'At' : ''
  return JSON.stringify(toApi(field, a)) === JSON.stringify(toApi(field, b))
}

/** Groups values by what they have in common. Each group is in the order of the values. */
export function grouped<Value, Key>(values: readonly Value[], keyOf: (value: Value) => Key): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>()
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value])
  return groups
}
