import { isVisibleLine, toVisibleLine } from '@ownlist/text'
import { describe, expect, test } from 'vitest'

describe('isVisibleLine', () => {
  test.each([
    'Ada',
    'Ada’s laptop ✨',
    'José María',
    'Nguyễn Thị Ánh',
    'Nguyễn'.normalize('NFD'),
    '山田　太郎',
    'محمد',
    'שָׁלוֹם',
    'अनुष्का',
    '👩‍👩‍👧‍👦 home',
    '❤️',
    '1️⃣ first',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    'x'.repeat(64),
    '😀'.repeat(64),
  ])('accepts %j', (text) => {
    expect(isVisibleLine(text, 64)).toBe(true)
  })

  test.each([
    ['nothing', ''],
    ['a space', ' '],
    ['spaces at an end', 'Ada '],
    ['two spaces in a row', 'Ada  Lovelace'],
    ['a no-break space in front', '\u00a0Ada'],
    ['Hangul fillers', '\u3164'],
    ['another Hangul filler', 'Ada\u115f'],
    ['a half-width Hangul filler', '\uffa0'],
    ['a Braille blank', '\u2800'],
    ['a null notehead', '\u{1d159}'],
    ['a soft hyphen', 'Ada\u00ad'],
    ['a zero-width space', 'Ad\u200ba'],
    ['a byte order mark', '\ufeffAda'],
    ['a word joiner', 'Ad\u2060a'],
    ['a joiner outside of emoji', 'Ad\u200da'],
    ['a variation selector outside of emoji', 'A\ufe0f'],
    ['a tag character', 'Ada\u{e0041}'],
    ['a right-to-left override', 'Ada\u202egpj.exe'],
    ['a left-to-right isolate', '\u2066Ada'],
    ['a right-to-left mark', 'Ada\u200f'],
    ['an Arabic letter mark', 'Ada\u061c'],
    ['a line feed', 'Ada\nhttps://evil.example'],
    ['a line separator', 'Ada\u2028x'],
    ['a paragraph separator', 'Ada\u2029x'],
    ['a next line', 'Ada\u0085x'],
    ['an escape', 'Ada\u001b[31m'],
    ['NUL', 'Ada\0'],
    ['half of a surrogate pair', 'Ada\ud83d'],
    ['a private character', '\ue000'],
    ['an unassigned character', '\u0378'],
    ['stacked marks', `A${'\u0335\u0336\u0337\u0338'}`],
    ['many stacked marks', `Z${'\u0300'.repeat(40)}`],
    ['a combining mark without a letter', '\u0301Ada'],
    ['one character too many', 'x'.repeat(65)],
    ['one emoji too many', '😀'.repeat(65)],
  ])('refuses %s', (_, text) => {
    expect(isVisibleLine(text, 64)).toBe(false)
  })
})

describe('toVisibleLine', () => {
  test.each([
    ['Buy 🥛 and ❤️ for 👩‍👩‍👧', 'Buy 🥛 and ❤️ for 👩‍👩‍👧'],
    ['one\r\ntwo\u2028three', 'one two three'],
    ['Ada\u202egpj.exe', 'Adagpj.exe'],
    ['\u2066a\u2069\u200bb\u3164c\u2800d', 'abcd'],
    [`Z${'\u0335'.repeat(50)}!`, `Z${'\u0335'.repeat(3)}!`],
    ['\u001b[31mred\u0007bell', ' [31mred bell'],
  ])('turns %j into %j', (text, line) => {
    expect(toVisibleLine(text)).toBe(line)
  })
})
