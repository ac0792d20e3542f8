import { ownerOf, type Page, type Task } from '@ownlist/db'
import { createTestDatabase, newUserId, type TableLayout, type TestDatabase } from '@ownlist/testkit'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { folded, matchesTypos, matchesWords } from './search-reference.js'

const layouts: readonly TableLayout[] = ['whole', 'partitioned']
const dbs = new Map<TableLayout, TestDatabase>()
beforeAll(async () => {
  for (const layout of layouts) dbs.set(layout, await createTestDatabase({ layout }))
})
afterAll(async () => {
  for (const own of dbs.values()) await own[Symbol.asyncDispose]()
})

const fields = { notes: '', priority: 'none', dueOn: null, completedAt: null, listId: null } as const
const all = { limit: 50, status: 'all', search: '', after: null } as const
function databaseOf(layout: TableLayout): TestDatabase {
  const own = dbs.get(layout)
  if (own === undefined) throw new Error('There is no such database')
  return own
}
const tasksOf = (layout: TableLayout = 'whole') => databaseOf(layout).database.tasks

interface Text {
  readonly title: string
  readonly notes?: string
}

/** A new user with these tasks, and a way to search them. Its results are titles, newest first. */
async function userWith(texts: readonly Text[], layout: TableLayout = 'whole') {
  const tasks = tasksOf(layout)
  const owner = ownerOf(newUserId())
  for (const text of texts) await tasks.create(owner, { ...fields, ...text, id: uuidv7() })
  const search = async (query: string) => titles(await tasks.list(owner, { ...all, search: query }))
  return { owner, search }
}

const titles = ({ items }: Page<Task>) => items.map(({ title }) => title)

/** What is found: a search, and the title that it finds. Each title is in a table of its own with all the others. */
const found: readonly (readonly [search: string, title: string])[] = [
  ['CAFÉ', 'Visit the cafe in Lyon'],
  ['koeln', 'Koeln, not Cologne'],
  ['smorgas', 'Köp smörgås till lunchen'],
  ['STRASSE', 'Die Straße kehren'],
  ['maßband', 'Massband suchen'],
  ['istanbul', 'İSTANBUL bileti'],
  ['ışık', 'ISIK faturası'],
  ['da nang', 'Đặt vé đi Đà Nẵng'],
  ['łódź', 'Bilet do Lodzi i Lodz'],
  ['oeuvre', 'Une œuvre à finir'],
  ['ΚΑΦΕΣ', 'Αγόρασε καφές'],
  ['ежик', 'Купить ЁЖИКА'],
  ['ЧАЙ', 'Выпить чай'],
  ['հաց', 'Գնել ՀԱՑ'],
  ['ᲞᲣᲠᲘ', 'იყიდე პური'],
  ['احمد', 'اتصل بـ أَحْمَد'],
  ['שלום', 'לומר שָׁלוֹם'],
  ['दूध', 'कल दूध खरीदो'],
  ['ซื้อนม', 'อย่าลืมซื้อนมพรุ่งนี้'],
  ['牛奶', '明天去超市买牛奶和面包'],
  ['奶酪', '明天去超市买奶酪'],
  ['買', '牛乳を買うこと'],
  ['ﾐﾙｸ', '朝ミルクを飲む'],
  ['ｔｏｋｙｏ', 'Flug nach Tokyo buchen'],
  ['우유', '내일우유사기'],
  ['to-do', 'Write the to-do list'],
  ['don’t', "Don't forget"],
  ['naïve plan', 'A plan, rather naive'],
  ['50%', 'Pay 50% now'],
  ['a_b', 'Rename a_b'],
  ['c\\d', 'Look into c\\d'],
  ['(x', 'Solve f(x)'],
  ['🍎', 'Buy 🍎 and pears'],
  ['🇩🇪', 'Trip🇩🇪tomorrow'],
  ['👩‍💻', 'Call 👩‍💻 back'],
  ['👍🏽', 'All fine👍🏽'],
  ['❤', 'With ❤️'],
  ['1️⃣', 'First 1️⃣'],
  ['🈶', 'Seats 🈶'],
]

describe.each(layouts)('in %s tables, among tasks in twelve scripts', (layout) => {
  let search: (query: string) => Promise<string[]>
  beforeAll(async () => {
    const texts = found.map(([, title]) => ({ title }))
    search = (await userWith(texts, layout)).search
    // Another user has the same tasks.
    await userWith(texts, layout)
  })

  test.each(found)('a search for %s finds “%s” once, and nothing else', async (query, title) => {
    expect(await search(query)).toEqual([title])
  })
})

describe('an emoji', () => {
  test.each([
    ['🍎', '🍏'],
    ['❤️', '💔'],
    ['❤️', '❤️‍🔥'],
    ['👩', '👩‍💻'],
    ['👩‍💻', '👩'],
    ['👨‍👩‍👧', '👨‍👩‍👦'],
    ['👍', '👍🏽'],
    ['👍🏽', '👍🏿'],
    ['🇩🇪', '🇧🇩🇪🇸'],
    ['🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
    ['1️⃣', '2️⃣'],
    ['ℹ️', 'i'],
    ['Ⓜ️', 'm'],
    ['🈶', '🈚'],
    ['™️', '©️'],
  ])('%s does not find %s', async (query, other) => {
    const { search } = await userWith([{ title: `Other ${other} text` }, { title: `Some${query}text` }])
    expect(await search(query)).toEqual([`Some${query}text`])
  })
})

test('й and и are different letters, as are が and か', async () => {
  const { search } = await userWith([{ title: 'мой' }, { title: 'мои' }, { title: 'かぎ' }, { title: 'かき' }])
  expect(await search('мой')).toEqual(['мой'])
  expect(await search('мои')).toEqual(['мои'])
  expect(await search('かき')).toEqual(['かき'])
})

test('every word must be in the title or the notes, in any order', async () => {
  const { search } = await userWith([
    { title: 'Buy milk', notes: 'at the market' },
    { title: 'Buy bread', notes: 'at the bakery' },
  ])
  expect(await search('market  BUY')).toEqual(['Buy milk'])
  expect(await search('the ake read')).toEqual(['Buy bread'])
  expect(await search('milk bakery')).toEqual([])
})

test('long notes are found, also at their end', async () => {
  const notes = `${'Notiz über vieles. '.repeat(500)}Schlußwort`
  const { search } = await userWith([{ title: 'Long', notes }, { title: 'Short' }])
  expect(await search('SCHLUSSWORT')).toEqual(['Long'])
  expect(await search('schlussowrt long')).toEqual(['Long'])
})

test('a task is found as it is after a change', async () => {
  const { owner, search } = await userWith([{ title: 'Buy milk' }])
  const [task] = (await tasksOf().list(owner, all)).items
  await tasksOf().update(owner, task?.id ?? '', { changes: { notes: 'and Brötchen' } })
  expect(await search('brotchen')).toEqual(['Buy milk'])
  await tasksOf().delete(owner, task?.id ?? '')
  expect(await search('milk')).toEqual([])
})

test('a search only for signs that are not seen finds every task', async () => {
  const { search } = await userWith([{ title: 'One' }])
  expect(await search('\u200b')).toEqual(['One'])
})

test('characters that become long do not make a task too long for the index', async () => {
  const owner = ownerOf('u'.repeat(255))
  for (const character of ['㍿', '㌖', 'ﷺ', '⨌', 'ǆ', '🍎']) {
    const title = character.repeat(Math.floor(250 / Buffer.byteLength(character)))
    const { id } = await tasksOf().create(owner, { ...fields, title, id: uuidv7() })
    expect((await tasksOf().list(owner, { ...all, search: character })).items.map((task) => task.id)).toContain(id)
  }
})

describe('a typo', () => {
  test.each([
    ['umbrela', 'Bring the umbrella'],
    ['umbrellla', 'Bring the umbrella'],
    ['ubmrella', 'Bring the umbrella'],
    ['umbrello', 'Bring the umbrella'],
    ['imbrella', 'Bring the umbrella'],
    ['meetng', 'Prepare meetings'],
    ['Mlik', 'Buy milk'],
    ['milkk', 'Buy milk'],
    ['strase', 'Die „Straße“'],
    ['молко', 'Купить молоко'],
    ['γαλα γάαλ', 'Αγόρασε γάλα'],
    ['umbrela 🍎 th', 'Bring the umbrella 🍎'],
  ])('in %s still finds “%s”', async (query, title) => {
    const { search } = await userWith([{ title: 'Something else' }, { title }])
    expect(await search(query)).toEqual([title])
  })

  test.each(['mlk', 'bag', '🍏🍏🍏🍏', '牛奶面粉', 'umrbelal', 'a.b!c', 'ella'])(
    'is not forgiven in %s',
    async (query) => {
      const { search } = await userWith([{ title: 'Buy milk, umbrell, a big bug, 🍎🍎🍎🍎 and 牛奶面包' }])
      expect(await search(query)).toEqual([])
    },
  )

  test('is only forgiven if no task matches exactly, on every page and within the filters', async () => {
    const { owner, search } = await userWith([{ title: 'Silk' }, { title: 'Milk 1' }, { title: 'Milk 2' }])
    expect(await search('milk')).toEqual(['Milk 2', 'Milk 1'])
    const first = await tasksOf().list(owner, { ...all, search: 'milk', limit: 1 })
    const second = await tasksOf().list(owner, { ...all, search: 'milk', limit: 1, after: first.next })
    const position = second.items.at(-1) ?? null
    expect(titles(await tasksOf().list(owner, { ...all, search: 'milk', after: position }))).toEqual([])
    expect(titles(await tasksOf().list(owner, { ...all, search: 'milk', status: 'done' }))).toEqual([])
  })

  test('is forgiven on every page, newest first, without repetitions', async () => {
    const { owner } = await userWith(Array.from({ length: 12 }, (_, n) => ({ title: `Umbrella ${n}` })))
    const pages = (after: Page<Task>['next'], before: string[] = []): Promise<string[]> =>
      tasksOf()
        .list(owner, { ...all, search: 'umbrela', limit: 5, after })
        .then((page) => {
          const seen = [...before, ...titles(page)]
          return page.next === null ? seen : pages(page.next, seen)
        })
    expect(await pages(null)).toEqual(Array.from({ length: 12 }, (_, n) => `Umbrella ${11 - n}`))
  })

  test('is not forgiven in more than eight words', async () => {
    const { search } = await userWith([{ title: 'aaa bbb ccc ddd eee fff ggg hhh umbrella' }])
    expect(await search('bbb ccc ddd eee fff ggg hhh umbrela')).toHaveLength(1)
    expect(await search('aaa bbb ccc ddd eee fff ggg hhh umbrela')).toEqual([])
  })
})

/** Numbers from 0 below `n`, the same in each run. */
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

  test('are found exactly if a simple program finds them', async () => {
    const texts = Array.from({ length: 60 }, () => ({
      title: textOf(4, [' ', '']),
      notes: next(3) === 0 ? textOf(40, [' ', '', ', ']) : '',
    }))
    const { search } = await userWith(texts)
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

test('every letter and emoji is folded as a simple program folds it', async () => {
  const client = new pg.Client({ connectionString: databaseOf('whole').adminUrl })
  await client.connect()
  const { rows } = await client.query<{ character: string; word: string }>(
    `select chr(n) as character, trim(search_fold(chr(n))) as word from generate_series(161, 129791) n
      where n not between 55296 and 57343`,
  )
  await client.end()
  // Beyond these there are letters that not every version of Unicode has.
  const known = rows.filter(({ character }) => /[¡-\uA6FF\uAC00-\uD7A3]/u.test(character) && /\p{L}/u.test(character))
  const emoji = rows.filter(({ character }) => /\p{Emoji_Presentation}|[‼⁉™ℹⓂ㊗㊙]/u.test(character))
  expect(known.length).toBeGreaterThan(40_000)
  // Some emoji stand for letters. They are other characters in the search.
  const isReplaced = ({ word }: { word: string }) => /[\uE000-\uE015]/u.test(word)
  const others = [...known, ...emoji].filter((row) => !isReplaced(row) && row.word !== folded(row.character).trim())
  expect(others.map(({ character }) => character)).toEqual([])
  expect(emoji.length).toBeGreaterThan(1_000)
  expect(new Set(emoji.map(({ word }) => word)).size).toBe(emoji.length)
})
