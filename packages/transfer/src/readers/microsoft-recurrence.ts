import { isObject, type JsonObject, numberIn, textIn, textsIn } from '../json-values.js'
import { isoParts } from '../moments.js'
import { rule } from '../recurrence-rule.js'

const days: Readonly<Record<string, string>> = {
  monday: 'MO',
  tuesday: 'TU',
  wednesday: 'WE',
  thursday: 'TH',
  friday: 'FR',
  saturday: 'SA',
  sunday: 'SU',
}
const places: Readonly<Record<string, number>> = { first: 1, second: 2, third: 3, fourth: 4, last: -1 }

/** The RRULE of a `patternedRecurrence` of Microsoft Graph, or null. */
export function ruleOfPattern(recurrence: unknown): string | null {
  if (!isObject(recurrence) || !isObject(recurrence.pattern)) return null
  const { pattern } = recurrence
  const byPattern = partsOf(pattern)
  if (byPattern === null) return null
  const interval = Math.trunc(numberIn(pattern.interval)) || 1
  if (interval < 1 || interval > 999) return null
  return [rule(byPattern.frequency, interval), ...byPattern.parts, ...end(recurrence.range), ...week(pattern)].join(';')
}

interface PatternParts {
  readonly frequency: string
  readonly parts: readonly string[]
}

function partsOf(pattern: JsonObject): PatternParts | null {
  const byDay = textsIn(pattern.daysOfWeek).map((day) => days[day.toLowerCase()] ?? '')
  const month = `BYMONTH=${numberIn(pattern.month)}`
  const isMonth = numberIn(pattern.month) >= 1 && numberIn(pattern.month) <= 12
  switch (textIn(pattern.type)) {
    case 'daily':
      return { frequency: 'DAILY', parts: [] }
    case 'weekly':
      return byDay.includes('') ? null : { frequency: 'WEEKLY', parts: byDay.length === 0 ? [] : [`BYDAY=${byDay}`] }
    case 'absoluteMonthly':
      return { frequency: 'MONTHLY', parts: monthDay(pattern) }
    case 'absoluteYearly':
      return isMonth ? { frequency: 'YEARLY', parts: [month, ...monthDay(pattern)] } : null
    case 'relativeMonthly':
    case 'relativeYearly':
      return relative(pattern, byDay, isMonth ? month : null)
    default:
      return null
  }
}

/** In a shorter month, the 29th to 31st mean its last day, as in To Do (RFC 7529). */
function monthDay(pattern: JsonObject): string[] {
  const day = numberIn(pattern.dayOfMonth)
  if (day < 1 || day > 31) return []
  return [`BYMONTHDAY=${day}`, ...(day > 28 ? ['RSCALE=GREGORIAN', 'SKIP=BACKWARD'] : [])]
}

function relative(pattern: JsonObject, byDay: readonly string[], month: string | null): PatternParts | null {
  const place = places[textIn(pattern.index).toLowerCase() || 'first']
  if (place === undefined || byDay.length === 0 || byDay.includes('')) return null
  const isYearly = textIn(pattern.type) === 'relativeYearly'
  if (isYearly && month === null) return null
  const by = byDay.length === 1 ? [`BYDAY=${place}${byDay[0]}`] : [`BYDAY=${byDay}`, `BYSETPOS=${place}`]
  return { frequency: isYearly ? 'YEARLY' : 'MONTHLY', parts: [...(isYearly && month !== null ? [month] : []), ...by] }
}

function end(range: unknown): string[] {
  if (!isObject(range)) return []
  const until = isoParts(textIn(range.endDate))
  if (textIn(range.type) === 'endDate' && until !== null) return [`UNTIL=${until.on.replaceAll('-', '')}`]
  const count = Math.trunc(numberIn(range.numberOfOccurrences))
  return textIn(range.type) === 'numbered' && count >= 1 ? [`COUNT=${count}`] : []
}

function week(pattern: JsonObject): string[] {
  const first = days[textIn(pattern.firstDayOfWeek).toLowerCase()]
  return textIn(pattern.type) === 'weekly' && first !== undefined && first !== 'MO' ? [`WKST=${first}`] : []
}
