// domain: tasks
import { readRule } from '../read-rule.js'
import type { Rule } from '../rule.js'
import { lastDay } from '../series-end.js'
import { timesOf } from '../times-of.js'
import { arabic } from './arabic.js'
import { type Condition, conditionsOf, datesOf } from './day-conditions.js'
import { english } from './english.js'
import { german } from './german.js'
import { namesIn, type RuleLanguage, type RuleWords, type Speech } from './rule-words.js'

export interface DescribeOptions {
  /** By default English. */
  readonly language?: RuleLanguage
  /** What the task counts from; by default the schedule. */
  readonly from?: 'schedule' | 'completion'
  /** The time of the task, `HH:MM`, for a rule that names hours and no minutes. */
  readonly time?: string | null
  /** The IANA time zone in which the end of the rule is a day; by default UTC. */
  readonly zone?: string
}

/**
 * A rule in plain words, such as `every 2 weeks on Mon and Thu` or `every 31st (last day in shorter months)`. It starts
 * with a small letter, so that it can be part of a sentence. It does not contain the days that a rule takes from its first
 * occurrence: see `normalizeRule`.
 * @throws {RangeError} if the rule cannot be parsed
 */
export function describeRule(text: string, options: DescribeOptions = {}): string {
  const { language = 'en', from = 'schedule', time = null, zone = 'UTC' } = options
  const rule = readRule(text)
  const speech = { words: languages[language], names: namesIn(language), comma: language === 'ar' ? '، ' : ', ' }
  const whole = [daysOf(rule, speech), ...hoursOf(rule, speech, time)].join(' ')
  const described = [whole, ...endOf(rule, speech, zone)].join(speech.comma)
  return from === 'completion' ? speech.words.afterCompletion(described) : described
}

const languages: Readonly<Record<RuleLanguage, RuleWords>> = { en: english, de: german, ar: arabic }

function daysOf(rule: Rule, speech: Speech): string {
  const { words, names, comma } = speech
  const { FREQ, INTERVAL, BYMONTH, BYSETPOS } = rule
  const every = words.every(FREQ, INTERVAL)
  const isInMonths = BYMONTH.length > 0 && datesOf(rule, names) === null
  const months = isInMonths ? [words.months(names.list(BYMONTH.map(names.month)))] : []
  const all = conditionsOf(rule, speech)
  const [main, ...others] = all
  if (main === undefined) return [every, ...months].join(' ')
  if (BYSETPOS.length > 0) {
    const days = names.list(all.map(({ alone }) => alone))
    return [every, words.chosen(BYSETPOS, days), ...months].join(' ')
  }
  const only = others.map(({ on }) => words.only(on))
  return [[mainDays(rule, main, speech), ...months].join(' '), ...only].join(comma)
}

function mainDays({ FREQ, INTERVAL }: Rule, { each, on, ...main }: Condition, { words, comma }: Speech): string {
  const every = words.every(FREQ, INTERVAL)
  if (INTERVAL === 1 && FREQ !== 'HOURLY' && each !== null) return each
  // Every Monday of a month is several days, and not every third day is a Monday.
  const isSeveral = main.isWeekdays && (FREQ === 'MONTHLY' || FREQ === 'YEARLY')
  if (isSeveral || (FREQ === 'YEARLY' && main.isMonthDays)) return `${every}${comma}${each}`
  return FREQ === 'DAILY' ? `${every}${comma}${words.only(on)}` : `${every} ${on}`
}

function hoursOf(rule: Rule, { words, names }: Speech, time: string | null): string[] {
  const { FREQ, BYHOUR, BYMINUTE } = rule
  if (BYHOUR.length === 0 && BYMINUTE.length === 0) return []
  if (FREQ === 'HOURLY' && BYHOUR.length === 0) return [words.minutes(names.list(BYMINUTE.map(String)))]
  return [words.times(names.list(timesOf(rule, time).flatMap((one) => one ?? [])))]
}

function endOf(rule: Rule, { words, names }: Speech, zone: string): string[] {
  if (rule.COUNT !== null) return [words.count(rule.COUNT)]
  return rule.UNTIL === null ? [] : [words.until(names.fullDate(lastDay(rule, zone)))]
}
