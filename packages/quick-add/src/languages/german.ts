// domain: tasks
import {
  anyOf,
  bareHour,
  clock,
  date,
  dayOfMonth,
  isoDay,
  type Pattern,
  priorityMarks,
  reader,
  weekday,
  wordSet,
} from '../grammar.js'
import type { DayPhrase, Language, NamedDay } from '../language.js'
import {
  finalVerb,
  isAboutDay,
  isEnjoyed,
  isNameInGerman,
  isNotRepeatedInGerman,
  lastsUntil,
  needsMore,
} from './german-names.js'
import { germanRecurrence } from './german-recurrence.js'
import { months, numbers, shortWeekdays, weekdays } from './german-words.js'

const weekdayName = `(?<weekday>${anyOf(weekdays.keys())})`
const anyWeekday = new Map([...weekdays, ...shortWeekdays])
const day = `(?<day>${dayOfMonth})\\.`
const month = `(?<month>${anyOf(months.keys())})\\.?`
const year = '(?: ?(?<year>20\\d\\d))?'

const bareDate: readonly Pattern<NamedDay>[] = [
  [`(?<day>${isoDay})`, (of) => ({ type: 'iso', day: of('day') })],
  [`${day} ?${month}${year}`, (of) => date(of('day'), months.get(of('month')), of('year'))],
  [`${day} ?(?<month>0?[1-9]|1[0-2])\\.${year}`, (of) => date(of('day'), Number(of('month')), of('year'))],
]

const relative: readonly Pattern<NamedDay>[] = [
  ['heute|heute abend', () => ({ type: 'offset' })],
  ['morgen', () => ({ type: 'offset', days: 1 })],
  ['übermorgen', () => ({ type: 'offset', days: 2 })],
  [
    `in (?<count>${anyOf(numbers.keys())}|[1-9]|1[0-4]) (?<unit>tag|woche|monat)(?:e|n|en)?`,
    (of) => {
      const count = numbers.get(of('count')) ?? Number(of('count'))
      if (of('unit') === 'monat') return { type: 'offset', months: count }
      return { type: 'offset', days: of('unit') === 'woche' ? count * 7 : count }
    },
  ],
]

/** "Diesen" and "kommenden" mean the coming one, "nächsten" the one of next week. */
const qualified: readonly Pattern<NamedDay>[] = [
  [`(?:diesen|kommenden) ${weekdayName}`, (of) => weekday(weekdays.get(of('weekday')))],
  [`nächsten ${weekdayName}`, (of) => weekday(weekdays.get(of('weekday')), true)],
]
const named: readonly Pattern<NamedDay>[] = [[weekdayName, (of) => weekday(weekdays.get(of('weekday')))]]
const short: readonly Pattern<NamedDay>[] = [
  [`(?<weekday>${anyOf(shortWeekdays.keys())})\\.?`, (of) => weekday(shortWeekdays.get(of('weekday')))],
]

const bare = reader([...bareDate, ...relative, ...qualified, ...named])
const afterOn = reader([
  ...bareDate,
  ...named,
  ...short,
  [`(?:kommenden) ${weekdayName}`, (of) => weekday(weekdays.get(of('weekday')))],
  [`nächsten ${weekdayName}`, (of) => weekday(weekdays.get(of('weekday')), true)],
  [`${anyOf(anyWeekday.keys())},? (?:den |dem )?(?<rest>${dayOfMonth}\\..*)`, (of) => reader(bareDate)(of('rest'))],
])
const afterBy = reader([...bareDate, ...relative, ...qualified, ...named, ...short])
const lenient = reader([...bareDate, ...relative, ...qualified, ...named, ...short])
const prepositions =
  /^(?<by>(?:fällig |spätestens )?bis (?:zum |zu )?|spätestens |fällig )?(?<on>am |zum )?(?<rest>.+)$/

function dayPhrase(words: string): DayPhrase | null {
  const { by = '', on = '', rest = '' } = prepositions.exec(words)?.groups ?? {}
  const found = on !== '' ? afterOn(rest) : by !== '' ? afterBy(rest) : bare(rest)
  return found && { day: found, isStated: by !== '' || on !== '' }
}

const minutesIn: Record<string, number> = { m: 1, s: 60, h: 60, t: 1440, w: 10_080 }
const time = '(?<hour>\\d{1,2})(?:[:.](?<minute>\\d{2}))?'

export const german: Language = {
  day: dayPhrase,
  shortDay: (words) => lenient(words.replace(/^(?:bis|am|zum|bis zum|bis am) /, '')),
  time: reader([
    [`(?:um |ab )?${time} uhr`, (of) => clock(Number(of('hour')), Number(of('minute')))],
    ['(?:um )?(?<hour>\\d{1,2}):(?<minute>\\d{2})', (of) => clock(Number(of('hour')), Number(of('minute')))],
    ['um halb (?<hour>[1-9]|1[0-2])', (of) => halfPast(Number(of('hour')) - 1)],
    ['um (?<hour>\\d{1,2})', (of) => bareHour(Number(of('hour')))],
  ]),
  recurrence: germanRecurrence,
  reminder: reader([
    [
      '(?:erinnere mich|erinner mich|erinnerung|mit erinnerung) (?<count>\\d{1,4}|eine?) ?(?<unit>m|s|h|t|w)(?:in|inuten?|tunden?|td|ag|agen?|oche|ochen)?\\.? (?:vorher|davor|zuvor|früher)',
      (of) => (Number(of('count')) || 1) * (minutesIn[of('unit')] ?? 1),
    ],
  ]),
  deadline: reader([['(?:frist|deadline|stichtag|abgabefrist):? (?<words>.+)', (of) => of('words')]]),
  evening: /abend/,
  priorities: priorityMarks({ low: 'niedrig low', medium: 'mittel medium', high: 'hoch high' }),
  isSomethingElse: isNameInGerman,
  isNotRepeated: isNotRepeatedInGerman,
  needsMore,
  goesOn: wordSet(
    `und oder bis früh morgen vormittag vormittags mittag mittags nachmittag nachmittags abend abends nacht nachts ist war wird zählt hat
    sind waren werden wir ich du er sie es man geht kommt kam vor nach um von der des show journal`,
  ),
  // "Freitag anrufen" may mean Mr Freitag, and "Morgen" may be the time of day.
  maybeStarts: (phrase, rest, isStated) => {
    if (isAboutDay(rest[0] ?? null) || (isStated && lastsUntil(phrase, rest))) return false
    if (isStated) return true
    const words = phrase.map((word) => word.normal).join(' ')
    // "In zwei Wochen zum Traumkörper" means a duration.
    if (words.startsWith('in ') && /^(?:zum|zur)$/.test(rest[0]?.normal ?? '')) return false
    return /^(?:heute|morgen|übermorgen|\d{4}-.*)$/.test(words) || /^(?:diesen|kommenden|nächsten|in) /.test(words)
  },
  maybeStartsRepeated: (next) => !isEnjoyed(next),
  startsRange: wordSet('von vom zwischen seit ab'),
  endsRange: wordSet('bis'),
  namesAfterStop: /^(?:der|den|dem) \d/,
  finalVerb,
}

/** "Halb neun" is half past eight; "halb fünf" is in the afternoon, as a bare hour is. */
function halfPast(hour: number): string | null {
  const full = bareHour(hour === 0 ? 12 : hour)
  return full === null ? null : full.replace(/00$/, '30')
}
