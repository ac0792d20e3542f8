// domain: tasks
import { createApiClient } from '@ownlist/client'
import { describe, expect, test, vi } from 'vitest'
import { startHttpServer } from './http-server.js'

const ok = '[{"result":{"data":{"items":[],"nextCursor":null}}}]'

describe('a query that is too long for a URL', () => {
  test.each([
    ['250 CJK characters', '漢'.repeat(250)],
    ['200 emoji', '🌱'.repeat(200)],
    ['2,000 letters', 'a'.repeat(2_000)],
    ['characters that JSON escapes', '\u0001"\\'.repeat(100)],
    ['half an emoji', '\ud83c'.repeat(300)],
    ['percent signs', '%'.repeat(700)],
  ])('is sent by POST: a search of %s', async (_what, search) => {
    await using server = await startHttpServer((response) => void response.end(ok))
    expect(await createApiClient({ url: server.url, token: 'fixed' }).task.list.query({ search })).toBeDefined()
    expect(server.seen).toMatchObject([{ url: '/trpc/task.list?batch=1', method: 'POST' }])
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({ 0: { search } })
  })

  test('is sent by GET while it is short', async () => {
    await using server = await startHttpServer((response) => void response.end(ok))
    await createApiClient({ url: server.url, token: 'fixed' }).task.list.query({ search: '漢'.repeat(100) })
    expect(server.seen).toMatchObject([{ method: 'GET' }])
  })
})

test('a query is sent by GET to a short address, and by POST to an address with which it is too long', async () => {
  await using server = await startHttpServer((response) => void response.end(ok))
  for (const path of ['', `/${'p'.repeat(200)}`]) {
    await createApiClient({ url: server.url + path, token: 'fixed' }).task.list.query({ search: '漢'.repeat(200) })
  }
  expect(server.seen.map(({ method }) => method)).toEqual(['GET', 'POST'])
})

describe('an input that is not JSON', () => {
  const circle: { title: string; self?: unknown } = { title: 'x' }
  circle.self = circle
  test.each<[string, object]>([
    ['a circle', circle],
    ['a bigint', { title: 'x', version: 1n }],
    ['a toJSON that throws', { toJSON: () => JSON.parse('{') }],
    ['a getter that throws', Object.defineProperty({}, 'title', { enumerable: true, get: () => JSON.parse('{') })],
  ])('is a CLIENT_ERROR, and does not affect other calls: %s', async (_what, input) => {
    await using server = await startHttpServer((response) => void response.end(ok))
    const client = createApiClient({ url: server.url, token: 'fixed' })
    const calls = await Promise.allSettled([
      client.task.create.mutate(input as { title: string }),
      client.task.list.query(input),
      client.task.list.query(),
    ])
    const fault = { status: 'rejected', reason: { name: 'OwnlistError', code: 'CLIENT_ERROR' } }
    expect(calls).toMatchObject([fault, fault, { status: 'fulfilled' }])
    expect(server.seen).toHaveLength(1)
  })
})

test('a failed token request is retried, even for calls that must not be repeated: nothing was sent', async () => {
  await using server = await startHttpServer((response) => void response.end(ok))
  const token = vi.fn(async () => 'fine').mockRejectedValueOnce(new Error('no network'))
  const client = createApiClient({ url: server.url, token })
  await client.task.create.mutate({ title: 'x' })
  expect(server.seen).toHaveLength(1)
})
