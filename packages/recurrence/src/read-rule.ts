// domain: tasks
import { Temporal } from 'temporal-polyfill'
import { frequencies, type NumberPart, numberParts, type Rule, skips, weekdays } from './rule.js'
import { RuleFault } from './rule-fault.js'

/** Longer rules occur only in attacks. */
const maxLength = 500

/** The smallest and the largest value of each part; a part with `fromEnd` may also count from the end, as in `-1`. */
const ranges: Record<NumberPart, { from: number; to: number; fromEnd?: true }> = {
  BYMONTH: { from: 1, to: 12 },
  BYWEEKNO: { from: 1, to: 53, fromEnd: true },
  BYYEARDAY: { from: 1, to: 366, fromEnd: true },
  BYMONTHDAY: { from: 1, to: 31, fromEnd: true },
  BYHOUR: { from: 0, to: 23 },
  BYMINUTE: { from: 0, to: 59 },
  BYSECOND: { from: 0, to: 0 },
  BYSETPOS: { from: 1, to: 366, fromEnd: true },
}

/**
 * Parses the text of a rule, in upper or lower case, with or without `RRULE:`. It checks the value of each part, but not
 * whether the parts can be combined.
 * @throws {RuleFault} which says what is wrong
 */
export function readRule(text: string): Rule {
  const parts = partsOf(text)
  const take = (name: string) => {
    const value = parts.get(name)
    parts.delete(name)
    return value
  }
  const rule = {
    FREQ: frequency(take('FREQ')),
    INTERVAL: wholeNumber('INTERVAL', take('INTERVAL') ?? '1', 1000),
    COUNT: optional(take('COUNT'), (value) => wholeNumber('COUNT', value, 100_000)),
    UNTIL: optional(take('UNTIL'), end),
    BYDAY: list(take('BYDAY')).map(dayOfWeek),
    WKST: optional(take('WKST'), (value) => oneOf('WKST', value, weekdays)),
    SKIP: optional(take('SKIP'), (value) => oneOf('SKIP', value, skips)),
    ...numbers(take),
  }
  optional(take('RSCALE'), (value) => oneOf('RSCALE', value, ['GREGORIAN']))
  const [unknown] = parts.keys()
  if (unknown !== undefined) throw new RuleFault(`A repetition rule has no part ${unknown}.`)
  return rule
}

function partsOf(text: string): Map<string, string> {
  const words = text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
  if (words === '') throw new RuleFault('The repetition rule is empty. Write one such as FREQ=WEEKLY;BYDAY=MO.')
  if (words.length > maxLength) throw new RuleFault(`A repetition rule has at most ${maxLength} characters.`)
  const parts = new Map<string, string>()
  for (const part of words.replace(/;$/, '').split(';')) {
    const [, name, value] = /^([A-Z-]+)=(.+)$/.exec(part.trim()) ?? []
    if (name === undefined || value === undefined) {
      throw new RuleFault('Each part of a repetition rule has a name and a value, as in FREQ=WEEKLY.')
    }
    if (parts.has(name)) throw new RuleFault(`The repetition rule has ${name} twice.`)
    parts.set(name, value)
  }
  return parts
}

function frequency(value: string | undefined): Rule['FREQ'] {
  if (value === undefined)
    throw new RuleFault('The repetition rule does not say how often. Begin with FREQ=DAILY, for example.')
  if (value === 'SECONDLY' || value === 'MINUTELY') {
    throw new RuleFault('A task can repeat every hour, but not more often. Use FREQ=HOURLY.')
  }
  return oneOf('FREQ', value, frequencies)
}

const optional = <T>(value: string | undefined, read: (value: string) => T): T | null =>
  value === undefined ? null : read(value)

const list = (value: string | undefined): string[] => value?.split(',') ?? []

function oneOf<const T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value)
  if (found === undefined) throw new RuleFault(`${name} must be ${allowed.join(', ').replace(/, (?=\w+$)/, ' or ')}.`)
  return found
}

function wholeNumber(name: string, value: string, to: number): number {
  const number = /^\d{1,6}$/.test(value) ? Number(value) : 0
  if (number < 1 || number > to) throw new RuleFault(`${name} must be a whole number from 1 to ${to}.`)
  return number
}

function numbers(take: (name: string) => string | undefined): Record<NumberPart, number[]> {
  const entries = numberParts.map((name) => [name, unique(list(take(name)).map((value) => numberIn(name, value)))])
  return Object.fromEntries(entries) as Record<NumberPart, number[]>
}

const unique = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b)

function numberIn(name: NumberPart, value: string): number {
  const { from, to, fromEnd } = ranges[name]
  const number = /^[+-]?\d{1,3}$/.test(value) ? Number(value) : Number.NaN
  const size = fromEnd ? Math.abs(number) : number
  if (size >= from && size <= to) return number
  const negative = fromEnd ? `, or from -${to} to -${from}` : ''
  throw new RuleFault(from === to ? `${name} must be ${from}.` : `${name} must be from ${from} to ${to}${negative}.`)
}

function dayOfWeek(value: string): string {
  const [, position = '', day] = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(value) ?? []
  if (day === undefined || (position !== '' && Math.abs(Number(position)) - 1 > 52) || Number(position || 1) === 0) {
    throw new RuleFault('BYDAY must have days such as MO, 2TU for the second Tuesday or -1FR for the last Friday.')
  }
  return `${position === '' ? '' : Number(position)}${day}`
}

function end(value: string): string {
  const [, year, month, day, hour = '00', minute = '00'] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\dZ?)?$/.exec(value) ?? []
  try {
    Temporal.PlainDateTime.from(`${year}-${month}-${day}T${hour}:${minute}`)
    return value
  } catch {
    throw new RuleFault('UNTIL must be an existing day, such as 20261231, or an instant, such as 20261231T225959Z.')
  }
}
