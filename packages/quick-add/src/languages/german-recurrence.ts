// domain: tasks
import { anyOf, codes, dayOfMonth, every, monthly, type Pattern, reader, weekly, yearly } from '../grammar.js'
import type { RecurrencePhrase } from '../language.js'
import { months, numbers, ordinals, shortWeekdays, weekdays } from './german-words.js'

const allWeekdays = new Map([...weekdays, ...shortWeekdays])
const dayName = anyOf(allWeekdays.keys())
const separator = '(?:, und |, | und | & |/| oder |,)'
const dayList = `${dayName}(?:${separator}(?:jeden )?${dayName})*`
const adverbName = `${anyOf(weekdays.keys())}s`
const month = `(?<month>${anyOf(months.keys())})\\.?`
const day = `(?<day>${dayOfMonth})\\.`
const dates = `(?<days>${dayOfMonth}\\.(?:${separator}${dayOfMonth}\\.)*)`
const frequencies: Record<string, string> = {
  stunde: 'HOURLY',
  tag: 'DAILY',
  woche: 'WEEKLY',
  monat: 'MONTHLY',
  jahr: 'YEARLY',
  quartal: 'MONTHLY',
}
const unit = '(?<unit>stunde|tag|woche|monat|jahr|quartal)'
const position = `(?<position>${anyOf(ordinals.keys())})`
const ofMonth = '(?: im monat| des monats| eines? (?:jeden )?monats| jeden monats| in jedem monat)'

const daysIn = (words: string) =>
  [...words.matchAll(new RegExp(dayName, 'g'))].map(([name]) => allWeekdays.get(name) ?? 0)
const datesIn = (words: string) => [...words.matchAll(/\d+/g)].map(Number)
const count = (words: string) => numbers.get(words) ?? Number(words)
const each = (name: string, interval = 1) =>
  every(frequencies[name] ?? '', name === 'quartal' ? interval * 3 : interval)
const onPosition = (place: number, name: string) => `FREQ=MONTHLY;BYDAY=${place}${codes[allWeekdays.get(name) ?? 0]}`

/** What follows "jeden", "jede" or "jedes". */
const repeated: readonly Pattern<string>[] = [
  [unit, (of) => each(of('unit'))],
  [`(?:zweiten?|2\\.) ${unit}`, (of) => each(of('unit'), 2)],
  [`(?:dritten?|3\\.) ${unit}`, (of) => each(of('unit'), 3)],
  ['(?:werk|arbeits|wochen)tag', () => weekly([1, 2, 3, 4, 5])],
  ['wochenende', () => weekly([6])],
  [`(?<days>${dayList})`, (of) => weekly(daysIn(of('days')))],
  [`(?:zweiten|2\\.) (?<name>${dayName})${ofMonth}`, (of) => onPosition(2, of('name'))],
  [`zweiten (?<days>${dayName})`, (of) => weekly(daysIn(of('days')), 2)],
  [
    `${position} tag${ofMonth}?`,
    (of) => (ordinals.get(of('position')) === -1 ? 'FREQ=MONTHLY;BYMONTHDAY=-1' : 'FREQ=MONTHLY;BYMONTHDAY=1'),
  ],
  [`${position} (?<name>${dayName})${ofMonth}?`, (of) => onPosition(ordinals.get(of('position')) ?? 1, of('name'))],
  [`${dates}${ofMonth}?`, (of) => monthly(datesIn(of('days')))],
  [`monat am ${dates}`, (of) => monthly(datesIn(of('days')))],
  ['monat am letzten tag|monatsende', () => 'FREQ=MONTHLY;BYMONTHDAY=-1'],
  [`woche am (?<days>${dayList})`, (of) => weekly(daysIn(of('days')))],
  [`(?:jahr am )?${day} ?${month}`, (of) => yearly(of('day'), months.get(of('month')))],
]

/** Repetitions that do not start with "jeden". */
const others: readonly Pattern<string>[] = [
  [
    `alle (?<count>[1-9]\\d{0,2}|${anyOf(numbers.keys())}) (?<unit>stunde|tag|woche|monat|jahr)(?:e|n|en)?`,
    (of) => each(of('unit'), count(of('count'))),
  ],
  [
    `alle (?<count>[1-9]\\d?|${anyOf(numbers.keys())}) wochen am (?<days>${dayList})`,
    (of) => weekly(daysIn(of('days')), count(of('count'))),
  ],
  [`(?:am |immer am )?${dates} (?:jeden|jedes|eines jeden) monats`, (of) => monthly(datesIn(of('days')))],
  [`immer (?:am )?(?<days>${adverbName}|${dayList})`, (of) => weekly(daysIn(of('days')))],
  [`(?<days>${adverbName}(?:${separator}${adverbName})*)`, (of) => weekly(daysIn(of('days')))],
]

const adverbs: Record<string, string> = {
  stündlich: every('HOURLY'),
  täglich: every('DAILY'),
  wöchentlich: every('WEEKLY'),
  monatlich: every('MONTHLY'),
  vierteljährlich: every('MONTHLY', 3),
  jährlich: every('YEARLY'),
  wochentags: weekly([1, 2, 3, 4, 5]),
  werktags: weekly([1, 2, 3, 4, 5]),
}

const readRepeated = reader(repeated)
const readOther = reader(others)

/** Reads "jeden Montag", "alle! 3 Tage" and "täglich". The exclamation mark counts from the completion. */
export function germanRecurrence(words: string): RecurrencePhrase | null {
  const adverb = Object.hasOwn(adverbs, words) ? adverbs[words] : undefined
  if (adverb !== undefined) return { rule: adverb, isFromCompletion: false, isAdverb: true }
  const isFromCompletion = /^(?:alle|jede[ns]?)! /.test(words)
  const plain = isFromCompletion ? words.replace('!', '') : words
  const rest = /^(?:an )?jede[ns]? (.+)$/.exec(plain)?.[1]
  const rule = (rest === undefined ? null : readRepeated(rest)) ?? readOther(plain)
  return rule === null ? null : { rule, isFromCompletion, isAdverb: false }
}
