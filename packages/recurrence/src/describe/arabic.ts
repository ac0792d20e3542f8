// domain: tasks
import { byWeekday, isMondayToFriday, namesIn, type RuleWords } from './rule-words.js'

const names = namesIn('ar')
const plurals = new Intl.PluralRules('ar')

/** One, two, three to ten, eleven to ninety-nine, and others: a noun has a form for each of these. */
type Forms = readonly [one: string, two: string, few: string, many: string, other: string]

const units: Readonly<Record<'HOURLY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY', Forms>> = {
  HOURLY: ['ساعة', 'ساعتين', 'ساعات', 'ساعة', 'ساعة'],
  DAILY: ['يوم', 'يومين', 'أيام', 'يومًا', 'يوم'],
  WEEKLY: ['أسبوع', 'أسبوعين', 'أسابيع', 'أسبوعًا', 'أسبوع'],
  MONTHLY: ['شهر', 'شهرين', 'أشهر', 'شهرًا', 'شهر'],
  YEARLY: ['سنة', 'سنتين', 'سنوات', 'سنة', 'سنة'],
}
const once: Forms = ['مرة واحدة', 'مرتين', 'مرات', 'مرة', 'مرة']
const periods = { month: 'من الشهر', year: 'من السنة' } as const
const eachPeriod = { month: 'من كل شهر', year: 'من كل سنة' } as const

function counted(number: number, [one, two, few, many, other]: Forms): string {
  if (number === 1) return one
  if (number === 2) return two
  const form = plurals.select(number)
  return `${number} ${form === 'few' ? few : form === 'many' ? many : other}`
}

const ordinals = ['أول', 'ثاني', 'ثالث', 'رابع', 'خامس']

/** `أول يوم`, `آخر يوم`, `ثاني يوم قبل الأخير`: which one, around the noun that it counts. */
function placed(number: number, noun: string): string {
  if (number === -1) return `آخر ${noun}`
  if (number < 0) return `${noun} رقم ${-number} من النهاية`
  const ordinal = ordinals[number - 1]
  return ordinal === undefined ? `${noun} رقم ${number}` : `${ordinal} ${noun}`
}

/** The name without its article, as it follows an ordinal. */
const bareName = (weekday: number): string => names.weekday(weekday, 'long').replace(/^ال/, '')

function weekdayNames(weekdays: readonly number[]): string {
  if (isMondayToFriday(weekdays)) return `من ${names.weekday(1, 'long')} إلى ${names.weekday(5, 'long')}`
  return names.list(weekdays.map((day) => names.weekday(day, 'long')))
}

/** The words of Arabic. */
export const arabic: RuleWords = {
  every: (frequency, interval) => `كل ${counted(interval, units[frequency])}`,
  weekdays(weekdays) {
    const days = weekdayNames(weekdays)
    if (isMondayToFriday(weekdays)) return { alone: days, each: `كل يوم ${days}`, on: days }
    return { alone: days, each: `كل ${names.list(weekdays.map(bareName))}`, on: `يوم ${days}` }
  },
  placedDays(days, period) {
    const alone = names.list(
      byWeekday(days).flatMap(({ weekday, places }) =>
        places.map((number) => placed(number, `يوم ${bareName(weekday)}`)),
      ),
    )
    if (period === null) return { alone, each: null, on: `في ${alone}` }
    return { alone, each: `${alone} ${eachPeriod[period]}`, on: `في ${alone} ${periods[period]}` }
  },
  monthDays(days) {
    const alone = names.list(days.map((day) => (day < 0 ? placed(day, 'يوم') : `يوم ${day}`)))
    return { alone, each: `${alone} ${eachPeriod.month}`, on: `في ${alone} ${periods.month}` }
  },
  dates: (dates) => `في ${dates}`,
  yearDays: (days) => `في ${names.list(days.map((day) => placed(day, 'يوم')))} من السنة`,
  weeks: (weeks) => `في ${names.list(weeks.map((week) => placed(week, 'أسبوع')))} من السنة`,
  chosen: (places, days) => `في ${names.list(places.map((number) => placed(number, 'يوم')))} من هذه الأيام: ${days}`,
  months: (months) => `في ${months}`,
  times: (times) => `الساعة ${times}`,
  minutes: (minutes) => `عند الدقيقة ${minutes}`,
  only: (on) => `فقط ${on}`,
  until: (date) => `حتى ${date}`,
  count: (count) => counted(count, once),
  afterCompletion: (words) => `بعد الإنجاز: ${words}`,
  shorter: {
    BACKWARD: '(آخر يوم في الأشهر الأقصر)',
    FORWARD: '(أول يوم من الشهر التالي بعد الأشهر الأقصر)',
    OMIT: '(ليس في الأشهر الأقصر)',
  },
}
