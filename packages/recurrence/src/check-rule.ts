// domain: tasks
import { firstDay } from './first-day.js'
import { readRule } from './read-rule.js'
import type { NumberPart, Rule } from './rule.js'
import { RuleFault } from './rule-fault.js'
import { timesOf } from './times-of.js'

/**
 * What is wrong with a recurrence rule, in plain words for the person who wrote it; null if nothing is wrong. A rule is
 * invalid if it does not follow RFC 5545, repeats more often than every hour, has uselessly large numbers, or never matches
 * a day.
 */
export function checkRule(rule: string): string | null {
  try {
    validRule(rule)
    return null
  } catch (error) {
    if (error instanceof RuleFault) return error.message
    throw error
  }
}

/**
 * Parses a rule that can be used.
 * @throws {RuleFault}
 */
export function validRule(text: string): Rule {
  const rule = readRule(text)
  for (const [isFault, message] of combinations) if (isFault(rule)) throw new RuleFault(message)
  if (!hasDay(rule)) {
    throw new RuleFault(
      'This repetition rule never matches a day, like a rule for 30 February. Choose days that exist.',
    )
  }
  return rule
}

const has = (rule: Rule, ...parts: readonly (NumberPart | 'BYDAY')[]): boolean =>
  parts.some((part) => rule[part].length > 0)

/** Parts that cannot be combined, according to the table in RFC 5545, 3.3.10. */
const combinations: readonly [(rule: Rule) => boolean, string][] = [
  [({ COUNT, UNTIL }) => COUNT !== null && UNTIL !== null, 'A repetition rule ends by COUNT or by UNTIL, not by both.'],
  [(rule) => rule.FREQ !== 'YEARLY' && has(rule, 'BYWEEKNO', 'BYYEARDAY'), 'BYWEEKNO and BYYEARDAY need FREQ=YEARLY.'],
  [(rule) => rule.FREQ === 'WEEKLY' && has(rule, 'BYMONTHDAY'), 'BYMONTHDAY cannot be used with FREQ=WEEKLY.'],
  [
    (rule) => rule.BYDAY.some(hasPosition) && (!isLong(rule) || has(rule, 'BYWEEKNO')),
    'A position in BYDAY, such as 2TU, needs FREQ=MONTHLY, or FREQ=YEARLY without BYWEEKNO.',
  ],
  [
    (rule) => rule.FREQ === 'YEARLY' && !has(rule, 'BYMONTH') && isMixed(rule),
    'Positions in BYDAY, such as 2TU, cannot be mixed with other days of a year. Add BYMONTH, for example.',
  ],
  [
    (rule) => has(rule, 'BYSETPOS') && !isLong(rule) && rule.FREQ !== 'WEEKLY',
    'BYSETPOS needs FREQ=WEEKLY, MONTHLY or YEARLY.',
  ],
  [
    (rule) => has(rule, 'BYSETPOS') && !has(rule, 'BYDAY', 'BYMONTHDAY', 'BYYEARDAY', 'BYWEEKNO'),
    'BYSETPOS chooses among days. Add BYDAY, for example.',
  ],
  [
    (rule) => has(rule, 'BYSETPOS') && timesOf(rule, null).length > 1,
    'BYSETPOS cannot be used with more than one time of day.',
  ],
]

const hasPosition = (day: string): boolean => day.length > 2

/** `rrule-temporal` 2.2 calculates wrong days for these rules, and nobody uses them. */
function isMixed(rule: Rule): boolean {
  if (!rule.BYDAY.some(hasPosition)) return false
  return !rule.BYDAY.every(hasPosition) || has(rule, 'BYMONTHDAY', 'BYYEARDAY')
}

const isLong = ({ FREQ }: Rule): boolean => FREQ === 'MONTHLY' || FREQ === 'YEARLY'

/** Whether any day matches. Among 28 consecutive years, there is every combination of length and first weekday. */
function hasDay(rule: Rule): boolean {
  const { BYMONTH, BYMONTHDAY, BYSETPOS } = rule
  const lengths = (BYMONTH.length > 0 ? BYMONTH : [1]).map((month) => monthLengths[month] ?? 31)
  // With SKIP, the 30th of February would mean the last day of February. Nobody wants that.
  const longest = Math.max(...lengths)
  if (BYMONTHDAY.length > 0 && BYMONTHDAY.every((day) => Math.abs(day) > longest)) return false
  if (!has(rule, 'BYDAY', 'BYMONTHDAY', 'BYSETPOS', 'BYWEEKNO', 'BYYEARDAY')) return true
  if (rule.FREQ === 'WEEKLY') return BYSETPOS.length === 0 || BYSETPOS.some((at) => Math.abs(at) <= rule.BYDAY.length)
  return (
    firstDay({ rule: { ...rule, INTERVAL: 1 }, start: '2000-01-01', from: '2000-01-01', until: '2027-12-31' }) !== null
  )
}

const monthLengths = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
