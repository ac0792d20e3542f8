// domain: tasks
import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import { firstDayOfMonths, isDayOfMonth } from './day-of-month.js'
import { formatRule, type Rule } from './rule.js'

/** A search for a day of a series. All days are `YYYY-MM-DD`. */
export interface DaySearch {
  /** Its times of day, `COUNT` and `UNTIL` are ignored. It contains its days, as `withDaysOf` returns them. */
  readonly rule: Rule
  /** The day from which `INTERVAL` counts. */
  readonly start: string
  /** The first possible day, not before `start`. */
  readonly from: string
  /** The last possible day. */
  readonly until: string
}

/** The first day of the series that is accepted; null if there is none. A search ends after a limited number of steps. */
export function firstDay(search: DaySearch, accepts: (day: string) => boolean = () => true): string | null {
  const { rule, start, from, until } = search
  if (from > until) return null
  if (isDayOfMonth(rule)) return firstDayOfMonths(search, accepts)
  const days = new RRuleTemporal({
    rruleString: `DTSTART:${compact(anchor(rule, start, from))}T000000Z\nRRULE:${dayRule(rule)};UNTIL=${compact(until)}T000000Z`,
    maxIterations: rule.FREQ === 'DAILY' ? 4000 : 500,
    cache: false,
  })
  let day = nextOf(days, new Date(from), true)
  while (day !== null && !accepts(dayOf(day))) day = nextOf(days, new Date(dayOf(day)), false)
  return day && dayOf(day)
}

const dayOf = (instant: { toString(): string }): string => instant.toString().slice(0, 10)

/** The next instant of a rule; null if there is none, or if it was not found within the steps of the search. */
export function nextOf(rule: RRuleTemporal, after: Date, isIncluded: boolean): { toString(): string } | null {
  try {
    return rule.next(after, isIncluded)
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('Maximum iterations')) return null
    throw error
  }
}

const compact = (day: string): string => day.replaceAll('-', '')

/** The parts of the rule about days. */
function dayRule(rule: Rule): string {
  // Every day with filters is the same as the days of a year with these filters, and there are fewer years to check.
  const isDaily = rule.INTERVAL === 1 && (rule.FREQ === 'DAILY' || rule.FREQ === 'HOURLY')
  const FREQ = isDaily ? (rule.BYMONTHDAY.length > 0 ? 'YEARLY' : 'DAILY') : rule.FREQ
  return formatRule({ ...rule, FREQ, COUNT: null, UNTIL: null, BYHOUR: [], BYMINUTE: [], SKIP: null })
}

/** A day from which the series continues in the same way as from its start, one step before the search. */
function anchor(rule: Rule, start: string, from: string): string {
  const [first, day] = [Temporal.PlainDate.from(start), Temporal.PlainDate.from(from)]
  const unit = units[rule.FREQ]
  const base =
    rule.FREQ === 'MONTHLY' ? first.with({ day: 1 }) : rule.FREQ === 'YEARLY' ? first.with({ month: 1, day: 1 }) : first
  const steps = Math.floor(base.until(day, { largestUnit: unit })[unit] / rule.INTERVAL) - 1
  return steps < 1 ? start : base.add({ [unit]: steps * rule.INTERVAL }).toString()
}

const units = { HOURLY: 'days', DAILY: 'days', WEEKLY: 'weeks', MONTHLY: 'months', YEARLY: 'years' } as const
