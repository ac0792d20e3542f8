import { createApiClient } from '@ownlist/client'
import { newUserId } from '@ownlist/testkit'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startTestApi, type TestApi, webOrigin } from './api.js'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api[Symbol.asyncDispose]())

describe.each([
  ['whole', false],
  ['as a stream', true],
])('answers that are taken %s', (_how, stream) => {
  test('come after one new token, however many calls met the expired one', async () => {
    const userId = newUserId()
    const token = vi.fn(() => api.issuer.token(userId))
    // Expired by the API's clock, while the client cannot know.
    token.mockImplementationOnce(async () => `${await api.issuer.token(userId)}x`)
    const client = createApiClient({ url: api.url, token, stream })
    const titles = Array.from({ length: 25 }, (_, n) => `Task ${n}`)
    const created = await Promise.all(titles.map((title) => client.task.create.mutate({ title })))
    expect(created.map(({ title }) => title)).toEqual(titles)
    expect((await client.task.list.query({ limit: 200 })).items).toHaveLength(25)
    expect(token).toHaveBeenCalledTimes(2)
  })

  test('are refused each for itself in a request that they share', async () => {
    const client = createApiClient({ url: api.url, token: () => api.issuer.token('streamer'), stream })
    const [good, bad] = await Promise.allSettled([
      client.task.create.mutate({ title: 'Good' }),
      client.task.create.mutate({ title: '' }),
    ])
    expect(good).toMatchObject({ status: 'fulfilled', value: { title: 'Good' } })
    expect(bad).toMatchObject({
      status: 'rejected',
      reason: { code: 'BAD_REQUEST', issues: [{ path: 'title', message: 'must not be empty' }] },
    })
  })
})

test.each([
  ['200 emoji', '🌱'.repeat(200)],
  ['200 CJK characters', '漢'.repeat(200)],
  ['200 Thai letters', 'ก'.repeat(200)],
  ['200 Korean syllables', '한'.repeat(200)],
  ['100 flags', '🇪🇪'.repeat(100)],
])('a search of %s, in a list, goes by POST and finds what it should', async (_what, search) => {
  const methods: unknown[] = []
  const request = (url: string, init: RequestInit) => {
    methods.push(init.method)
    return fetch(url, init)
  }
  const mine = createApiClient({ url: api.url, token: await api.issuer.token(newUserId()), fetch: request })
  const { id: listId } = await mine.list.create.mutate({ title: 'Plants' })
  const { id } = await mine.task.create.mutate({ title: search, listId })
  await mine.task.create.mutate({ title: 'Another', listId })
  const filters = { search, listId, status: 'open', limit: 10 } as const
  methods.length = 0
  expect((await mine.task.list.query(filters)).items.map((task) => task.id)).toEqual([id])
  expect(methods).toEqual(['POST'])
  expect((await api.clientFor(newUserId()).task.list.query(filters)).items).toEqual([])
})

test('a mutation still takes POST only, while a query takes both', async () => {
  const headers = { authorization: `Bearer ${await api.issuer.token(newUserId())}`, 'content-type': 'application/json' }
  const byGet = await fetch(`${api.url}/trpc/account.erase`, { headers })
  const byPost = await fetch(`${api.url}/trpc/account.whoami`, { method: 'POST', headers, body: '{}' })
  expect([byGet.status, byPost.status]).toEqual([405, 200])
})

test('a stream brings the answer that is ready while another of the same request is not', async () => {
  const client = createApiClient({ url: api.url, token: () => api.issuer.token(newUserId()), stream: true })
  const holder = new pg.Client({ connectionString: api.test.adminUrl })
  await holder.connect()
  try {
    await holder.query('begin; lock table task')
    const held = client.task.list.query()
    expect(await client.account.whoami.query()).toMatchObject({ userId: expect.any(String) })
    await holder.query('commit')
    expect(await held).toEqual({ items: [], nextCursor: null })
  } finally {
    await holder.end()
  }
})

test('a page of another origin may ask for a stream', async () => {
  const { headers } = await fetch(`${api.url}/trpc/task.list`, {
    method: 'OPTIONS',
    headers: { origin: webOrigin, 'access-control-request-headers': 'trpc-accept' },
  })
  expect(headers.get('access-control-allow-headers')).toContain('trpc-accept')
})
