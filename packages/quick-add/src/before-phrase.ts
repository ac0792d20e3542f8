// domain: tasks
import { isDash, isPhrase, type QuotableWord } from './phrases.js'
import { withoutEnd } from './words.js'

const separator = /[,;:،؛]$/u

/** The words before a phrase, without the comma or dash between them, which is part of the phrase. */
interface Before {
  readonly words: readonly QuotableWord[]
  readonly isSeparate: boolean
  /** Where the phrase starts, including its separator. */
  readonly start: number
}

export function beforePhrase(words: readonly QuotableWord[], phrase: readonly QuotableWord[], text: string): Before {
  const start = phrase[0]?.start ?? 0
  const last = words.at(-1)
  // Something was between them that is already understood, such as a priority mark.
  if (last === undefined || !isPhrase([{ ...last, isQuoted: false }, ...phrase.slice(0, 1)], text)) {
    return { words, isSeparate: false, start }
  }
  if (isDash(last)) return { ...withoutComma(words.slice(0, -1), last.start), isSeparate: true }
  return withoutComma(words, start)
}

function withoutComma(words: readonly QuotableWord[], start: number): Before {
  const last = words.at(-1)
  if (last === undefined || !separator.test(last.raw)) return { words, isSeparate: false, start }
  const shorter = withoutEnd(last, separator)
  const others = words.slice(0, -1)
  if (shorter === null) return { words: others, isSeparate: true, start: last.start }
  return { words: [...others, { ...last, ...shorter }], isSeparate: true, start: shorter.end }
}
