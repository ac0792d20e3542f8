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
import { normal } from '../normal.js'
import { isNameInArabic, isNotRepeatedInArabic, needsMore } from './arabic-names.js'
import { arabicRecurrence, countOf, unitNames } from './arabic-recurrence.js'
import { months, weekdays } from './arabic-words.js'

/** Patterns are written as people type, and converted to the normal form. */
const pattern = <T>(source: string, read: Pattern<T>[1]): Pattern<T> => [normal(source), read]

const dayName = `ال(?<weekday>${anyOf(weekdays.keys())})`
const day = `(?<day>${dayOfMonth})`
const month = `(?<month>${anyOf(months.keys())})`
const year = '(?: (?<year>20\\d\\d))?'
const coming = '(?:القادم|القادمة|المقبل|المقبلة|القادمه|المقبله)'
const weekdayOf = (name: string): NamedDay | null => weekday(weekdays.get(name))

const bareDate: readonly Pattern<NamedDay>[] = [
  [`(?<day>${isoDay})`, (of) => ({ type: 'iso', day: of('day') })],
  [`${day} ${month}${year}`, (of) => date(of('day'), months.get(of('month')), of('year'))],
  [`${day} (?:من )?(?:شهر )?${month}${year}`, (of) => date(of('day'), months.get(of('month')), of('year'))],
]

const relative: readonly Pattern<NamedDay>[] = [
  pattern('اليوم|الليلة|هذه الليلة|هذا المساء', () => ({ type: 'offset' })),
  pattern('غدا|غد|يوم غد|بكرة|بكره', () => ({ type: 'offset', days: 1 })),
  pattern('بعد غد|بعد الغد|بعد بكرة', () => ({ type: 'offset', days: 2 })),
  pattern(`بعد (?<count>.+)`, (of) => {
    const found = countOf(of('count'))
    if (found === null || found.frequency === 'HOURLY' || found.count > 14) return null
    const perUnit =
      { DAILY: { days: 1 }, WEEKLY: { days: 7 }, MONTHLY: { months: 1 }, YEARLY: { months: 12 } }[found.frequency] ?? {}
    const { days = 0, months: perMonth = 0 }: { days?: number; months?: number } = perUnit
    return { type: 'offset', days: days * found.count, months: perMonth * found.count }
  }),
]

/** "يوم الجمعة", or "الجمعة القادمة": the coming one. */
const dayOfWeek: readonly Pattern<NamedDay>[] = [
  pattern(`يوم ${dayName}(?: ${coming})?|(?:هذا )${dayName.replace('weekday', 'other')}`, (of) =>
    weekdayOf(of('weekday') || of('other')),
  ),
  pattern(`يوم ${dayName} (?:الموافق )?${day} ${month}${year}`, (of) =>
    date(of('day'), months.get(of('month')), of('year')),
  ),
  pattern(`${dayName} ${coming}`, (of) => weekdayOf(of('weekday'))),
]
const alone: readonly Pattern<NamedDay>[] = [pattern(dayName, (of) => weekdayOf(of('weekday')))]

const bare = reader([...bareDate, ...relative, ...dayOfWeek])
const stated = reader([...bareDate, ...dayOfWeek, ...alone])
const lenient = reader([...bareDate, ...relative, ...dayOfWeek, ...alone])
const preposition = new RegExp(`^(?:${normal('مستحق في|مستحق|بحلول|في موعد أقصاه|في')}) `)
const dateOnly = reader(bareDate)
const dayWord = normal('يوم ')

function dayPhrase(words: string): DayPhrase | null {
  const [start = ''] = preposition.exec(words) ?? []
  const rest = words.slice(start.length)
  if (start !== '') return withForm(stated(rest) ?? (start === normal('في ') ? null : bare(rest)), true)
  if (rest.startsWith(dayWord)) return withForm(bare(rest) ?? dateOnly(rest.slice(dayWord.length)), true)
  return withForm(bare(rest), false)
}

const withForm = (named: NamedDay | null, isStated: boolean): DayPhrase | null => named && { day: named, isStated }

const morning = '(?<am>صباحا|ص|فجرا|الصبح|في الصباح)'
const evening = '(?<pm>مساء|م|ظهرا|عصرا|ليلا|بعد الظهر|في المساء|العصر|المساء)'
const half = `(?:${morning}|${evening})`
const hour = '(?<hour>\\d{1,2})(?::(?<minute>\\d{2}))?'

export const arabic: Language = {
  day: dayPhrase,
  shortDay: (words) => lenient(words.replace(preposition, '')),
  time: reader([
    pattern(`(?:(?:في |عند )?الساعة )?${hour} ?${half}`, (of) =>
      halfDay(Number(of('hour')), Number(of('minute')), of('pm') !== ''),
    ),
    pattern('(?:(?:في |عند )?الساعة )?(?<hour>\\d{1,2}):(?<minute>\\d{2})', (of) =>
      clock(Number(of('hour')), Number(of('minute'))),
    ),
    pattern('(?:في |عند )?الساعة (?<hour>\\d{1,2})', (of) => bareHour(Number(of('hour')))),
  ]),
  recurrence: arabicRecurrence,
  reminder: reader([
    pattern(
      '(?:ذكرني|تذكير) (?:قبلها |قبل ذلك )?(?:قبل |ب|بـ)?(?<count>\\d{1,4})? ?(?<unit>.+?)(?: قبلها| من قبل| قبل الموعد)?',
      (of) => {
        const minute = minutesIn(of('unit'))
        return minute === null ? null : minute * (of('count') === '' ? 1 : Number(of('count')))
      },
    ),
  ]),
  deadline: reader([pattern('(?:الموعد النهائي|آخر موعد|آخر أجل):? (?<words>.+)', (of) => of('words'))]),
  evening: new RegExp(normal('الليلة|المساء')),
  priorities: {
    ...priorityMarks({ low: 'منخفضة منخفض low 3', medium: 'متوسطة متوسط medium 2', high: 'عالية عالي عاجل high 1' }),
  },
  isSomethingElse: isNameInArabic,
  isNotRepeated: isNotRepeatedInArabic,
  needsMore,
  goesOn: wordSet('و أو ثم إلى حتى صباحا مساء ظهرا ليلا كان كانت هو هي سوف يوم'),
  // "غدا العالم قرية" is "the world became a village", "يوم الجمعة السوداء" is Black Friday, and "غد مشرق" a bright future.
  maybeStarts: (phrase, [next]) => {
    const [first, second] = phrase.map((word) => word.normal)
    const isDuration = first === 'بعد' && second !== 'غد'
    const isNoun = first === 'غد' && second === undefined
    return !isDuration && !isNoun && !(next?.normal ?? '').startsWith('ال')
  },
  // "كل عام وأنتم بخير" is a wish.
  maybeStartsRepeated: (next) => !next.normal.startsWith('و'),
  startsRange: wordSet('من بين منذ'),
  endsRange: wordSet('حتى إلى'),
  namesAfterStop: null,
  finalVerb: null,
}

const minutesPerUnit: Record<string, number> = { HOURLY: 60, DAILY: 1440, WEEKLY: 10_080 }
const minuteNames = new Map(
  [
    ['دقيقة', 1],
    ['دقيقه', 1],
    ['دقائق', 1],
    ['دقيقتين', 2],
  ].map(([name, count]) => [normal(`${name}`), Number(count)]),
)

function minutesIn(unit: string): number | null {
  const minutes = minuteNames.get(unit)
  if (minutes !== undefined) return minutes
  const named = unitNames.get(unit)
  const perUnit = named && minutesPerUnit[named.frequency]
  return perUnit === undefined || named === undefined ? null : perUnit * named.count
}
