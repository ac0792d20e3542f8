/**
 * How texts are searched, in the same way as in the API (`search_fold` and the functions after it in the migration
 * `search`): case, accents and invisible characters do not count, and an emoji is a word that has to be equal.
 */

const letters: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', ı: 'i', ð: 'd', þ: 'th', ħ: 'h', ŧ: 't', ς: 'σ' },
  ...{ '’': "'", '‘': "'", '“': '"', '”': '"', '–': '-', '—': '-', '‑': '-' },
}
const special = new RegExp(`[${Object.keys(letters).join('')}]`, 'gu')
/** Accents, vowel points and invisible characters. */
const marks =
  /\u00AD|[\u0300-\u036F]|[\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7]|\u0640|[\u064B-\u065F\u0670]|[\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069]|[\uFE0E\uFE0F]|\uFEFF/gu
const emoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

const foldedLetters = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll('\u0438\u0306', 'й')
    .replaceAll('\u0418\u0306', 'Й')
    .replace(marks, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(special, (letter) => letters[letter] ?? letter)

const ascii = /^[\0-\x7F]*$/

/** In lower case, without accents and invisible characters, and with a space on both sides of each emoji. */
export function foldText(text: string): string {
  if (ascii.test(text)) return text.toLowerCase()
  if (!emoji.test(text)) return foldedLetters(text)
  return [...graphemes.segment(text)]
    .map(({ segment }) => (emoji.test(segment) ? ` ${segment.replace(/\uFE0F/gu, '')} ` : foldedLetters(segment)))
    .join('')
}

/** The search words, folded. */
export const searchWords = (query: string): string[] => [
  ...new Set(
    foldText(query)
      .split(/\s+/u)
      .filter((word) => word !== ''),
  ),
]

/** Whether the text contains each word. Emoji have to be equal; other words are also found within words. */
export const containsWords = (folded: string, words: readonly string[]): boolean =>
  words.every((word) => containsWord(folded, word))

const containsWord = (folded: string, word: string) =>
  emoji.test(word) ? ` ${folded} `.includes(` ${word} `) : folded.includes(word)

const isForgiven = (word: string) => /^[0-9a-z\u00C0-\u0DFF\u1000-\u1FFF\uAC00-\uD7A3]{4,24}$/u.test(word)
const edges = /[\u0020-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00BF\u2000-\u206F\u3000-\u303F]/u

/**
 * Whether each word is in the text, or differs from the beginning of a word in the text by a typo. This is only for up to 8
 * words, at least one of which is long enough for typos.
 */
export function containsTypos(folded: string, words: readonly string[]): boolean {
  if (words.length > 8 || !words.some(isForgiven)) return false
  const tokens = folded.split(edges)
  return words.every((word) =>
    isForgiven(word) ? tokens.some((token) => beginsWith(token, word)) : containsWord(folded, word),
  )
}

function beginsWith(token: string, word: string): boolean {
  const lengths = [word.length - 1, word.length, word.length + 1]
  const beginnings = new Set(lengths.map((length) => token.slice(0, length)))
  return [...beginnings].some((beginning) => {
    if (!hasOneTypo(beginning, word)) return false
    const swapsLast = beginning === word.slice(0, -2) + word.slice(-1) + word.slice(-2, -1)
    return beginning === token || beginning.endsWith(word.slice(-1)) || swapsLast
  })
}

/** At most one letter is wrong, missing or extra, or two letters are swapped. */
function hasOneTypo(a: string, b: string): boolean {
  if (a === b) return true
  let from = 0
  while (from < a.length && a[from] === b[from]) from++
  const [restA, restB] = [a.slice(from), b.slice(from)]
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  )
}
