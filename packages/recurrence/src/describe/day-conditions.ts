// domain: tasks
import { isDayOfMonth } from '../day-of-month.js'
import { type Rule, weekdays } from '../rule.js'
import type { DayWords, Names, PlacedDay, RuleWords, Speech } from './rule-words.js'

/** The days of a rule. */
export interface Condition extends DayWords {
  readonly isWeekdays?: true
  readonly isMonthDays?: true
}

/** The rule's conditions for its days, longest period first. A day must meet all of them. */
export function conditionsOf(rule: Rule, speech: Speech): Condition[] {
  const { words, names } = speech
  const { BYMONTHDAY, BYWEEKNO, BYYEARDAY } = rule
  const dates = datesOf(rule, names)
  const ofYear = (on: string): Condition => ({ alone: on, each: null, on })
  const note = shorterNote(rule, words)
  return [
    ...(BYYEARDAY.length > 0 ? [ofYear(words.yearDays(lastAtEnd(BYYEARDAY)))] : []),
    ...(BYWEEKNO.length > 0 ? [ofYear(words.weeks(lastAtEnd(BYWEEKNO)))] : []),
    ...(dates === null ? [] : [ofYear(words.dates(dates) + note)]),
    ...(BYMONTHDAY.length > 0 && dates === null ? [withNote(words.monthDays(lastAtEnd(BYMONTHDAY)), note)] : []),
    ...weekdaysOf(rule, speech),
  ]
}

/** A day needs to be only one of these weekdays. */
function weekdaysOf({ FREQ, BYDAY, BYMONTH }: Rule, { words, names }: Speech): Condition[] {
  const days = BYDAY.map(placedDay)
  const plain = days.filter(({ place }) => place === 0).map(({ weekday }) => weekday)
  const placed = days.filter(({ place }) => place !== 0)
  const period = BYMONTH.length > 0 ? null : FREQ === 'YEARLY' ? 'year' : 'month'
  const weekly: Condition[] = plain.length > 0 ? [{ ...words.weekdays(plain.sort()), isWeekdays: true }] : []
  if (placed.length === 0) return weekly
  const all = [words.placedDays(placed, period), ...weekly]
  const each = period === null ? null : names.list(all.flatMap(({ each }) => each ?? []))
  const on = names.list(all.map(({ each, on }, at) => (at === 0 ? on : (each ?? on))))
  return [{ alone: names.list(all.map(({ alone }) => alone)), each, on }]
}

/** The last day comes after the first one. */
const lastAtEnd = (days: readonly number[]): number[] => [
  ...days.filter((day) => day > 0),
  ...days.filter((day) => day < 0),
]

/** Place 0 is every day with this name. */
function placedDay(day: string): PlacedDay {
  return { place: Number(day.slice(0, -2)), weekday: weekdays.findIndex((name) => day.endsWith(name)) + 1 }
}

const withNote = ({ alone, each, on }: DayWords, note: string): Condition => ({
  alone,
  each: each === null ? null : each + note,
  on: on + note,
  isMonthDays: true,
})

/** The dates of a rule such as the 24th of December; null if it has no dates, or dates that no year has. */
export function datesOf({ FREQ, BYMONTH, BYMONTHDAY }: Rule, names: Names): string | null {
  const isOfDates = BYMONTH.every((month) => BYMONTHDAY.every((day) => day > 0 && day <= longest(month)))
  if (FREQ !== 'YEARLY' || BYMONTH.length === 0 || BYMONTHDAY.length === 0 || !isOfDates) return null
  return names.list(BYMONTH.flatMap((month) => BYMONTHDAY.map((day) => names.date(month, day))))
}

/** What happens in months that lack a day of the rule; empty if none does. */
function shorterNote(rule: Rule, { shorter }: RuleWords): string {
  const { BYMONTH, BYMONTHDAY, SKIP } = rule
  const lengths = (BYMONTH.length > 0 ? BYMONTH : [2]).map((month) => (month === 2 ? 28 : longest(month)))
  const isShort = BYMONTHDAY.some((day) => day > Math.min(...lengths))
  return isDayOfMonth(rule) && isShort ? ` ${shorter[SKIP ?? 'BACKWARD']}` : ''
}

/** The maximum number of days in a month. */
const longest = (month: number): number => (month === 2 ? 29 : [4, 6, 9, 11].includes(month) ? 30 : 31)
