// domain: tasks
import type { Word } from './language.js'
import { normal } from './normal.js'
import type { Span } from './taken.js'

/** The words of a text, with their places in it. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(/\S+/gu)].map(({ 0: raw, index }) => ({
    raw,
    normal: normal(raw),
    start: index,
    end: index + raw.length,
  }))
}

/** The word without its last characters; null if nothing is left of it. */
export function withoutEnd(word: Word, pattern: RegExp): Word | null {
  const raw = word.raw.replace(pattern, '')
  return raw === '' ? null : { ...word, raw, normal: normal(raw), end: word.start + raw.length }
}

const pairs: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
  ['»', '«'],
  ['`', '`'],
]

/** What stands between quotes, with them: there, words mean themselves. A quote that never ends is not one. */
export function quotesIn(text: string): Span[] {
  const spans: Span[] = []
  const lacking = new Set<string>()
  for (let index = 0; index < text.length; index++) {
    const closing = pairs.find(([open]) => open === text[index])?.[1]
    if (closing === undefined || lacking.has(closing)) continue
    const end = text.indexOf(closing, index + 1)
    // Looking for it again from each place would take long in a text with many quotes.
    if (end === -1) lacking.add(closing)
    else {
      spans.push({ start: index, end: end + 1 })
      index = end
    }
  }
  return spans
}

export const overlaps = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end

/** Those that overlap one of the others. Both are in order, and neither overlap among themselves. */
export function touching<T extends Span>(ones: readonly T[], others: readonly Span[]): Set<T> {
  const found = new Set<T>()
  let index = 0
  for (const one of ones) {
    while ((others[index]?.end ?? Number.POSITIVE_INFINITY) <= one.start) index++
    const other = others[index]
    if (other !== undefined && overlaps(one, other)) found.add(one)
  }
  return found
}

export const normalOf = (words: readonly Word[]): string => words.map((word) => word.normal).join(' ')
