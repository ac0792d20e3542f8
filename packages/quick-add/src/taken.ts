// domain: tasks
import type { Priority } from './language.js'

/** A part of the input: UTF-16 offsets, as in `text.slice(start, end)`. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** How often a task repeats. */
export interface QuickRecurrence {
  /** An RRULE of RFC 5545, without `RRULE:`. What it leaves out, such as the day of a month, is the one of `on`. */
  readonly rule: string
  /** `completion` counts from the day on which the task is completed (`every! 3 days`). */
  readonly from: 'schedule' | 'completion'
  /** The first day of the series, today or later. A due day that was written as well takes precedence. */
  readonly on: string
}

/** What the words of each kind mean. */
interface Values {
  /** The planned day, `YYYY-MM-DD`, today or later. */
  readonly due: string
  /** The time of the planned day, `HH:MM`. It floats: the words name no time zone. */
  readonly time: string
  /** The day that must not be missed, `YYYY-MM-DD`. */
  readonly deadline: string
  readonly recurrence: QuickRecurrence
  readonly priority: Priority
  /** A list, label or section, as it is called in the options. */
  readonly list: string
  readonly label: string
  readonly section: string
  /** Minutes before the due time. */
  readonly reminder: number
}

export type Kind = keyof Values

/** Words that were taken out of the title, and what they mean. A separator before them, such as a comma, is included. */
export type Taken = {
  readonly [K in Kind]: Span & { readonly kind: K; readonly value: Values[K]; readonly text: string }
}[Kind]

/** What words mean, before they are found in the input. */
export type Meaning = { readonly [K in Kind]: { readonly kind: K; readonly value: Values[K] } }[Kind]
