// domain: tasks

import { beforePhrase } from './before-phrase.js'
import { formatDay } from './calendar.js'
import { futureDay } from './named-day.js'
import {
  dueOn,
  endsWithDay,
  type Found,
  isPhrase,
  type Line,
  longestPhrase,
  maxReminder,
  type QuotableWord,
  spanOf,
  startsRange,
  startsWithDay,
  trimmed,
} from './phrases.js'
import { normalOf } from './words.js'

/** The meaning of the last words of a line. Several phrases may follow each other: "every friday at 9, remind me 1 h before". */
export function phrasesAtEnd(line: Line): Found[] {
  const { words, language } = line
  const last = words.at(-1)
  if (last === undefined) return []
  // The dot may be part of the phrase: "am 24.12.".
  const found = takeFrom(line)
  if (found.length > 0) return found
  const withoutStop = takeFrom({ ...line, words: trimmed(words, /[.!؟…。]+$/u) }, last.end)
  if (withoutStop.length > 0 || last.isQuoted) return withoutStop
  return language.finalVerb?.test(last.raw) ? takeFrom({ ...line, words: words.slice(0, -1), after: last }) : []
}

/** Takes phrases until there are no more. The last phrase ends at `end`, including the punctuation after it. */
function takeFrom(line: Line, end?: number): Found[] {
  const taken: Found[] = []
  let words = line.words
  let time: Found | null = null
  for (let round = 0; round < 5; round++) {
    const step = lastPhrase({ ...line, words }, time === null ? taken : [...taken, time])
    if (step === null) break
    const found = round === 0 && end !== undefined ? { ...step.found, end } : step.found
    // A time of day alone is part of the title. Next to a day or a repetition, it belongs to that.
    if (found.kind === 'time' && !taken.some(isDay)) {
      if (time !== null) break
      time = found
    } else {
      if (time !== null && !isDay(found)) break
      taken.push(found, ...(time === null ? [] : [time]))
      time = null
    }
    words = step.rest
  }
  return taken
}

const isDay = ({ kind }: Found): boolean => kind === 'due' || kind === 'recurrence'

/** A phrase at the end of some words, and the words before it. */
interface Step {
  readonly found: Found
  readonly rest: readonly QuotableWord[]
}

/** The longest phrase at the end. If it may mean something else, no shorter one is tried. */
function lastPhrase(line: Line, taken: readonly Found[]): Step | null {
  const { words, text } = line
  for (let length = Math.min(words.length - 1, longestPhrase); length > 0; length--) {
    const phrase = words.slice(-length)
    if (!isPhrase(phrase, text)) continue
    const before = beforePhrase(words.slice(0, -length), phrase, text)
    if (before.words.length === 0) continue
    const context = { ...line, phrase, before: before.words, isSeparate: before.isSeparate }
    const span = { start: before.start, end: spanOf(phrase).end }
    const found = readPhrase(context, span, taken)
    if (found !== undefined) return found && { found, rest: before.words }
  }
  return null
}

interface Candidate extends Line {
  readonly phrase: readonly QuotableWord[]
  readonly before: readonly QuotableWord[]
  readonly isSeparate: boolean
}

/** Undefined for words without a meaning, null for words that may mean something else. */
function readPhrase(
  candidate: Candidate,
  span: { start: number; end: number },
  taken: readonly Found[],
): Found | null | undefined {
  const { language, phrase, before, isSeparate, after } = candidate
  const words = normalOf(phrase)
  const has = (kind: Found['kind']) => taken.some((found) => found.kind === kind)
  const minutes = language.reminder(words)
  if (minutes !== null)
    return minutes > maxReminder || has('reminder') ? null : { kind: 'reminder', value: minutes, ...span }
  const deadline = isSeparate || words.includes(':') ? language.deadline(words) : null
  if (deadline !== null) return deadlineOn(deadline, candidate, span)
  const time = language.time(words)
  if (time !== null) {
    const needsMore = !isSeparate && language.needsMore.has(before.at(-1)?.normal ?? '')
    return has('time') || needsMore ? null : { kind: 'time', value: time, ...span }
  }
  const repetition = language.recurrence(words)
  if (repetition !== null) {
    const context = { phrase, before, isSeparate, isStated: false, day: null, after, hasTime: has('time') }
    if (has('recurrence') || language.isNotRepeated(context) || startsWithDay(before, language)) return null
    const from = repetition.isFromCompletion ? 'completion' : 'schedule'
    return { kind: 'recurrence', value: { rule: repetition.rule, from, on: '' }, ...span }
  }
  const short = has('time') ? language.shortDay(words) : null
  const found = language.day(words) ?? (short && { day: short, isStated: false })
  if (found === null) return undefined
  if (has('due') || language.isSomethingElse({ phrase, before, isSeparate, after, hasTime: has('time'), ...found }))
    return null
  // Without the end of a range, the day would be a different one. "On friday, call Bob tomorrow" has no single day.
  if (startsRange(before, language) || startsWithDay(before, language)) return null
  // The same is true of "5 Dec - 8 Dec".
  const endsRange = isSeparate || language.endsRange.has(phrase[0]?.normal ?? '')
  if (endsRange && endsWithDay(before, language)) return null
  // "Sunday, bloody Sunday" is a name.
  if (`${normalOf(before)} `.startsWith(words)) return null
  return dueOn(found.day, candidate, span)
}

function deadlineOn(words: string, line: Line, span: { start: number; end: number }): Found | null {
  const named = line.language.shortDay(words)
  const day = named && futureDay(named, line)
  return day === null ? null : { kind: 'deadline', value: formatDay(day), ...span }
}
