import { importLimits } from './limits.js'

const kept = new Set([
  'FREQ',
  'INTERVAL',
  'COUNT',
  'UNTIL',
  'BYDAY',
  'BYMONTHDAY',
  'BYYEARDAY',
  'BYWEEKNO',
  'BYMONTH',
  'BYSETPOS',
  'WKST',
  'RSCALE',
  'SKIP',
])
const frequencies = new Set(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'])
const part = /^([A-Z]+)=([A-Z0-9,+-]+)$/

/** The value of an RRULE, and whether parts of it were left out. */
export interface RecurrenceRule {
  readonly rule: string
  readonly isWhole: boolean
}

/**
 * Reads `RRULE:FREQ=…` or the value alone. Parts that RFC 5545 and RFC 7529 do not define, and parts about hours and
 * minutes, are left out. Null if it is not a rule, or not a rule for whole days.
 */
export function recurrenceRule(text: string): RecurrenceRule | null {
  const value = text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
  if (value === '' || value.length > importLimits.recurrenceLength) return null
  const parts = value.split(';').filter((each) => each !== '')
  const fitting = parts.filter((each) => kept.has(part.exec(each)?.[1] ?? ''))
  const frequency = fitting.find((each) => each.startsWith('FREQ='))?.slice('FREQ='.length)
  if (frequency === undefined || !frequencies.has(frequency)) return null
  return { rule: fitting.join(';'), isWhole: fitting.length === parts.length }
}

/** A rule with an interval in seconds, as in Vikunja. Null unless it is a number of whole days. */
export function ruleOfSeconds(seconds: number): string | null {
  const days = seconds / 86_400
  if (!Number.isInteger(days) || days < 1 || days > 3_660) return null
  if (days % 7 === 0) return rule('WEEKLY', days / 7)
  return rule('DAILY', days)
}

/** `FREQ=…`, with an interval if it is not 1. */
export const rule = (frequency: string, interval: number): string =>
  `FREQ=${frequency}${interval === 1 ? '' : `;INTERVAL=${interval}`}`
