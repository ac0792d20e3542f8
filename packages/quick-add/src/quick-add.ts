// domain: tasks
import { formatDay, localNow } from './calendar.js'
import { firstOfRule } from './first-of-rule.js'
import type { Language } from './language.js'
import { arabic } from './languages/arabic.js'
import { english } from './languages/english.js'
import { german } from './languages/german.js'
import { marksIn, type Names } from './marks.js'
import { normal } from './normal.js'
import type { Found } from './phrases.js'
import { phrasesAtEnd } from './phrases-at-end.js'
import { phrasesAtStart } from './phrases-at-start.js'
import type { Kind, Span, Taken } from './taken.js'
import { overlaps, quotesIn, touching, wordsOf } from './words.js'

/** The settings for parsing a line. */
export interface QuickAddOptions extends Names {
  readonly language: 'en' | 'de' | 'ar'
  /** The present instant in ISO 8601, such as `2026-11-26T09:30:00Z`. */
  readonly now: string
  /** The IANA time zone of the person. */
  readonly zone: string
  /** The first day of the person’s week, for “next friday”: 1 for Monday, which is usual, to 7 for Sunday. */
  readonly weekStart?: number | undefined
  /** The kinds to take; by default all of them. Words for other kinds stay in the title. */
  readonly kinds?: readonly Kind[]
  /** The words to refuse: all of them (`true`), or those at these places. They stay in the title. */
  readonly literal?: true | readonly Span[]
}

/** A parsed line of plain words. */
export interface QuickAdd {
  /** The remaining words, with single spaces. It is only empty if the line is. */
  readonly title: string
  /** The parts that were removed from the title, in the order of the line. The spans do not overlap. */
  readonly taken: readonly Taken[]
}

const languages: Record<QuickAddOptions['language'], Language> = { en: english, de: german, ar: arabic }

/**
 * Parses a line such as `Renew passport by next friday at 9 !high @home`. Only words that are certainly a day, a time or a
 * repetition are taken, at the end of the line or, with a preposition or a comma, at its beginning. If words may mean
 * something else, or say more than that, they stay in the title. Quoted words always stay.
 *
 * To refuse a part, parse the line again with its span in `literal`; all other parts stay as they were. It does not fail
 * for any text, and its time is proportional to the length of the text.
 * @throws {RangeError} if `now` or `zone` is invalid
 */
export function parseQuickAdd(text: string, options: QuickAddOptions): QuickAdd {
  const { literal = [], kinds } = options
  if (literal === true) return { title: text, taken: [] }
  const taken = read(text, options).filter(
    (one) => (kinds?.includes(one.kind) ?? true) && !literal.some((span) => overlaps(span, one)),
  )
  const title = titleOf(text, taken)
  return title === '' ? { title: single(text), taken: [] } : { title, taken }
}

function read(text: string, options: QuickAddOptions): Taken[] {
  const { today, time: now } = localNow(options.now, options.zone)
  const { weekStart = 1 } = options
  const language = languages[options.language]
  const quotes = quotesIn(text)
  const all = wordsOf(text)
  const quoted = touching(all, quotes)
  const words = all.map((word) => ({ ...word, isQuoted: quoted.has(word) }))
  const marks = marksIn(text, words, { language, today, weekStart, names: options })
  const marked = touching(words, marks)
  const plain = words.filter((word) => !marked.has(word))
  const takesTime = options.kinds?.includes('time') ?? true
  const line = { text, words: plain, language, today, weekStart, takesTime, after: null }
  const atEnd = phrasesAtEnd(line)
  const phrases = inEvening(atEnd.length > 0 ? atEnd : phrasesAtStart(line), text, language)
  const time = phrases.find((found) => found.kind === 'time')?.value
  const firstDay = time !== undefined && time <= now ? today + 1 : today
  return [...marks, ...phrases]
    .sort((one, other) => one.start - other.start)
    .map(
      (found): Taken =>
        ({ ...withFirstDay(found, today, firstDay), text: text.slice(found.start, found.end) }) as Taken,
    )
}

/** "Tonight at 8" is 20:00. */
function inEvening(phrases: readonly Found[], text: string, { evening }: Language): readonly Found[] {
  const isEvening = phrases.some(
    ({ kind, start, end }) => kind === 'due' && evening.test(normal(text.slice(start, end))),
  )
  if (!isEvening) return phrases
  return phrases.map((found) => {
    if (found.kind !== 'time' || found.value >= '12:00') return found
    return { ...found, value: `${Number(found.value.slice(0, 2)) + 12}${found.value.slice(2)}` }
  })
}

/** A repetition with its first day. If its time today has passed, the first day is tomorrow at the earliest. */
function withFirstDay(found: Found, today: number, firstDay: number): Found {
  if (found.kind !== 'recurrence') return found
  const { rule, from } = found.value
  return { ...found, value: { rule, from, on: formatDay(firstOfRule(rule, from === 'completion' ? today : firstDay)) } }
}

function titleOf(text: string, taken: readonly Span[]): string {
  const starts = [0, ...taken.map(({ end }) => end)]
  return single(starts.map((start, index) => text.slice(start, taken[index]?.start)).join(' '))
}

const single = (text: string): string => text.replace(/\s+/g, ' ').trim()
