// domain: tasks
import {
  anyOf,
  bareHour,
  clock,
  date,
  dayOfMonth,
  halfDay,
  isoDay,
  type Pattern,
  priorityMarks,
  reader,
  weekday,
  wordSet,
} from '../grammar.js'
import type { DayPhrase, Language, NamedDay } from '../language.js'
import { isNameInEnglish, isNotRepeatedInEnglish, needsMore } from './english-names.js'
import { englishRecurrence } from './english-recurrence.js'
import { months, numbers, shortWeekdays, units, weekdays } from './english-words.js'

const day = `(?<day>${dayOfMonth})(?:st|nd|rd|th)?`
const month = `(?<month>${anyOf(months.keys())})`
const year = '(?:,? (?<year>20\\d\\d))?'
const weekdayName = `(?<weekday>${anyOf(weekdays.keys())})`
const shortWeekday = `(?<weekday>${anyOf(shortWeekdays.keys())})`
const preposition = '(?:due on|due by|due|by|on|starting on|starting) '

const bareDate: readonly Pattern<NamedDay>[] = [
  [`(?<day>${isoDay})`, (of) => ({ type: 'iso', day: of('day') })],
  [`${day}(?: of)? ${month}${year}`, (of) => date(of('day'), months.get(of('month')), of('year'))],
  [`${month} ${day}${year}`, (of) => date(of('day'), months.get(of('month')), of('year'))],
]

const relative: readonly Pattern<NamedDay>[] = [
  ['today|tonight', () => ({ type: 'offset' })],
  ['tomorrow', () => ({ type: 'offset', days: 1 })],
  ['the day after tomorrow', () => ({ type: 'offset', days: 2 })],
  [
    `in (?<count>${anyOf(numbers.keys())}|[1-9]|1[0-4]) (?<unit>day|week|month)s?`,
    (of) => {
      const count = numbers.get(of('count')) ?? Number(of('count'))
      const { months: perMonth, days } = units[of('unit')] ?? { days: 1 }
      return { type: 'offset', days: count * (days ?? 0), months: count * (perMonth ?? 0) }
    },
  ],
]

const dayOfWeek: readonly Pattern<NamedDay>[] = [
  [`(?:this )?${weekdayName}`, (of) => weekday(weekdays.get(of('weekday')))],
  [`next (?:${weekdayName})`, (of) => weekday(weekdays.get(of('weekday')), true)],
]
const shortDayOfWeek: readonly Pattern<NamedDay>[] = [
  [`(?:this )?${shortWeekday}`, (of) => weekday(shortWeekdays.get(of('weekday')))],
  [`next ${shortWeekday}`, (of) => weekday(shortWeekdays.get(of('weekday')), true)],
]

const bare = reader([...bareDate, ...relative, ...dayOfWeek])
const nextShort = reader(shortDayOfWeek.slice(1))
const afterAny = reader([...bareDate, ...dayOfWeek])
const afterDue = reader(shortDayOfWeek)
const afterBy = reader(relative)
const lenient = reader([...bareDate, ...relative, ...dayOfWeek, ...shortDayOfWeek])
const withPreposition = new RegExp(`^${preposition}`)

/** "On today" and "on in two weeks" are not English, and "on sat" may be something else. */
function dayPhrase(words: string): DayPhrase | null {
  const [start] = withPreposition.exec(words) ?? []
  if (start === undefined) return withForm(bare(words) ?? nextShort(words), false)
  const rest = words.slice(start.length)
  const found = afterAny(rest)
  if (found !== null || start.endsWith('on ')) return withForm(found, true)
  return withForm(afterBy(rest) ?? (start === 'due by ' ? null : afterDue(rest)), true)
}

const withForm = (named: NamedDay | null, isStated: boolean): DayPhrase | null => named && { day: named, isStated }

const minutesIn: Record<string, number> = { m: 1, h: 60, d: 1440, w: 10_080 }

export const english: Language = {
  day: dayPhrase,
  shortDay: (words) => lenient(words.replace(withPreposition, '')),
  time: reader([
    [
      `(?:at )?(?<hour>\\d{1,2})(?::(?<minute>\\d{2}))? ?(?<half>[ap])m`,
      (of) => halfDay(Number(of('hour')), Number(of('minute')), of('half') === 'p'),
    ],
    ['(?:at )?(?<hour>\\d{1,2}):(?<minute>\\d{2})', (of) => clock(Number(of('hour')), Number(of('minute')))],
    ['at (?<hour>\\d{1,2})', (of) => bareHour(Number(of('hour')))],
    ['(?:at )?noon', () => '12:00'],
    ['(?:at )?midnight', () => '00:00'],
  ]),
  recurrence: englishRecurrence,
  reminder: reader([
    [
      '(?:remind me|with a reminder|reminder) (?<count>\\d{1,4}|an?) ?(?<unit>m|h|d|w)(?:in|ins|inute|inutes|rs?|ours?|ays?|eeks?)? (?:before|earlier)(?:hand)?',
      (of) => (Number(of('count')) || 1) * (minutesIn[of('unit')] ?? 1),
    ],
  ]),
  deadline: reader([['deadline:? (?<words>.+)', (of) => of('words')]]),
  evening: /tonight/,
  priorities: priorityMarks({ low: 'low', medium: 'medium', high: 'high' }),
  isSomethingElse: isNameInEnglish,
  isNotRepeated: isNotRepeatedInEnglish,
  needsMore,
  goesOn: wordSet(
    `and or to till until through morning mornings afternoon evening evenings night nights noon never is was will we i people
    show at in on from of's land comes came`,
  ),
  // "Today Show tickets" names something with that title.
  maybeStarts: (phrase, [next], isStated) =>
    isStated ||
    (phrase.length === 1 &&
      /^(?:today|tomorrow|\d.*)$/.test(phrase[0]?.normal ?? '') &&
      /^[\p{Ll}\d]/u.test(next?.raw ?? '')),
  maybeStartsRepeated: (next) => /^[\p{Ll}\d]/u.test(next.raw),
  startsRange: wordSet('from between since'),
  endsRange: wordSet('to until till through'),
  namesAfterStop: /^the \d/,
  finalVerb: null,
}
