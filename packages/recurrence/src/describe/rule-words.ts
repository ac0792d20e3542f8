// domain: tasks
import type { Rule } from '../rule.js'

/** The languages in which a rule can be described. */
export type RuleLanguage = 'en' | 'de' | 'ar'

/** Days in the forms that a description needs. */
export interface DayWords {
  /** `Mon and Thu` */
  readonly alone: string
  /** `every last Friday of the month`; null if more words are needed, such as months. */
  readonly each: string | null
  /** `on the last Friday` */
  readonly on: string
}

/** A weekday of a month or a year, such as the last Friday. */
export interface PlacedDay {
  /** 1 for the first, -1 for the last. */
  readonly place: number
  /** 1 for Monday to 7 for Sunday. */
  readonly weekday: number
}

/** The words that a language needs to describe a rule. Days and months come from `Intl`. */
export interface RuleWords {
  /** `every 2 weeks` */
  every(frequency: Rule['FREQ'], interval: number): string
  /** @param weekdays 1 for Monday to 7 for Sunday, in order */
  weekdays(weekdays: readonly number[]): DayWords
  /** @param period null if months follow */
  placedDays(days: readonly PlacedDay[], period: 'month' | 'year' | null): DayWords
  /** @param days of a month; -1 is the last */
  monthDays(days: readonly number[]): DayWords
  /** @param dates such as `December 24` */
  dates(dates: string): string
  yearDays(days: readonly number[]): string
  weeks(weeks: readonly number[]): string
  /** @param places which of these days: 1 for the first, -1 for the last */
  chosen(places: readonly number[], days: string): string
  months(names: string): string
  times(times: string): string
  minutes(minutes: string): string
  /** @param on the days of another condition */
  only(on: string): string
  until(date: string): string
  count(count: number): string
  afterCompletion(words: string): string
  /** What happens to a day that a month does not have. */
  readonly shorter: Readonly<Record<Exclude<Rule['SKIP'], null>, string>>
}

/** All parts of a description. */
export interface Speech {
  readonly words: RuleWords
  readonly names: Names
  readonly comma: string
}

/** The names of days and months, and lists, in a language. */
export interface Names {
  /** @param weekday 1 for Monday to 7 for Sunday */
  weekday(weekday: number, width: 'long' | 'short'): string
  month(month: number): string
  date(month: number, day: number): string
  fullDate(day: string): string
  list(items: readonly string[]): string
}

export function namesIn(language: RuleLanguage): Names {
  const format = (date: Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(date)
  // The first of January 2024 was a Monday, and that year had a 29th of February.
  const day = (month: number, day: number) => new Date(Date.UTC(2024, month - 1, day))
  const lists = new Intl.ListFormat(language)
  return {
    weekday: (weekday, width) => format(day(1, weekday), { weekday: width }),
    month: (month) => format(day(month, 1), { month: 'long' }),
    date: (month, date) => format(day(month, date), { month: 'long', day: 'numeric' }),
    fullDate: (date) => format(new Date(date), { dateStyle: 'long' }),
    list: (items) => lists.format(items),
  }
}

/** Whether these are exactly the days from Monday to Friday. */
export const isMondayToFriday = (weekdays: readonly number[]): boolean => weekdays.join() === '1,2,3,4,5'

/** Days with the same places are named together, such as the first and third Monday. */
export function byWeekday(days: readonly PlacedDay[]): { weekday: number; places: number[] }[] {
  const groups = new Map<number, number[]>()
  for (const { place, weekday } of days) groups.set(weekday, [...(groups.get(weekday) ?? []), place])
  return [...groups].map(([weekday, places]) => ({ weekday, places }))
}
