// domain: tasks
import { anyOf, codes, dayOfMonth, every, monthly, type Pattern, reader, weekly, yearly } from '../grammar.js'
import type { RecurrencePhrase } from '../language.js'
import { months, numbers, shortWeekdays, weekdays } from './english-words.js'

const allWeekdays = new Map([...weekdays, ...shortWeekdays])
const plural = new Map(
  [...allWeekdays].flatMap(([name, number]) => [[name, number] as const, [`${name}s`, number] as const]),
)
const dayName = anyOf(plural.keys())
const separator = '(?:, and |, | and | & |/| or |,)'
const dayList = `${dayName}(?:${separator}${dayName})*`
const ordinalDay = `${dayOfMonth}(?:st|nd|rd|th)`
const month = anyOf(months.keys())
const frequencies: Record<string, string> = {
  hour: 'HOURLY',
  day: 'DAILY',
  week: 'WEEKLY',
  month: 'MONTHLY',
  year: 'YEARLY',
}
const unit = `(?<unit>${Object.keys(frequencies).join('|')})`
const positions: Record<string, number> = {
  first: 1,
  '1st': 1,
  '2nd': 2,
  third: 3,
  '3rd': 3,
  fourth: 4,
  '4th': 4,
  last: -1,
}
const position = `(?<position>${Object.keys(positions).join('|')})`
const ofMonth = '(?: of (?:the|each|every) month| in (?:the|each|every) month)'

const daysIn = (words: string) => [...words.matchAll(new RegExp(dayName, 'g'))].map(([name]) => plural.get(name) ?? 0)
const datesIn = (words: string) => [...words.matchAll(/\d+/g)].map(Number)
const onPosition = (place: string, day: string) =>
  `FREQ=MONTHLY;BYDAY=${positions[place] ?? 2}${codes[plural.get(day) ?? 0]}`
const count = (words: string) => numbers.get(words) ?? Number(words)

/** What follows "every". */
const repeated: readonly Pattern<string>[] = [
  [unit, (of) => every(frequencies[of('unit')] ?? '')],
  [`other ${unit}`, (of) => every(frequencies[of('unit')] ?? '', 2)],
  [
    `(?<count>[1-9]\\d{0,2}|${anyOf(numbers.keys())}) ${unit}s`,
    (of) => every(frequencies[of('unit')] ?? '', count(of('count'))),
  ],
  [`second ${unit}`, (of) => every(frequencies[of('unit')] ?? '', 2)],
  ['fortnight', () => every('WEEKLY', 2)],
  ['quarter', () => every('MONTHLY', 3)],
  ['weekday|workday|working day', () => weekly([1, 2, 3, 4, 5])],
  ['weekend', () => weekly([6])],
  [`(?<days>${dayList})`, (of) => weekly(daysIn(of('days')))],
  [`(?:other|second) (?<days>${dayName})`, (of) => weekly(daysIn(of('days')), 2)],
  [
    `(?:week|(?<count>[1-9]\\d?|${anyOf(numbers.keys())}) weeks) on (?<days>${dayList})`,
    (of) => weekly(daysIn(of('days')), of('count') === '' ? 1 : count(of('count'))),
  ],
  [`second (?<day>${dayName})${ofMonth}`, (of) => onPosition('2nd', of('day'))],
  [`${position} (?<day>${dayName})${ofMonth}?`, (of) => onPosition(of('position'), of('day'))],
  [
    `(?<first>1st|2nd|3rd|4th) (?:and|&) (?<second>2nd|3rd|4th) (?<day>${dayName})${ofMonth}?`,
    (of) => {
      const day = codes[plural.get(of('day')) ?? 0]
      return `FREQ=MONTHLY;BYDAY=${of('first')[0]}${day},${of('second')[0]}${day}`
    },
  ],
  [`month on the (?:second|${position}) (?<day>${dayName})`, (of) => onPosition(of('position') || '2nd', of('day'))],
  [`(?<days>${ordinalDay}(?:${separator}${ordinalDay})*)${ofMonth}?`, (of) => monthly(datesIn(of('days')))],
  [`month on the (?<days>${ordinalDay}(?:${separator}(?:the )?${ordinalDay})*)`, (of) => monthly(datesIn(of('days')))],
  [`last day${ofMonth}?|month on the last day|end of month`, () => 'FREQ=MONTHLY;BYMONTHDAY=-1'],
  [
    `(?:year on )?(?:the )?(?<day>${dayOfMonth})(?:st|nd|rd|th)?(?: of)? (?<month>${month})`,
    (of) => yearly(of('day'), months.get(of('month'))),
  ],
  [
    `(?:year on )?(?<month>${month}) (?<day>${dayOfMonth})(?:st|nd|rd|th)?`,
    (of) => yearly(of('day'), months.get(of('month'))),
  ],
]

/** Repetitions that do not start with "every". */
const others: readonly Pattern<string>[] = [
  [
    `on the (?<days>${ordinalDay}(?:${separator}(?:the )?${ordinalDay})*) of (?:every|each) month`,
    (of) => monthly(datesIn(of('days'))),
  ],
  ['(?:on )?the last day of (?:every|each) month', () => 'FREQ=MONTHLY;BYMONTHDAY=-1'],
  [
    `(?:on )?the (?:second|${position}) (?<day>${dayName}) of (?:every|each) month`,
    (of) => onPosition(of('position') || '2nd', of('day')),
  ],
  [`on (?<days>${dayName}s(?:${separator}${dayName}s)*)`, (of) => weekly(daysIn(of('days')))],
  ['(?:on )?weekdays', () => weekly([1, 2, 3, 4, 5])],
]

const adverbs: Record<string, string> = {
  hourly: every('HOURLY'),
  daily: every('DAILY'),
  weekly: every('WEEKLY'),
  fortnightly: every('WEEKLY', 2),
  monthly: every('MONTHLY'),
  quarterly: every('MONTHLY', 3),
  yearly: every('YEARLY'),
  annually: every('YEARLY'),
}

const readRepeated = reader(repeated)
const readOther = reader(others)

/** Reads "every! 3 days" and "daily". The exclamation mark counts from the completion. */
export function englishRecurrence(words: string): RecurrencePhrase | null {
  const adverb = Object.hasOwn(adverbs, words) ? adverbs[words] : undefined
  if (adverb !== undefined) return { rule: adverb, isFromCompletion: false, isAdverb: true }
  const [, mark, rest] = /^(?:every(!)?|each) (.+)$/.exec(words) ?? []
  const rule = rest === undefined ? readOther(words) : readRepeated(rest)
  return rule === null ? null : { rule, isFromCompletion: mark === '!', isAdverb: false }
}
