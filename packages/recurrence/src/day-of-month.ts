// domain: tasks
import { Temporal } from 'temporal-polyfill'
import type { DaySearch } from './first-day.js'
import type { Rule } from './rule.js'

/**
 * Whether the rule consists only of days of a month. Only these have days that a short month lacks, and `rrule-temporal`
 * 2.2 ignores `SKIP` for them unless a month has none of the days.
 */
export function isDayOfMonth({ FREQ, BYDAY, BYMONTHDAY, BYYEARDAY, BYWEEKNO, BYSETPOS }: Rule): boolean {
  const others = BYDAY.length + BYYEARDAY.length + BYWEEKNO.length + BYSETPOS.length
  return (FREQ === 'MONTHLY' || FREQ === 'YEARLY') && BYMONTHDAY.length > 0 && others === 0
}

/**
 * The first accepted day of such a rule. If a month lacks a day, its last day is used, unless the rule has another `SKIP`
 * (RFC 7529, 4.1).
 */
export function firstDayOfMonths(search: DaySearch, accepts: (day: string) => boolean): string | null {
  const { rule, start, from, until } = search
  for (const month of monthsFrom(rule, start, from)) {
    if (month.toString() > until) return null
    const day = daysIn(month, rule).find((one) => one >= from && accepts(one))
    if (day !== undefined) return day <= until ? day : null
  }
  return null
}

/** Enough steps for every combination of months and leap years: a rule that does not match within them never does. */
const maxSteps = 400

/**
 * The first days of the months of the rule, starting with the month before `from`, because FORWARD moves a day to the next
 * month.
 */
function* monthsFrom(rule: Rule, start: string, from: string): Generator<Temporal.PlainDate> {
  const first = Temporal.PlainDate.from(start).with({ day: 1 })
  const isYearly = rule.FREQ === 'YEARLY'
  const base = isYearly ? first.with({ month: 1 }) : first
  const step = rule.INTERVAL * (isYearly ? 12 : 1)
  const passed = base.until(Temporal.PlainDate.from(from), { largestUnit: 'months' }).months
  const begin = Math.max(0, Math.floor((passed - 1) / step) * step)
  const isOfRule = (month: number) => rule.BYMONTH.length === 0 || rule.BYMONTH.includes(month)
  const ofYear = allMonths.filter(isOfRule)
  for (let index = 0; index < maxSteps; index++) {
    const month = base.add({ months: begin + index * step })
    if (month.year > 9999) return
    if (isYearly) yield* ofYear.map((one) => month.with({ month: one }))
    else if (isOfRule(month.month)) yield month
  }
}

const allMonths = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

function daysIn(month: Temporal.PlainDate, { BYMONTHDAY, SKIP }: Rule): string[] {
  const last = month.daysInMonth
  const days = BYMONTHDAY.flatMap((day) => {
    if (day < 0) return -day > last ? [] : last + day + 1
    if (day <= last) return day
    return SKIP === 'OMIT' ? [] : SKIP === 'FORWARD' ? last + 1 : last
  })
  return [...new Set(days)].sort((a, b) => a - b).map((day) => month.add({ days: day - 1 }).toString())
}
