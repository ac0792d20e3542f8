// domain: tasks
import { formatDay } from './calendar.js'
import type { DayPhrase, Language, NamedDay, Word } from './language.js'
import { futureDay, type Present } from './named-day.js'
import type { Meaning, Span } from './taken.js'
import { normalOf, withoutEnd } from './words.js'

export type Found = Meaning & Span

export interface QuotableWord extends Word {
  /** Whether it is in quotes, or touches them. */
  readonly isQuoted: boolean
}

/** A line without its marks. */
export interface Line extends Present {
  readonly text: string
  readonly words: readonly QuotableWord[]
  readonly language: Language
  /** Whether to take a time of day. */
  readonly takesTime: boolean
  /** The verb at the end, if the words before it are parsed. */
  readonly after: QuotableWord | null
}

/** Four weeks. */
export const maxReminder = 40_320

/** No phrase has more words. */
export const longestPhrase = 12

/** Whether the words can be a phrase: nothing between them was taken, and none is quoted. */
export function isPhrase(words: readonly QuotableWord[], text: string): boolean {
  return words.every((word, index) => {
    const next = words[index + 1]
    return !word.isQuoted && (next === undefined || text.slice(word.end, next.start).trim() === '')
  })
}

export const isDash = (word: Word | undefined): boolean => word !== undefined && /^[–—-]$/.test(word.raw)

/** The words without a punctuation mark at the end that is not part of the last one. */
export function trimmed<T extends Word>(words: readonly T[], pattern: RegExp): readonly T[] {
  const last = words.at(-1)
  const shorter = last && withoutEnd(last, pattern)
  return shorter ? [...words.slice(0, -1), { ...last, ...shorter }] : words
}

const stop = /[,:،;؛]$/u

/** The day that the first or the last words mean, regardless of their surroundings. */
export function dayAt(
  words: readonly Word[],
  place: 'start' | 'end',
  language: Language,
): (DayPhrase & { length: number }) | null {
  for (let length = Math.min(words.length, 6); length > 0; length--) {
    const some = place === 'start' ? words.slice(0, length) : words.slice(-length)
    const found = language.day(normalOf(trimmed(some, /[,:;.!،؛]+$/u)))
    if (found !== null) return { ...found, length }
  }
  return null
}

/** Whether the words start with an independent day: with a preposition, or with punctuation after it. */
export function startsWithDay(words: readonly Word[], language: Language): boolean {
  if (startsRepeated(words, language)) return true
  const found = dayAt(words, 'start', language)
  if (found === null) return false
  const last = words[found.length - 1]
  return found.isStated || found.length === words.length || stop.test(last?.raw ?? '') || isDash(words[found.length])
}

/** Whether the last words are a day, or the short form of a day. */
export function endsWithDay(words: readonly Word[], language: Language): boolean {
  return dayAt(words, 'end', language) !== null || language.shortDay(words.at(-1)?.normal ?? '') !== null
}

/** Whether the words start with a repetition and punctuation. */
function startsRepeated(words: readonly Word[], language: Language): boolean {
  for (let length = 1; length <= Math.min(words.length, 6); length++) {
    const last = words[length - 1]
    const isSeparate = stop.test(last?.raw ?? '') || isDash(words[length])
    if (isSeparate && language.recurrence(normalOf(trimmed(words.slice(0, length), stop))) !== null) return true
  }
  return false
}

/** Whether a range starts somewhere in the words. Its end would be a different day. */
export function startsRange(words: readonly Word[], language: Language): boolean {
  return words.some(
    (word, index) =>
      language.startsRange.has(word.normal) && dayAt(words.slice(index + 1, index + 7), 'start', language) !== null,
  )
}

/** The planned day, if it exists and has not passed. */
export function dueOn(named: NamedDay, present: Present, span: Span): Found | null {
  const day = futureDay(named, present)
  return day === null ? null : { kind: 'due', value: formatDay(day), start: span.start, end: span.end }
}

export const spanOf = (words: readonly Word[]): Span => ({ start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? 0 })
