import { createTestDatabase, type TestDatabase } from '@ownlist/testkit'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { folded, matchesTypos, matchesWords } from './search-reference.js'
import { searcherWith } from './searcher.js'

let own: TestDatabase
beforeAll(async () => {
  own = await createTestDatabase()
})
afterAll(() => own[Symbol.asyncDispose]())

/** Numbers from 0 to below `n`, the same in each run. */
function numbers(seed: number): (n: number) => number {
  let state = seed
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
}

describe('random texts', () => {
  const pieces = [
    ...[
      'milk',
      'Milch',
      'mlik',
      'straße',
      'STRASSE',
      'Äpfel',
      'apfel',
      'café',
      'cafe',
      'ισος',
      'ΙΣΟΣ',
      'ёлка',
      'елка',
      'май',
    ],
    ...[
      'маи',
      'đi',
      'di',
      '牛奶',
      '奶',
      '日本語',
      '本',
      'ミルク',
      '우유',
      '🍎',
      '🍏',
      '👩‍💻',
      '👩',
      '🇩🇪',
      '🇪🇩',
      '👍🏽',
      '❤️',
      '❤',
    ],
    ...[
      '50%',
      'a_b',
      '\\',
      '.*',
      '(',
      "it's",
      'it’s',
      '-',
      'x',
      '1️⃣',
      '1',
      'שָׁלוֹם',
      'שלום',
      'أحمد',
      'احمد',
      'दूध',
      'ซื้อ',
      'umbrella',
    ],
  ]
  const next = numbers(20261126)
  const textOf = (most: number, separators: readonly string[]) =>
    Array.from({ length: 1 + next(most) }, () => pieces[next(pieces.length)]).join(separators[next(separators.length)])

  test('are found exactly if a simple reference program finds them', async () => {
    const texts = Array.from({ length: 60 }, () => ({
      title: textOf(4, [' ', '']),
      notes: next(3) === 0 ? textOf(40, [' ', '', ', ']) : '',
    }))
    const { search } = await searcherWith(own.database.tasks, texts)
    const misses: string[] = []
    for (let n = 0; n < 200; n++) {
      const query = typing(textOf(2, [' ']), next)
      const exact = texts.filter((text) => matchesWords(query, text))
      const expected = exact.length > 0 ? exact : texts.filter((text) => matchesTypos(query, text))
      const wanted = expected.map(({ title }) => title).toReversed()
      if (JSON.stringify(await search(query)) !== JSON.stringify(wanted.slice(0, 50))) misses.push(query)
    }
    expect(misses).toEqual([])
  }, 60_000)
})

/** One in three texts gets a typo. */
function typing(text: string, next: (n: number) => number): string {
  if (next(3) > 0 || !/^[a-z]+$/.test(text)) return text
  const at = next(text.length)
  const edits = [text.slice(0, at) + text.slice(at + 1), `${text.slice(0, at)}q${text.slice(at)}`]
  return edits[next(2)] ?? text
}

test('every letter and emoji is folded as in a simple reference program', async () => {
  const client = new pg.Client({ connectionString: own.adminUrl })
  await client.connect()
  const { rows } = await client.query<{ character: string; word: string }>(
    `select chr(n) as character, trim(search_fold(chr(n))) as word from generate_series(161, 129791) n
      where n not between 55296 and 57343`,
  )
  await client.end()
  // Beyond these, and for U+1C89, there are letters that not every version of Unicode has.
  const known = rows.filter(
    ({ character }) => /[¡-\u1C88\u1C8B-\uA6FF\uAC00-\uD7A3]/u.test(character) && /\p{L}/u.test(character),
  )
  const emoji = rows.filter(({ character }) => /\p{Emoji_Presentation}|[‼⁉™ℹⓂ㊗㊙]/u.test(character))
  expect(known.length).toBeGreaterThan(40_000)
  // Some emoji stand for letters. They are other characters in the search.
  const isReplaced = ({ word }: { word: string }) => /[\uE000-\uE015]/u.test(word)
  const others = [...known, ...emoji].filter((row) => !isReplaced(row) && row.word !== folded(row.character).trim())
  expect(others.map(({ character }) => character)).toEqual([])
  expect(emoji.length).toBeGreaterThan(1_000)
  expect(new Set(emoji.map(({ word }) => word)).size).toBe(emoji.length)
})
