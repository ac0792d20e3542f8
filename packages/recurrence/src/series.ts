// domain: tasks
import type { Temporal } from 'temporal-polyfill'
import type { Rule } from './rule.js'

/** A series that starts at an occurrence or a completion. */
export interface Series {
  /** It contains its days, as `withDaysOf` returns them. */
  readonly rule: Rule
  /** The day from which the series continues: that of the occurrence or of the completion. */
  readonly start: Temporal.PlainDate
  readonly time: string | null
  /** The completion, in the time zone of the series. */
  readonly now: Temporal.ZonedDateTime
  readonly fromCompletion: boolean
}

/** A day, `YYYY-MM-DD`, with a time, `HH:MM`, or a whole day. */
export interface Slot {
  readonly on: string
  readonly time: string | null
}
