/**
 * One rule for text that one user writes and another user, or a terminal, sees: all of it is visible, and it stays on one
 * line. It keeps out line breaks, control and bidi characters, characters without a shape (Unicode's
 * `Default_Ignorable_Code_Point`, and those whose glyph is blank), and piles of combining marks (Unicode TR 36, 3.7). Emoji
 * keep the joiners and selectors that they are made of.
 */

/** Built as a string because the `v` flag is newer than the compiler's target. */
const emoji = '\\p{RGI_Emoji}'

/** Letters and symbols with an empty glyph, although no Unicode property says so: Braille blank, null notehead. */
const blank = '\\u{2800}\\u{1D159}'

/** `C` also holds characters that are unassigned, private, or half of a surrogate pair. */
const invisible = `[\\p{C}\\p{Default_Ignorable_Code_Point}${blank}]`

const lineBreak = '[\\p{Cc}\\p{Zl}\\p{Zp}]'

/** Vietnamese writes two on one letter, pointed Hebrew three. */
const mostMarks = 3

const emojiAnywhere = new RegExp(emoji, 'gv')
const hidden = new RegExp(invisible, 'v')
const hiddenOrEmoji = new RegExp(`(${emoji})|(${lineBreak}+)|${invisible}`, 'gv')
const pileOfMarks = new RegExp(`\\p{M}{${mostMarks + 1},}`, 'v')
const marksBeyond = new RegExp(`(\\p{M}{${mostMarks}})\\p{M}+`, 'gv')
const misplaced = /^[\p{Z}\p{M}]|\p{Z}$|\p{Z}{2}|[\p{Zl}\p{Zp}]/u

/**
 * Whether text is suitable as a name that others read, such as a user's or a program's: 1 to `limit` characters (code
 * points), all of them visible, on one line, without spaces at either end or two in a row.
 */
export function isVisibleLine(text: string, limit: number): boolean {
  if (text === '' || text.length > limit * 2 || [...text].length > limit) return false
  const plain = text.replace(emojiAnywhere, '\u{25A1}').normalize()
  return !hidden.test(plain) && !pileOfMarks.test(plain) && !misplaced.test(plain)
}

/**
 * Makes any text suitable for one line, such as a title in a terminal: line breaks become spaces, and invisible characters
 * are removed.
 */
export const toVisibleLine = (text: string): string =>
  text
    .normalize()
    .replace(hiddenOrEmoji, (_, emoji?: string, breaks?: string) => emoji ?? (breaks === undefined ? '' : ' '))
    .replace(marksBeyond, '$1')
