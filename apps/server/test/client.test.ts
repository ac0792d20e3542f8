import { newUserId } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { clientOf, startTestApi, type TestApi, webOrigin } from './api.js'
import { holdDatabase } from './database-faults.js'
import type { ProbeRouter } from './probe-router.js'
import { bearer } from './requests.js'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api[Symbol.asyncDispose]())

describe.each([
  ['as a whole', false],
  ['as a stream', true],
])('answers that are received %s', (_how, stream) => {
  test('require only one new token, however many calls were sent with the expired one', async () => {
    const userId = newUserId()
    const token = vi.fn(() => api.issuer.token(userId))
    // The token has expired by the API's clock, and the client cannot know that.
    token.mockImplementationOnce(async () => `${await api.issuer.token(userId)}x`)
    const client = clientOf<ProbeRouter>(api.url, token, { stream })
    const titles = Array.from({ length: 25 }, (_, n) => `Note ${n}`)
    const created = await Promise.all(titles.map((title) => client.probe.save.mutate({ title })))
    expect(created.map(({ title }) => title)).toEqual(titles)
    expect(await client.probe.touch.query()).toEqual({ userId, rows: 0 })
    expect(token).toHaveBeenCalledTimes(2)
  })

  test('are refused separately, although they share a request', async () => {
    const client = clientOf<ProbeRouter>(api.url, () => api.issuer.token('streamer'), { stream })
    const [good, bad] = await Promise.allSettled([
      client.probe.save.mutate({ title: 'Good' }),
      client.probe.save.mutate({ title: '' }),
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
])('a query with %s, which is too long for a URL, is sent by POST', async (_what, text) => {
  const methods: unknown[] = []
  const request = (url: string, init: RequestInit) => {
    methods.push(init.method)
    return fetch(url, init)
  }
  const client = clientOf<ProbeRouter>(api.url, await api.issuer.token(newUserId()), { fetch: request })
  const input = { text, id: uuidv7(), tags: Array(20).fill('a long tag'), limit: 10 }
  expect(await client.probe.echo.query(input)).toEqual(input)
  expect(methods).toEqual(['POST'])
})

test('a mutation can be sent by POST only, a query by GET and POST', async () => {
  const headers = { ...(await bearer(api)), 'content-type': 'application/json' }
  const byGet = await fetch(`${api.url}/trpc/probe.erase`, { headers })
  const byPost = await fetch(`${api.url}/trpc/probe.whoami`, { method: 'POST', headers, body: '{}' })
  expect([byGet.status, byPost.status]).toEqual([405, 200])
})

test('a stream delivers an answer that is ready while another of the same request is not', async () => {
  const client = clientOf<ProbeRouter>(api.url, () => api.issuer.token(newUserId()), { stream: true })
  await using held = await holdDatabase(api.test)
  const waiting = client.probe.touch.query()
  expect(await client.probe.whoami.query()).toMatchObject({ userId: expect.any(String) })
  await held.release()
  expect(await waiting).toMatchObject({ rows: 0 })
})

test('a page of another origin may ask for a stream', async () => {
  const { headers } = await fetch(`${api.url}/trpc/probe.echo`, {
    method: 'OPTIONS',
    headers: { origin: webOrigin, 'access-control-request-headers': 'trpc-accept' },
  })
  expect(headers.get('access-control-allow-headers')).toContain('trpc-accept')
})
