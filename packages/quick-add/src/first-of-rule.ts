// domain: tasks
import { daysInMonth, partsOf, weekdayOf } from './calendar.js'

const names = ['', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/**
 * The first day of a rule on or after a day. It only handles the rules that the languages produce: a day of the week or of
 * the month, and months. A rule without days can start on any day.
 */
export function firstOfRule(rule: string, from: number): number {
  const parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string]))
  const list = (name: string) => parts.get(name)?.split(',') ?? []
  const [byDay, byMonthDay, byMonth] = [list('BYDAY'), list('BYMONTHDAY').map(Number), list('BYMONTH').map(Number)]
  for (let day = from; day < from + 366 * 5; day++) {
    const [year, month, of] = partsOf(day)
    const last = daysInMonth(year, month)
    const isDay = byMonthDay.some((one) => (one < 0 ? last + 1 + one : Math.min(one, last)) === of)
    if (byMonth.length > 0 && !byMonth.includes(month)) continue
    if (byMonthDay.length > 0 && !isDay) continue
    const name = names[weekdayOf(day)] ?? ''
    const [nth, nthLast] = [Math.ceil(of / 7), -Math.ceil((last - of + 1) / 7)]
    if (byDay.length === 0 || [name, nth + name, nthLast + name].some((one) => byDay.includes(one))) return day
  }
  return from
}
