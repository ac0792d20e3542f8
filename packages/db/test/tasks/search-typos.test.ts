import type { PagePosition } from '@ownlist/db'
import { createTestDatabase, type TestDatabase } from '@ownlist/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { searcherWith, type TaskText, titlesOf } from './searcher.js'

let own: TestDatabase
beforeAll(async () => {
  own = await createTestDatabase()
})
afterAll(() => own[Symbol.asyncDispose]())

const userWith = (texts: readonly TaskText[]) => searcherWith(own.database.tasks, texts)

describe('a typo', () => {
  test('is only tolerated if no task matches exactly, on every page', async () => {
    const { page, search } = await userWith([{ title: 'Silk' }, { title: 'Milk 1' }, { title: 'Milk 2' }])
    expect(await search('milk')).toEqual(['Milk 2', 'Milk 1'])
    const first = await page({ search: 'milk', limit: 1 })
    const second = await page({ search: 'milk', limit: 1, after: first.next })
    const end = second.items.at(-1) ?? null
    expect(titlesOf(await page({ search: 'milk', after: end }))).toEqual([])
  })

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
    'is not tolerated in %s',
    async (query) => {
      const { search } = await userWith([{ title: 'Buy milk, umbrell, a big bug, 🍎🍎🍎🍎 and 牛奶面包' }])
      expect(await search(query)).toEqual([])
    },
  )

  test('is tolerated if the only exact match is outside the filter', async () => {
    const { page } = await userWith([{ title: 'Silk' }, { title: 'Milk', completedAt: '2026-11-24T09:30:00.000Z' }])
    expect(titlesOf(await page({ search: 'milk', status: 'open' }))).toEqual(['Silk'])
  })

  test('is tolerated on every page, newest first, without repetitions', async () => {
    const { page } = await userWith(Array.from({ length: 12 }, (_, n) => ({ title: `Umbrella ${n}` })))
    const from = async (after: PagePosition | null): Promise<string[]> => {
      const found = await page({ search: 'umbrela', limit: 5, after })
      return [...titlesOf(found), ...(found.next === null ? [] : await from(found.next))]
    }
    expect(await from(null)).toEqual(Array.from({ length: 12 }, (_, n) => `Umbrella ${11 - n}`))
  })

  test('is not tolerated in more than eight words', async () => {
    const { search } = await userWith([{ title: 'aaa bbb ccc ddd eee fff ggg hhh umbrella' }])
    expect(await search('bbb ccc ddd eee fff ggg hhh umbrela')).toHaveLength(1)
    expect(await search('aaa bbb ccc ddd eee fff ggg hhh umbrela')).toEqual([])
  })
})
