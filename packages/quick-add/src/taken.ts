// domain: tasks
import type { Priority } from './language.js'

/** A part of the input: UTF-16 offsets, as in `text.slice(start, end)`. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** How often a task repeats. */
export interface QuickRecurrence {
  /** An RRULE of RFC 5545, without `RRULE:`. Parts that it leaves out, such as the day of a month, follow from `on`. */
  readonly rule: string
  /** `completion` counts from the day on which the task is completed (`every! 3 days`). */
  readonly from: 'schedule' | 'completion'
  /** The first day of the series, today or later. A due day in the same line takes precedence. */
  readonly on: string
}

/** The value of each kind. */
interface Values {
  /** The planned day, `YYYY-MM-DD`, today or later. */
  readonly due: string
  /** The time of the planned day, `HH:MM`. It has no time zone, because the words name none. */
  readonly time: string
  /** The deadline, `YYYY-MM-DD`. */
  readonly deadline: string
  readonly recurrence: QuickRecurrence
  readonly priority: Priority
  /** A list, label or section, spelled as in the options. */
  readonly list: string
  readonly label: string
  readonly section: string
  /** Minutes before the due time. */
  readonly reminder: number
}

export type Kind = keyof Values

/** Words that were removed from the title, and their meaning. This includes a separator before them, such as a comma. */
export type Taken = {
  readonly [K in Kind]: Span & { readonly kind: K; readonly value: Values[K]; readonly text: string }
}[Kind]

/** The meaning of words, before their position in the input is known. */
export type Meaning = { readonly [K in Kind]: { readonly kind: K; readonly value: Values[K] } }[Kind]
