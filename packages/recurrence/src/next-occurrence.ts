// domain: tasks
import { Temporal } from 'temporal-polyfill'
import { validRule } from './check-rule.js'
import { firstHour } from './first-hour.js'
import { firstSlot } from './first-slot.js'
import { withDaysOf } from './normalize-rule.js'
import { formatRule } from './rule.js'

/** A task that repeats, at the occurrence that is being completed. */
export interface RecurringTask {
  /** An RRULE of RFC 5545, without `DTSTART` and without `RRULE:`. */
  readonly rule: string
  /** Whether the series follows its schedule, or counts from the completion (`every! 3 days`). */
  readonly from: 'schedule' | 'completion'
  /** The day of this occurrence, `YYYY-MM-DD`. */
  readonly on: string
  /** The time of day, `HH:MM`; null for a whole day. */
  readonly time: string | null
  /** The IANA time zone of the time; null for a time that is the same on the clock everywhere. */
  readonly zone: string | null
}

/** When a person completed a task. */
export interface Completion {
  /** An instant in ISO 8601, such as `2026-11-26T09:30:00Z`. */
  readonly at: string
  /** The IANA time zone of the person. */
  readonly zone: string
}

/** The next occurrence. It has the time zone of the task. */
export interface Occurrence {
  readonly on: string
  readonly time: string | null
  /** The rule for later occurrences: normalized, and with `COUNT` decreased by one. */
  readonly rule: string
}

/**
 * The occurrence after a completed one; null if the series has ended.
 *
 * A series by schedule continues with its first slot after the completion, however late that was: missed occurrences are
 * skipped. The slot of a whole day has passed as soon as its day starts. `COUNT` counts completions.
 *
 * A time of day stays the same when the clocks change. If it does not exist on a day, it means the time after the gap, on
 * that day only (`compatible` in Temporal). If it exists twice, it means the first.
 * @throws {RangeError} if `checkRule` refuses the rule, or if a day, an instant or a time zone is invalid
 */
export function nextOccurrence(task: RecurringTask, completed: Completion): Occurrence | null {
  const rule = validRule(task.rule)
  if (rule.COUNT === 1) return null
  const counted = rule.COUNT === null ? rule : { ...rule, COUNT: rule.COUNT - 1 }
  const zone = (task.time === null ? null : task.zone) ?? completed.zone
  const now = Temporal.Instant.from(completed.at).toZonedDateTimeISO(zone)
  const fromCompletion = task.from === 'completion'
  const start = fromCompletion ? now.toPlainDate() : Temporal.PlainDate.from(task.on)
  const series = { rule: withDaysOf(counted, start), start, time: task.time, now, fromCompletion }
  const slot = rule.FREQ === 'HOURLY' ? firstHour(series) : firstSlot(series)
  return slot === null ? null : { ...slot, rule: formatRule(fromCompletion ? counted : series.rule) }
}
