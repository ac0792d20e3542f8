import { createTestDatabase, type TableLayout, type TestDatabase } from '@ownlist/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { searcher, searcherWith, type TaskText, titlesOf } from './searcher.js'

const layouts: readonly TableLayout[] = ['whole', 'partitioned']
const databases = new Map<TableLayout, TestDatabase>()
beforeAll(async () => {
  for (const layout of layouts) databases.set(layout, await createTestDatabase({ layout }))
})
afterAll(async () => {
  for (const own of databases.values()) await own[Symbol.asyncDispose]()
})

function databaseOf(layout: TableLayout): TestDatabase {
  const own = databases.get(layout)
  if (own === undefined) throw new Error('There is no such database')
  return own
}
const tasks = () => databaseOf('whole').database.tasks
const userWith = (texts: readonly TaskText[]) => searcherWith(tasks(), texts)

/** Pairs of a search and the title that it finds. All titles are in one table. */
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
    search = (await searcherWith(databaseOf(layout).database.tasks, texts)).search
    // Another user has the same tasks.
    await searcherWith(databaseOf(layout).database.tasks, texts)
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

test('long notes are found, even at their end', async () => {
  const notes = `${'Notiz über vieles. '.repeat(500)}Schlußwort`
  const { search } = await userWith([{ title: 'Long', notes }, { title: 'Short' }])
  expect(await search('SCHLUSSWORT')).toEqual(['Long'])
  expect(await search('schlussowrt long')).toEqual(['Long'])
})

test('a changed task is found by its current text', async () => {
  const { owner, page, search } = await userWith([{ title: 'Buy milk' }])
  const [task] = (await page({})).items
  await tasks().update(owner, task?.id ?? '', { changes: { notes: 'and Brötchen' } })
  expect(await search('brotchen')).toEqual(['Buy milk'])
  await tasks().delete(owner, task?.id ?? '')
  expect(await search('milk')).toEqual([])
})

test('a search for invisible characters finds every task', async () => {
  const { search } = await userWith([{ title: 'One' }])
  expect(await search('\u200b')).toEqual(['One'])
})

test('no text is too long for the index, even if its characters become longer', async () => {
  const { page, create } = searcher(tasks(), 'u'.repeat(255))
  const squares = String.fromCodePoint(...Array.from({ length: 83 }, (_, n) => 0x3300 + n))
  for (const title of [squares, 'ﷺ'.repeat(83), '⨌'.repeat(83), '🍎'.repeat(62)]) {
    await create({ title })
    expect(titlesOf(await page({ search: title.slice(0, 2) }))).toContain(title)
  }
  // PostgreSQL cannot compress this.
  const notes = Array.from({ length: 10_000 }, (_, n) => String.fromCodePoint(0x4e00 + ((n * n * 7919) % 20_000))).join(
    '',
  )
  await create({ title: 'Characters', notes })
  expect(titlesOf(await page({ search: notes.slice(-3) }))).toEqual(['Characters'])
})
