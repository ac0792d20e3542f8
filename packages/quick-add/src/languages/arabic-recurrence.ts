// domain: tasks
import { anyOf, codes, dayOfMonth, every, monthly, type Pattern, reader, weekly, yearly } from '../grammar.js'
import type { RecurrencePhrase } from '../language.js'
import { normal } from '../normal.js'
import { months, numbers, units, weekdays } from './arabic-words.js'

interface Unit {
  readonly frequency: string
  /** The dual form means two. */
  readonly count: number
}

const split = (names: string) => normal(names).split(' ')

/** Units without a number: one or two. */
export const unitNames: ReadonlyMap<string, Unit> = new Map(
  units.flatMap(([frequency, one, two]) => [
    ...split(one).map((name): [string, Unit] => [name, { frequency, count: 1 }]),
    ...split(two).map((name): [string, Unit] => [name, { frequency, count: 2 }]),
  ]),
)

/** Units after a number. From eleven on, Arabic uses the singular. */
const countedUnits = new Map(
  units.flatMap(([frequency, one, , many]) =>
    [...split(one), ...split(many)].map((name) => [name, frequency] as const),
  ),
)

/** Reads "يومين", "3 أيام" and "أسبوع". */
export function countOf(words: string): Unit | null {
  const single = unitNames.get(words)
  if (single !== undefined) return single
  const [number = '', unit = '', ...others] = words.split(' ')
  const count = numbers.get(number) ?? (/^[1-9]\d{0,2}$/.test(number) ? Number(number) : 0)
  const frequency = countedUnits.get(unit)
  return frequency === undefined || count === 0 || others.length > 0 ? null : { frequency, count }
}

const pattern = <T>(source: string, read: Pattern<T>[1]): Pattern<T> => [normal(source), read]
const dayName = `(?:ال)?${anyOf(weekdays.keys())}`
const dayList = `${dayName}(?:(?: و ?|، ?و?|, ?و?)(?:يوم )?${dayName})*`
const daysIn = (words: string) =>
  [...words.matchAll(new RegExp(anyOf(weekdays.keys()), 'g'))].map(([name]) => weekdays.get(name) ?? 0)
const onPosition = (place: number, name: string) => `FREQ=MONTHLY;BYDAY=${place}${codes[daysIn(name)[0] ?? 0]}`
const ofMonth = '(?: من (?:كل |ال)شهر| في (?:كل |ال)شهر)'
const positions = { 1: 'أول', [-1]: 'آخر' }

/** What follows "كل". */
const repeated: readonly Pattern<string>[] = [
  pattern('(?<count>.+)', (of) => {
    const found = countOf(of('count'))
    return found && every(found.frequency, found.count)
  }),
  // "كل أحد" alone is "everyone".
  pattern(`(?:(?:يوم|أيام) |(?!أحد))(?<days>${dayList})`, (of) => weekly(daysIn(of('days')))),
  ...Object.entries(positions).map(([place, name]) =>
    pattern(`${name} (?:يوم )?(?<day>${dayName})${ofMonth}?`, (of) => onPosition(Number(place), of('day'))),
  ),
  pattern(`آخر يوم${ofMonth}`, () => 'FREQ=MONTHLY;BYMONTHDAY=-1'),
  pattern(`أسبوع (?:في )?(?:يوم )?(?<days>${dayList})`, (of) => weekly(daysIn(of('days')))),
  pattern(`(?:(?:سنة|عام) )?(?:في )?(?:يوم )?(?<day>${dayOfMonth}) (?<month>${anyOf(months.keys())})`, (of) =>
    yearly(of('day'), months.get(of('month'))),
  ),
  pattern('(?:شهر يوم|يوم) (?<day>\\d{1,2})', (of) => monthly([Number(of('day'))])),
]

/** Repetitions that do not start with "كل". */
const others: readonly Pattern<string>[] = [
  pattern('(?:في )?(?:يوم|اليوم) (?<day>\\d{1,2}) من كل شهر', (of) => monthly([Number(of('day'))])),
  pattern('(?:في )?آخر يوم من كل شهر', () => 'FREQ=MONTHLY;BYMONTHDAY=-1'),
  ...Object.entries(positions).map(([place, name]) =>
    pattern(`(?:في )?${name} (?:يوم )?(?<day>${dayName}) (?:من|في) كل شهر`, (of) =>
      onPosition(Number(place), of('day')),
    ),
  ),
]

const adverbs = new Map(
  Object.entries({ يوميا: 'DAILY', أسبوعيا: 'WEEKLY', شهريا: 'MONTHLY', سنويا: 'YEARLY' }).map(([word, frequency]) => [
    normal(word),
    frequency,
  ]),
)

const readRepeated = reader(repeated)
const readOther = reader(others)
const afterEvery = /^كل(!)? (.+)$/u

/** Reads "كل يوم اثنين", "كل! 3 أيام" and "يوميا". The exclamation mark counts from the completion. */
export function arabicRecurrence(words: string): RecurrencePhrase | null {
  const adverb = adverbs.get(words)
  if (adverb !== undefined) return { rule: every(adverb), isFromCompletion: false, isAdverb: true }
  const [, mark, rest] = afterEvery.exec(words) ?? []
  const rule = rest === undefined ? readOther(words) : readRepeated(rest)
  return rule === null ? null : { rule, isFromCompletion: mark === '!', isAdverb: false }
}
