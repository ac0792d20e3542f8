// domain: tasks
import { Temporal } from 'temporal-polyfill'
import { validRule } from './check-rule.js'
import { formatRule, type Rule, weekdays } from './rule.js'

/**
 * The rule in one fixed form, with the parts that RFC 5545 takes from the first day of a series written out: `FREQ=MONTHLY`
 * on the 31st becomes `FREQ=MONTHLY;BYMONTHDAY=31`. So neither moving one occurrence nor the end of a short month moves the
 * series. Do not use it for a series that counts from the completion (`every! week`): there the day comes from the
 * completion.
 * @param on the day of the first occurrence, `YYYY-MM-DD`
 * @throws {RangeError} if `checkRule` finds a fault, or `on` is not a day
 */
export function normalizeRule(rule: string, on: string): string {
  return formatRule(withDaysOf(validRule(rule), Temporal.PlainDate.from(on)))
}

/** The rule with the parts that it would take from the first day of the series. */
export function withDaysOf(rule: Rule, { dayOfWeek, day, month }: Temporal.PlainDate): Rule {
  const { FREQ, BYDAY, BYMONTH, BYMONTHDAY, BYYEARDAY, BYWEEKNO } = rule
  if (BYDAY.length > 0 || BYMONTHDAY.length > 0 || BYYEARDAY.length > 0) return rule
  if (FREQ === 'WEEKLY' || BYWEEKNO.length > 0) return { ...rule, BYDAY: weekdays.slice(dayOfWeek - 1, dayOfWeek) }
  if (FREQ === 'MONTHLY') return { ...rule, BYMONTHDAY: [day] }
  if (FREQ === 'YEARLY') return { ...rule, BYMONTH: BYMONTH.length > 0 ? BYMONTH : [month], BYMONTHDAY: [day] }
  return rule
}
