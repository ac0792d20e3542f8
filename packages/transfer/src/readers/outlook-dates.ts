import { dayOf, timeOf } from '../moments.js'

/** Which part of `3/4/2026` is the day. */
export interface DayOrder {
  readonly dayFirst: boolean
  /** No date in the file shows the order. */
  readonly isAssumed: boolean
}

const form = /^(\d{1,4})\s*([./-])\s*(\d{1,2})\s*[./-]\s*(\d{1,4})/

/**
 * The order of all dates in a file. A date with a part above 12 shows it. Dots are only written between day, month and
 * year. If nothing shows the order, English dates have the month first.
 */
export function dayOrder(texts: readonly string[], isEnglish: boolean): DayOrder {
  const dates = texts.map((text) => form.exec(text.trim())).filter((match) => match !== null)
  const withSlash = dates.filter((match) => match[2] !== '.' && isDayAndMonth(match))
  if (withSlash.some((match) => Number(match[1]) > 12)) return { dayFirst: true, isAssumed: false }
  if (withSlash.some((match) => Number(match[3]) > 12)) return { dayFirst: false, isAssumed: false }
  return { dayFirst: !isEnglish, isAssumed: isEnglish && withSlash.some((match) => match[1] !== match[3]) }
}

/** Whether it starts with a day and a month, in either order. A text that is not a date shows nothing. */
function isDayAndMonth([, first = '', , second = '']: RegExpExecArray): boolean {
  const [less = 0, more = 0] = [Number(first), Number(second)].sort((one, other) => one - other)
  return first.length < 3 && less >= 1 && less <= 12 && more <= 31
}

/** A day in the order of its file, or null. */
export function orderedDay(text: string, { dayFirst }: DayOrder): string | null {
  const [, first = '', separator, middle = '', last = ''] = form.exec(text.trim()) ?? []
  if (first.length > 2) return dayOf(Number(first), Number(middle), Number(last))
  const year = last.length === 2 ? 2000 + Number(last) : Number(last)
  const isDayFirst = dayFirst || separator === '.'
  return isDayFirst ? dayOf(year, Number(middle), Number(first)) : dayOf(year, Number(first), Number(middle))
}

/** A time such as `08:00:00`, `8:00:00 AM` or `20.30`, or null. */
export function outlookTime(text: string): string | null {
  const [, hour, minute, half] = /^(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?\s*([ap])?\.?\s?m?\.?$/i.exec(text.trim()) ?? []
  if (hour === undefined) return null
  if (half === undefined) return timeOf(Number(hour), Number(minute))
  return Number(hour) > 12 ? null : timeOf((Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0), Number(minute))
}
