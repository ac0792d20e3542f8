// domain: tasks
import { twoDigits } from './calendar.js'
import type { NamedDay, Priority } from './language.js'
import { normal } from './normal.js'

/** The texts of a pattern's named groups. A group that is not in the pattern is an empty text. */
type Groups = (name: string) => string

/** A pattern for all of the words, and their meaning; null if they have none after all. */
export type Pattern<T> = readonly [source: string, read: (groups: Groups) => T | null]

/** Reads words with the first pattern that matches all of them and means something. */
export function reader<T>(patterns: readonly Pattern<T>[]): (words: string) => T | null {
  // The patterns are compiled on first use, because most programs read one language, and many read no line at all.
  let compiled: (readonly [RegExp, Pattern<T>[1]])[] | undefined
  return (words) => {
    compiled ??= patterns.map(([source, read]) => [new RegExp(`^(?:${source})$`, 'u'), read] as const)
    for (const [pattern, read] of compiled) {
      const groups = pattern.exec(words)
      const value = groups === null ? null : read((name) => groups.groups?.[name] ?? '')
      if (value !== null) return value
    }
    return null
  }
}

/** A set of words, written with blanks between them. */
export const wordSet = (words: string): ReadonlySet<string> => new Set(normal(words).split(/\s+/))

/** Words with their meanings: `{ 1: 'monday mon' }`. */
export function meanings(words: Readonly<Record<number, string>>): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(words).flatMap(([value, names]) =>
      normal(names)
        .split(/\s+/)
        .map((name): [string, number] => [name.replaceAll('_', ' '), Number(value)]),
    ),
  )
}

/** An alternative of all words, longest first. */
export const anyOf = (words: Iterable<string>): string =>
  `(?:${[...words].sort((one, other) => other.length - one.length).join('|')})`

export const isoDay = '\\d{4}-\\d{2}-\\d{2}'
export const dayOfMonth = '(?:0?[1-9]|[12]\\d|3[01])'

export const weekday = (number: number | undefined, isNext = false): NamedDay | null =>
  number === undefined ? null : { type: 'weekday', weekday: number, isNext }

export function date(day: string, month: number | undefined, year: string): NamedDay | null {
  if (month === undefined) return null
  return { type: 'date', day: Number.parseInt(day, 10), month, ...(year === '' ? {} : { year: Number(year) }) }
}

/** `HH:MM`; null if it is not a valid time. */
export function clock(hour: number, minute: number): string | null {
  return hour <= 23 && minute <= 59 ? `${twoDigits(hour)}:${twoDigits(minute)}` : null
}

/** A time on a 12-hour clock; null if it has no such hour. */
export function halfDay(hour: number, minute: number, isAfternoon: boolean): string | null {
  return hour >= 1 && hour <= 12 ? clock((hour % 12) + (isAfternoon ? 12 : 0), minute) : null
}

/** An hour without am or pm. From one to six, nearly everybody means the afternoon. */
export const bareHour = (hour: number): string | null => clock(hour >= 1 && hour <= 6 ? hour + 12 : hour, 0)

export const codes = ['', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** `FREQ=WEEKLY;BYDAY=MO,TH` from the numbers of the days. */
export function weekly(days: readonly number[], interval = 1): string {
  const byDay = [...new Set(days)].sort((a, b) => a - b).map((day) => codes[day])
  return `${every('WEEKLY', interval)};BYDAY=${byDay.join(',')}`
}

export const every = (frequency: string, interval = 1): string =>
  `FREQ=${frequency}${interval === 1 ? '' : `;INTERVAL=${interval}`}`

export function monthly(days: readonly number[]): string | null {
  return days.every((day) => day >= 1 && day <= 31) ? `FREQ=MONTHLY;BYMONTHDAY=${days.join(',')}` : null
}

export const yearly = (day: string, month: number | undefined): string | null =>
  month === undefined ? null : `FREQ=YEARLY;BYMONTH=${month};BYMONTHDAY=${Number.parseInt(day, 10)}`

/** Each mark with each name of a priority: `!high`, `+high`; and `!1` to `!3`. "+1" means something else. */
export function priorityMarks(names: Readonly<Record<Priority, string>>): Record<string, Priority> {
  const named = Object.fromEntries(
    Object.entries(names).flatMap(([priority, words]) =>
      normal(words)
        .split(' ')
        .flatMap((word) => [`!${word}`, `+${word}`].map((mark): [string, Priority] => [mark, priority as Priority])),
    ),
  )
  return { ...named, '!1': 'high', '!2': 'medium', '!3': 'low' }
}
