import { type ApiClientOptions, createApiClient, OwnlistError } from '@ownlist/client'
import { describe, expect, test } from 'vitest'
import { startHttpServer } from './http-server.js'

const ok = '[{"result":{"data":{"userId":"me"}}}]'
const failureOf = (url: string, options: Partial<ApiClientOptions> = {}) =>
  createApiClient({ url, token: 'fixed', attempts: 1, ...options })
    .account.whoami.query()
    .then(
      () => null,
      (error: unknown) => error as OwnlistError,
    )

test.each<[string, Partial<ApiClientOptions>]>([
  ['a value with a line break', { headers: { 'x-tenant': 'a\nb' } }],
  ['a name with a space', { headers: { 'x tenant': 'a' } }],
  ['a value that is undefined', { headers: { 'x-tenant': undefined as unknown as string } }],
  ['a function that throws', { headers: () => JSON.parse('{') }],
  ['a function that rejects', { headers: () => Promise.reject(new Error('no')) }],
])('headers that cannot be sent are a CLIENT_ERROR: %s', async (_what, options) => {
  expect(await failureOf('http://127.0.0.1:9', options)).toMatchObject({ code: 'CLIENT_ERROR' })
})

describe('a token function without a result is NO_TOKEN, not an unreachable API:', () => {
  test.each<[string, () => unknown]>([
    ['undefined', () => undefined],
    ['null', () => null],
    ['an empty string', () => ''],
    ['a line break inside', () => 'secret\nsecret'],
    ['an object without token', () => ({})],
    ['an exception', () => JSON.parse('{')],
    ['a rejection', () => Promise.reject(new Error('no network'))],
  ])('%s', async (_what, token) => {
    const error = await failureOf('http://127.0.0.1:9', { token: token as () => Promise<string> })
    expect(error).toMatchObject({ name: 'OwnlistError', code: 'NO_TOKEN' })
    expect(error?.message).not.toContain('secret')
  })
})

describe('an address of another server', () => {
  test.each<[string, number, string, string]>([
    ['a web app, which has no such page', 404, 'text/html; charset=utf-8', '<h1>Not found</h1>'],
    ['a page for every path', 200, 'text/html', '<title>App</title>'],
    ['another API', 404, 'application/json', '{"message":"Cannot GET /trpc"}'],
    ['another API that answers', 200, 'application/json', '{"items":[]}'],
    ['plain words', 400, 'text/plain', 'Bad request'],
  ])('is a WRONG_ADDRESS, which the message names: %s', async (_what, status, type, body) => {
    await using server = await startHttpServer((response) => {
      response.writeHead(status, { 'content-type': type }).end(body)
    })
    const error = await failureOf(server.url, { attempts: 3 })
    expect(error).toMatchObject({ code: 'WRONG_ADDRESS', message: expect.stringContaining(server.url) })
    expect(server.seen).toHaveLength(1)
  })

  test.each<[number, string, string]>([
    [404, '{"message":"Cannot GET /trpc"}', 'WRONG_ADDRESS'],
    [403, '{"items":[]}', 'WRONG_ADDRESS'],
    [400, '"error"', 'WRONG_ADDRESS'],
    [502, '{"message":"Bad gateway"}', 'UNREACHABLE'],
    [429, '{"message":"Slow down"}', 'UNREACHABLE'],
  ])('is an OwnlistError for streamed responses, too: %i %s', async (status, body, code) => {
    await using server = await startHttpServer((response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(body)
    })
    const error = await failureOf(server.url, { stream: true })
    expect(error).toMatchObject({ name: 'OwnlistError', code, message: expect.stringContaining(server.url) })
  })

  test('is not reported for a response that breaks off, which is retried', async () => {
    await using server = await startHttpServer((response) => {
      server.answer = (second) => void second.end(ok)
      response.writeHead(200, { 'content-length': 1_000 })
      response.write('[{"result":', () => response.destroy())
    })
    expect(await failureOf(server.url, { attempts: 1 })).toMatchObject({ code: 'UNREACHABLE' })
    expect(await failureOf(server.url)).toBeNull()
  })

  test.each([502, 503, 504, 429])('is UNREACHABLE while a proxy answers %i in place of the API', async (status) => {
    await using server = await startHttpServer((response) => {
      response.writeHead(status, { 'content-type': 'text/html', 'retry-after': '60' }).end('<h1>Later</h1>')
    })
    const error = await failureOf(server.url)
    expect(error).toMatchObject({ code: 'UNREACHABLE', message: expect.stringContaining(server.url) })
    expect(error?.retryAfterMs).toBe(60_000)
  })
})

test('UNREACHABLE names the address that was tried', async () => {
  for (const url of ['http://127.0.0.1:9', 'http://localhost:9/prefix']) {
    expect(await failureOf(`${url}/`)).toMatchObject({
      code: 'UNREACHABLE',
      message: `${url} cannot be reached. Try again in a moment.`,
    })
  }
})

describe('Retry-After', () => {
  const data = { code: 'SERVICE_UNAVAILABLE', httpStatus: 503, reason: 'UNAVAILABLE', issues: [] }
  const body = JSON.stringify({ error: { message: 'Not now.', code: -32603, data } })
  /** The time between the first and the second request, in milliseconds; null if there was no second one. */
  async function waited(retryAfter: () => string, type = 'application/json') {
    const times: number[] = []
    await using server = await startHttpServer((response) => {
      times.push(performance.now())
      if (times.length > 1) response.end(ok)
      else response.writeHead(503, { 'content-type': type, 'retry-after': retryAfter() }).end(body)
    })
    const error = await failureOf(server.url, { attempts: 3 })
    return { error, ms: times[1] === undefined ? null : times[1] - (times[0] ?? 0) }
  }

  test.each<[string, () => string, string, number]>([
    ['a second', () => '1', 'application/json', 1_000],
    ['two seconds', () => '2', 'application/json', 2_000],
    ['a second, by a proxy', () => '1', 'text/html', 1_000],
    ['a date', () => new Date(Date.now() + 3_000).toUTCString(), 'application/json', 1_900],
  ])('of %s is obeyed', async (_what, retryAfter, type, least) => {
    const { error, ms } = await waited(retryAfter, type)
    expect(error).toBeNull()
    expect(ms).toBeGreaterThanOrEqual(least)
    expect(ms).toBeLessThan(least + 3_000)
  })

  test.each([
    ['an hour', '3600'],
    ['eleven seconds', '11'],
    ['a year', new Date(Date.now() + 3e10).toUTCString()],
  ])('of %s is left to the caller', async (_what, retryAfter) => {
    const { error, ms } = await waited(() => retryAfter)
    expect(ms).toBeNull()
    expect(error?.retryAfterMs).toBeGreaterThan(10_000)
  })

  test.each(['0', '-5', 'soon', '1e3', '', 'Tue, 01 Jan 2019 00:00:00 GMT'])(
    'of %j delays nothing',
    async (retryAfter) => {
      const { error, ms } = await waited(() => retryAfter)
      expect(error).toBeNull()
      expect(ms).toBeLessThan(1_000)
    },
  )
})

describe('data and shape of an error', () => {
  const issues = [{ path: 'title', message: 'Too long' }]
  test.each([
    ['NOT_FOUND', 404, -32004, 'NOT_FOUND', [], false],
    ['CONFLICT', 409, -32009, 'STALE_VERSION', [], false],
    ['BAD_REQUEST', 400, -32600, null, issues, false],
    ['TOO_MANY_REQUESTS', 429, -32029, null, [], false],
    ['FORBIDDEN', 403, -32003, 'QUOTA_EXCEEDED', [], true],
  ])('are what the API sent, as in every tRPC client: %s', async (name, httpStatus, code, reason, issues, stream) => {
    const data = { code: name, httpStatus, path: 'account.whoami', reason, issues }
    const shape = { message: 'Words for people.', code, data }
    await using server = await startHttpServer((response) => {
      response.writeHead(httpStatus).end(JSON.stringify(stream ? { error: shape } : [{ error: shape }]))
    })
    const error = await failureOf(server.url, { stream })
    expect(error?.data?.code).toBe(name)
    expect(error?.data?.httpStatus).toBe(httpStatus)
    expect(error).toMatchObject({ data, shape, code: name, reason, issues, meta: { response: { status: httpStatus } } })
  })

  test.each<[string, Partial<ApiClientOptions>]>([
    ['nobody answers', {}],
    ['no token comes', { token: async () => '' }],
    ['time is over', { fetch: () => new Promise(() => undefined), timeoutMs: 5 }],
  ])('are undefined when %s, since the API did not answer', async (_what, options) => {
    const error = await failureOf('http://127.0.0.1:9', options)
    expect(error).toBeInstanceOf(OwnlistError)
    expect([error?.data, error?.shape]).toEqual([undefined, undefined])
  })
})
