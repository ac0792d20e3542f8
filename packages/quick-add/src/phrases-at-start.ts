// domain: tasks
import {
  dayAt,
  dueOn,
  type Found,
  isDash,
  isPhrase,
  type Line,
  longestPhrase,
  type QuotableWord,
  spanOf,
  trimmed,
} from './phrases.js'
import { normalOf } from './words.js'

const stop = /[,:،]$/u

/** The meaning of the first words of a line: a day or a repetition, and a time of day after it. */
export function phrasesAtStart(line: Line): Found[] {
  const { words, text } = line
  for (let length = Math.min(words.length - 1, longestPhrase); length > 0; length--) {
    const phrase = words.slice(0, length)
    if (!isPhrase(phrase, text)) continue
    const found = dayPhraseAt(line, phrase)
    if (found !== undefined) return found ?? []
  }
  return []
}

/** Undefined for words that are not a day, null for words that may mean something else. */
function dayPhraseAt(line: Line, phrase: readonly QuotableWord[]): Found[] | null | undefined {
  const { language } = line
  const read = trimmed(phrase, stop)
  const words = normalOf(read)
  const repetition = language.recurrence(words)
  const day = repetition === null ? language.day(words) : null
  if (repetition === null && day === null) return undefined
  const after = afterPhrase(line, phrase)
  const next = after.rest[0]
  if (next === undefined) return null
  if (!after.isSeparate && language.goesOn.has(next.normal)) return null
  // "Today, tomorrow and friday" has no single day, and "Monday, Monday" is a song.
  if (hasDayAtAnEnd(after.rest, line) || normalOf(after.rest).startsWith(words)) return null
  if (language.namesAfterStop?.test(normalOf(after.rest))) return null
  const span = { start: spanOf(phrase).start, end: after.phraseEnd }
  if (repetition !== null) {
    const begins = !repetition.isAdverb && language.maybeStartsRepeated(next)
    if (!after.isSeparate && !begins) return null
    const from = repetition.isFromCompletion ? 'completion' : 'schedule'
    return [{ kind: 'recurrence', value: { rule: repetition.rule, from, on: '' }, ...span }, ...after.times]
  }
  if (day === null || !(after.isSeparate || language.maybeStarts(read, after.rest, day.isStated))) return null
  const due = dueOn(day.day, line, span)
  return due && [due, ...after.times]
}

interface After {
  readonly rest: readonly QuotableWord[]
  readonly times: readonly Found[]
  /** Whether there is a comma, a colon or a dash before the rest. */
  readonly isSeparate: boolean
  /** Where the day ends, with the dash after it. */
  readonly phraseEnd: number
}

/** What follows a day at the beginning: a time of day, if there is one, and the rest. */
function afterPhrase(line: Line, phrase: readonly QuotableWord[]): After {
  const rest = line.words.slice(phrase.length)
  const end = spanOf(phrase).end
  if (stop.test(phrase.at(-1)?.raw ?? '')) return { rest, times: [], isSeparate: true, phraseEnd: end }
  const [first] = rest
  if (first !== undefined && isDash(first))
    return { rest: rest.slice(1), times: [], isSeparate: true, phraseEnd: first.end }
  for (let length = Math.min(rest.length - 1, line.takesTime ? 5 : 0); length > 0; length--) {
    const words = rest.slice(0, length)
    const time = isPhrase(words, line.text) ? line.language.time(normalOf(trimmed(words, stop))) : null
    if (time === null) continue
    const after = afterPhrase({ ...line, words: rest, takesTime: false }, words)
    const found: Found = { kind: 'time', value: time, start: spanOf(words).start, end: after.phraseEnd }
    return { ...after, times: [found], phraseEnd: end }
  }
  return { rest, times: [], isSeparate: false, phraseEnd: end }
}

function hasDayAtAnEnd(words: readonly QuotableWord[], { language }: Line): boolean {
  return (['start', 'end'] as const).some((place) => dayAt(words, place, language)?.isStated === false)
}
