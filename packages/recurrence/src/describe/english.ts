// domain: tasks
import { byWeekday, isMondayToFriday, namesIn, type RuleWords } from './rule-words.js'

const names = namesIn('en')
const units = { HOURLY: 'hour', DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' } as const
const suffixes: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' }
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' })

const ordinal = (number: number): string => `${number}${suffixes[ordinals.select(number)] ?? 'th'}`

/** `last`, `2nd to last`, `3rd`. */
function place(number: number): string {
  if (number === -1) return 'last'
  return number < 0 ? `${ordinal(-number)} to last` : ordinal(number)
}

function weekdayNames(weekdays: readonly number[]): string {
  if (isMondayToFriday(weekdays)) return 'Mon to Fri'
  return names.list(weekdays.map((day) => names.weekday(day, weekdays.length === 1 ? 'long' : 'short')))
}

/** The words of English. */
export const english: RuleWords = {
  every: (frequency, interval) =>
    interval === 1 ? `every ${units[frequency]}` : `every ${interval} ${units[frequency]}s`,
  weekdays(weekdays) {
    const days = weekdayNames(weekdays)
    if (isMondayToFriday(weekdays)) return { alone: days, each: 'every weekday', on: 'on weekdays' }
    return { alone: days, each: `every ${days}`, on: `on ${days}` }
  },
  placedDays(days, period) {
    const groups = byWeekday(days).map(
      ({ weekday, places }) => `${names.list(places.map(place))} ${names.weekday(weekday, 'long')}`,
    )
    const alone = names.list(groups)
    if (period === null) return { alone, each: null, on: `on the ${alone}` }
    const whole = `${alone} of the ${period}`
    return { alone, each: `every ${whole}`, on: `on the ${period === 'year' ? whole : alone}` }
  },
  monthDays(days) {
    const listed = names.list(days.map((day) => (day < 0 ? `${place(day)} day` : ordinal(day))))
    const alone = days.some((day) => day < 0) ? `${listed} of the month` : listed
    return { alone, each: `every ${alone}`, on: `on the ${alone}` }
  },
  dates: (dates) => `on ${dates}`,
  yearDays: (days) => `on the ${names.list(days.map((day) => `${place(day)} day`))} of the year`,
  weeks: (weeks) => `in the ${names.list(weeks.map(place))} week${weeks.length === 1 ? '' : 's'} of the year`,
  chosen: (places, days) => `on the ${names.list(places.map(place))} of these days: ${days}`,
  months: (months) => `in ${months}`,
  times: (times) => `at ${times}`,
  minutes: (minutes) => `at minute ${minutes}`,
  only: (on) => `only ${on}`,
  until: (date) => `until ${date}`,
  count: (count) => (count === 1 ? 'once' : `${count} times`),
  afterCompletion: (words) => `after completion: ${words}`,
  shorter: {
    BACKWARD: '(last day in shorter months)',
    FORWARD: '(first day of the next month after shorter months)',
    OMIT: '(not in shorter months)',
  },
}
