/** A simple program that says what a search finds, for comparison with PostgreSQL. */

const letters: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', ı: 'i', ð: 'd', þ: 'th', ħ: 'h', ŧ: 't', ς: 'σ' },
  ...{ '’': "'", '‘': "'", '“': '"', '”': '"', '–': '-', '—': '-', '‑': '-' },
}
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
    .replace(/./gsu, (letter) => letters[letter] ?? letter)

/** In lower case, without accents, and each emoji as a word. */
export const folded = (text: string): string =>
  [...graphemes.segment(text)]
    .map(({ segment }) => (emoji.test(segment) ? ` ${segment.replace(/\uFE0F/gu, '')} ` : foldedLetters(segment)))
    .join('')

interface Text {
  readonly title: string
  readonly notes?: string
}

const textOf = ({ title, notes = '' }: Text) => ` ${folded(title)} ${folded(notes)} `
const wordsOf = (query: string) => [...new Set(folded(query).split(/\s+/u))].filter((word) => word !== '')
const contains = (text: string, word: string) => text.includes(emoji.test(word) ? ` ${word} ` : word)

/** Whether each word is in the title or the notes. */
export function matchesWords(query: string, task: Text): boolean {
  const text = textOf(task)
  return wordsOf(query).every((word) => contains(text, word))
}

const isForgiven = (word: string) => /^[0-9a-z\u00C0-\u0DFF\u1000-\u1FFF\uAC00-\uD7A3]{4,24}$/u.test(word)
const edges = /[\u0020-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00BF\u2000-\u206F\u3000-\u303F]/u

/** Whether each word is in the title or the notes, or differs from the beginning of a word by a typo. */
export function matchesTypos(query: string, task: Text): boolean {
  const [words, text] = [wordsOf(query), textOf(task)]
  const tokens = text.split(edges)
  const matches = (word: string) =>
    isForgiven(word) ? tokens.some((token) => beginsWith(token, word)) : contains(text, word)
  return words.length <= 8 && words.some(isForgiven) && words.every(matches)
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

/** At most one letter is wrong, missing or too many, or two are swapped. */
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
