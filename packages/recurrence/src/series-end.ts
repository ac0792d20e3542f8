// domain: tasks
import { Temporal } from 'temporal-polyfill'
import type { Rule } from './rule.js'
import type { Slot } from './series.js'

/** The last day in all calendars of this app. */
const endOfTime = '9999-12-31'

/** The last day on which the rule may have a slot, in a time zone. */
export function lastDay({ UNTIL }: Pick<Rule, 'UNTIL'>, zone: string): string {
  return UNTIL === null ? endOfTime : wallClock(UNTIL, zone).toPlainDate().toString()
}

/** Whether a slot is not after `UNTIL`. A slot of a whole day may be on its day. */
export function isBeforeEnd({ UNTIL }: Pick<Rule, 'UNTIL'>, { on, time }: Slot, zone: string): boolean {
  if (UNTIL === null) return true
  if (time === null || !UNTIL.includes('T')) return on <= lastDay({ UNTIL }, zone)
  return Temporal.PlainDateTime.compare(`${on}T${time}`, wallClock(UNTIL, zone)) <= 0
}

function wallClock(until: string, zone: string): Temporal.PlainDateTime {
  if (!until.endsWith('Z')) return Temporal.PlainDateTime.from(until)
  return Temporal.Instant.from(until).toZonedDateTimeISO(zone).toPlainDateTime()
}
