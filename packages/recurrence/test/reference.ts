// domain: tasks
/** A rule in parts, as the reference reads it. */
export interface ReferenceRule {
  readonly freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'
  readonly interval: number
  readonly byDay: readonly string[]
  readonly byMonth: readonly number[]
  readonly byMonthDay: readonly number[]
  readonly bySetPos: readonly number[]
}

const day = 86_400_000
const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/**
 * The first day of a series after another day, found without a library, by checking each day of each period as RFC 5545
 * describes it. Null if there is none up to a last day.
 */
export function referenceNext(rule: ReferenceRule, start: string, [after, until]: [string, string]): string | null {
  const [first, from, last] = [Date.parse(start), Date.parse(after), Date.parse(until)]
  for (let time = periodOf(rule.freq, first); time <= last; ) {
    const end = periodAfter(rule.freq, time, rule.interval)
    const days = daysBetween(time, periodAfter(rule.freq, time, 1)).filter((one) => matches(rule, new Date(one)))
    const chosen = days.filter((_one, index) => isAt(rule.bySetPos, index, days.length))
    const found = chosen.find((one) => one >= first && one > from && one <= last)
    if (found !== undefined) return new Date(found).toISOString().slice(0, 10)
    time = end
  }
  return null
}

const isAt = (positions: readonly number[], index: number, length: number): boolean =>
  positions.length === 0 || positions.includes(index + 1) || positions.includes(index - length)

function daysBetween(from: number, to: number): number[] {
  return Array.from({ length: (to - from) / day }, (_, index) => from + index * day)
}

function periodOf(freq: ReferenceRule['freq'], time: number): number {
  const date = new Date(time)
  if (freq === 'DAILY') return time
  if (freq === 'WEEKLY') return time - weekday(date) * day
  return Date.UTC(date.getUTCFullYear(), freq === 'MONTHLY' ? date.getUTCMonth() : 0)
}

function periodAfter(freq: ReferenceRule['freq'], time: number, count: number): number {
  if (freq === 'DAILY') return time + count * day
  if (freq === 'WEEKLY') return time + count * 7 * day
  const date = new Date(time)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count * (freq === 'MONTHLY' ? 1 : 12))
}

const weekday = (date: Date): number => (date.getUTCDay() + 6) % 7

function matches({ freq, byDay, byMonth, byMonthDay }: ReferenceRule, date: Date): boolean {
  const [month, of] = [date.getUTCMonth() + 1, date.getUTCDate()]
  const last = new Date(Date.UTC(date.getUTCFullYear(), month, 0)).getUTCDate()
  const inYear = freq === 'YEARLY' && byMonth.length === 0
  const [begin, end] = inYear
    ? [Date.UTC(date.getUTCFullYear(), 0), Date.UTC(date.getUTCFullYear(), 11, 31)]
    : [Date.UTC(date.getUTCFullYear(), month - 1), Date.UTC(date.getUTCFullYear(), month - 1, last)]
  const nth = Math.floor((date.getTime() - begin) / day / 7) + 1
  const nthLast = -Math.floor((end - date.getTime()) / day / 7) - 1
  const name = names[weekday(date)] ?? ''
  return (
    (byMonth.length === 0 || byMonth.includes(month)) &&
    (byMonthDay.length === 0 || byMonthDay.includes(of) || byMonthDay.includes(of - last - 1)) &&
    (byDay.length === 0 || [name, `${nth}${name}`, `${nthLast}${name}`].some((one) => byDay.includes(one)))
  )
}
