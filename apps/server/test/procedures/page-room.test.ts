import { appRouter, createCaller, createPageRoom } from '@ownlist/api'
import { createTestDatabase, newUserId, type TestDatabase } from '@ownlist/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { pagedItems } from '../resources/index.js'

// The pages of every router respect the space in their answer. New routers are included automatically.

let own: TestDatabase
beforeAll(async () => {
  own = await createTestDatabase()
})
afterAll(() => own[Symbol.asyncDispose]())

interface Page {
  readonly items: readonly unknown[]
  readonly nextCursor: unknown
}
type Pages = Record<string, { list(query: { limit?: number; cursor?: unknown }): Promise<Page> }>

const requestOf = (userId: string, bytes: number) =>
  createCaller({ ...own.database, caller: { userId, scopes: null }, room: createPageRoom(bytes) })

const routers = Object.keys(pagedItems)

/** A user with seven items that a router lists, and a page of them in a request with this much space, in bytes. */
async function seven(router: string) {
  const userId = newUserId()
  for (let n = 0; n < 7; n++) await pagedItems[router]?.(requestOf(userId, Number.POSITIVE_INFINITY), `Row ${n}`)
  const request = (bytes: number) => {
    const router_ = (requestOf(userId, bytes) as unknown as Pages)[router]
    if (router_ === undefined) throw new Error(`There is no ${router}`)
    return router_
  }
  return { request }
}

test('every procedure that returns a page belongs to a resource', () => {
  const procedures = Object.entries(
    appRouter._def.procedures as unknown as Record<string, { readonly _def: { readonly output?: unknown } }>,
  )
  const isPage = (output: unknown) => output instanceof z.ZodObject && 'nextCursor' in output.shape
  const paged = procedures
    .filter(([name, { _def }]) => name.endsWith('.list') && isPage(_def.output))
    .map(([name]) => name)
  expect(paged.sort()).toEqual(routers.map((router) => `${router}.list`).sort())
})

test.each(routers)('%s: without space, a page has one row, and the next page continues after it', async (router) => {
  const { request } = await seven(router)
  const items: unknown[] = []
  let cursor: unknown = null
  do {
    const page: Page = await request(0).list({ limit: 3, cursor })
    expect(page.items).toHaveLength(1)
    items.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null)
  expect(items.map((item) => JSON.stringify(item).match(/Row \d/)?.[0])).toEqual(
    [6, 5, 4, 3, 2, 1, 0].map((n) => `Row ${n}`),
  )
})

test.each(routers)('%s: a page ends when the space is used up, and the last page says so', async (router) => {
  const { request } = await seven(router)
  const whole = await request(Number.POSITIVE_INFINITY).list({})
  expect([whole.items.length, whole.nextCursor]).toEqual([7, null])
  const bytes = (count: number) =>
    whole.items.slice(0, count).reduce<number>((sum, row) => sum + JSON.stringify(row).length + 1, 0)
  for (const count of [1, 2, 6, 7]) {
    const page = await request(bytes(count)).list({})
    expect(page.items).toEqual(whole.items.slice(0, count))
    expect(page.nextCursor === null).toBe(count === 7)
  }
})

test.each(routers)('%s: the calls of one request share the space', async (router) => {
  const { request } = await seven(router)
  const whole = await request(Number.POSITIVE_INFINITY).list({})
  const shared = request(JSON.stringify(whole.items).length)
  const pages = await Promise.all([1, 2, 3, 4].map(() => shared.list({})))
  const rows = pages.reduce((sum, { items }) => sum + items.length, 0)
  expect(rows).toBeGreaterThanOrEqual(7)
  expect(rows).toBeLessThanOrEqual(7 + 3)
  for (const { items } of pages) expect(items[0]).toEqual(whole.items[0])
})
