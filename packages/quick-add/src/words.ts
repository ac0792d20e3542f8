// domain: tasks
import type { Word } from './language.js'
import { normal } from './normal.js'
import type { Span } from './taken.js'

/** The words of a text, with their positions in it. */
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

/** The quoted parts, including the quotes: in them, words are taken literally. A quote that never ends does not count. */
export function quotesIn(text: string): Span[] {
  const spans: Span[] = []
  const lacking = new Set<string>()
  for (let index = 0; index < text.length; index++) {
    const closing = pairs.find(([open]) => open === text[index])?.[1]
    if (closing === undefined || lacking.has(closing)) continue
    const end = text.indexOf(closing, index + 1)
    // Searching again from each position would take long in a text with many quotes.
    if (end === -1) lacking.add(closing)
    else {
      spans.push({ start: index, end: end + 1 })
      index = end
    }
  }
  return spans
}

export const overlaps = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end

/** Spans that overlap one of the others. Both lists are in order, and the spans of a list do not overlap each other. */
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
