// domain: tasks
import type { Temporal } from 'temporal-polyfill'
import type { Rule } from './rule.js'

/** A series from an occurrence or a completion on. */
export interface Series {
  /** It names its days, as `withDaysOf` does. */
  readonly rule: Rule
  /** The day that the series goes on from: the one of the occurrence or of the completion. */
  readonly start: Temporal.PlainDate
  readonly time: string | null
  /** The completion, in the time zone of the series. */
  readonly now: Temporal.ZonedDateTime
  readonly fromCompletion: boolean
}

/** A day, `YYYY-MM-DD`, with a time, `HH:MM`, or for all of it. */
export interface Slot {
  readonly on: string
  readonly time: string | null
}
