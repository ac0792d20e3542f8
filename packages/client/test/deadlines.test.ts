import { getEventListeners, setMaxListeners } from 'node:events'
import { type ApiClientOptions, createApiClient, createTokenSource, deviceLogin, programSession } from '@ownlist/client'
import { describe, expect, test, vi } from 'vitest'
import { startHttpServer } from './http-server.js'
import { tokenFor } from './tokens.js'

const ok = '[{"result":{"data":{"userId":"me"}}}]'
const never = () => new Promise<never>(() => undefined)

/** A server that accepts connections but answers nothing, until it recovers. */
const startSilent = () => startHttpServer(() => undefined)

const whoami = (url: string, options: Partial<ApiClientOptions> = {}, signal?: AbortSignal) =>
  createApiClient({ url, token: 'fixed', ...options }).account.whoami.query(undefined, signal ? { signal } : {})

describe('a call ends within timeoutMs', () => {
  test('when the API accepts connections and never answers', async () => {
    await using server = await startSilent()
    await expect(whoami(server.url, { timeoutMs: 50 })).rejects.toMatchObject({
      name: 'OwnlistError',
      code: 'TIMEOUT',
      message: 'There was no response within 0.05 seconds.',
    })
  })

  test('when the response begins and never ends', async () => {
    await using server = await startHttpServer((response) => void response.write('[{"result":'))
    await expect(whoami(server.url, { timeoutMs: 50 })).rejects.toMatchObject({ code: 'TIMEOUT' })
  })

  test.each<[string, Partial<ApiClientOptions>]>([
    ['no token comes', { token: never }],
    ['the program’s own fetch ignores signals', { fetch: never }],
    ['the program’s own headers function never resolves', { headers: never }],
    ['it is tried again and again', { fetch: () => Promise.reject(new TypeError('fetch failed')), attempts: 1_000 }],
  ])('when %s', async (_what, options) => {
    await expect(whoami('http://127.0.0.1:9', { timeoutMs: 50, ...options })).rejects.toMatchObject({ code: 'TIMEOUT' })
  })

  test('and the others in the same request continue', async () => {
    await using server = await startSilent()
    const client = createApiClient({ url: server.url, token: 'fixed', timeoutMs: 5_000 })
    const other = client.account.whoami.query()
    await expect.poll(() => server.seen.length).toBe(1)
    server.answer = (response) => void response.end(ok)
    expect(await client.account.whoami.query()).toEqual({ userId: 'me' })
    await server[Symbol.asyncDispose]()
    await expect(other).rejects.toMatchObject({ name: 'OwnlistError' })
  })
})

describe('a request for a token that hangs is dropped, and the next call starts a new one', () => {
  test('when a function never returns', async () => {
    const fetchToken = vi.fn<(signal: AbortSignal) => Promise<string>>(never)
    const tokens = createTokenSource({ fetchToken, timeoutMs: 50 })
    const waiting = await Promise.allSettled([tokens.get(), tokens.get(), tokens.refresh('old')])
    for (const one of waiting) expect(one).toMatchObject({ status: 'rejected', reason: { code: 'UNREACHABLE' } })
    expect(fetchToken.mock.calls[0]?.[0].aborted).toBe(true)
    fetchToken.mockImplementation(async () => tokenFor('later'))
    expect(await tokens.get()).toBe(tokenFor('later'))
    expect(fetchToken).toHaveBeenCalledTimes(2)
  })

  test('when the issuer accepts connections and never answers, and calls work once it has recovered', async () => {
    await using issuer = await startSilent()
    await using api = await startHttpServer((response) => void response.end(ok))
    const session = programSession({ webUrl: issuer.url, session: 'session' })
    const call = (timeoutMs: number) => whoami(api.url, { token: session, timeoutMs })
    await expect(call(100)).rejects.toMatchObject({ code: 'TIMEOUT' })
    issuer.answer = (response) => void response.end(JSON.stringify({ token: tokenFor('me') }))
    // The request that hangs is abandoned after 10 seconds. This call waits for that and then requests again.
    expect(await call(20_000)).toEqual({ userId: 'me' })
    expect(issuer.seen).toHaveLength(2)
  })

  test('and its late result is not used', async () => {
    const answers: ((token: string) => void)[] = []
    const fetchToken = () => new Promise<string>((resolve) => void answers.push(resolve))
    const tokens = createTokenSource({ fetchToken, timeoutMs: 50 })
    await expect(tokens.get()).rejects.toMatchObject({ code: 'UNREACHABLE' })
    answers[0]?.(tokenFor('late'))
    const second = tokens.get()
    answers[1]?.(tokenFor('second'))
    expect([await second, await tokens.get()]).toEqual([tokenFor('second'), tokenFor('second')])
  })
})

describe('a device login ends when its code expires', () => {
  const code = { device_code: 'd', user_code: 'U', verification_uri: 'v', verification_uri_complete: 'v' }
  const login = (webUrl: string) => deviceLogin({ webUrl, program: 'a test', onCode: () => undefined })
  const startApp = (more: object) =>
    startHttpServer(
      (response, { url }) => void (url.endsWith('/code') && response.end(JSON.stringify({ ...code, ...more }))),
    )

  test.each<[string, object]>([
    ['polls are never answered', { expires_in: 0.2, interval: 0.01 }],
    ['the interval is longer than the life', { expires_in: 0.1, interval: 60 }],
    ['the interval is not a number', { expires_in: 0.1, interval: 'often' }],
  ])('when %s', async (_what, more) => {
    await using app = await startApp(more)
    const start = performance.now()
    await expect(login(app.url)).rejects.toMatchObject({ code: 'TIMEOUT' })
    expect(performance.now() - start).toBeLessThan(3_000)
  })

  test.each([{}, { expires_in: 'soon' }, { expires_in: -1 }, { expires_in: null }])(
    'and does not start with a lifetime of %o',
    async (more) => {
      await using app = await startApp({ interval: 0.01, ...more })
      await expect(login(app.url)).rejects.toMatchObject({ name: 'OwnlistError' })
      expect(app.seen).toHaveLength(1)
    },
  )
})

describe('no listener remains on the caller’s signal', () => {
  const listeners = (signal: AbortSignal) => getEventListeners(signal, 'abort').length
  const refusal = { error: { message: 'x', code: -32004, data: { code: 'NOT_FOUND', httpStatus: 404 } } }

  test.each<[string, Partial<ApiClientOptions>, string]>([
    ['50 calls', {}, ok],
    ['50 calls that are refused', {}, JSON.stringify([refusal])],
    ['50 calls that get tokens', { token: async () => 'token' }, ok],
    ['50 calls that time out', { fetch: never, timeoutMs: 5 }, ok],
    ['50 calls that fail in many attempts', { fetch: () => Promise.reject(new Error('down')), timeoutMs: 30 }, ok],
    ['50 calls taken as a stream', { stream: true, timeoutMs: 2_000 }, ok],
  ])('of %s', async (_what, options, body) => {
    await using server = await startHttpServer((response) => void response.end(body))
    const { signal } = new AbortController()
    setMaxListeners(0, signal)
    await Promise.allSettled(Array.from({ length: 50 }, () => whoami(server.url, options, signal)))
    expect(listeners(signal)).toBe(0)
  })

  test('of token sources and device logins', async () => {
    const stop = new AbortController()
    const tokens = createTokenSource({ fetchToken: async () => 'token' })
    for (let n = 0; n < 50; n++) await tokens.refresh(`token-${n}`, stop.signal)
    await using app = await startHttpServer((response, { url }) => {
      const polls = app.seen.filter((seen) => seen.url.endsWith('/token')).length
      const pending = { error: 'authorization_pending' }
      const code = { device_code: 'd', user_code: 'U', expires_in: 60, interval: 0.001 }
      if (url.endsWith('/code')) response.end(JSON.stringify(code))
      else response.writeHead(polls < 5 ? 400 : 200).end(JSON.stringify(polls < 5 ? pending : { access_token: 's' }))
    })
    const { signal } = stop
    expect(await deviceLogin({ webUrl: app.url, program: 'x', onCode: () => undefined, signal })).toBe('s')
    expect(listeners(signal)).toBe(0)
  })
})

test('a call sends its own headers, with its own fetch, and the token', async () => {
  await using server = await startHttpServer((response) => void response.end(ok))
  const fetcher = vi.fn((url: string, init: RequestInit) => fetch(url, init))
  const headers = async () => ({ traceparent: '00-1-2-03', Authorization: 'Basic no', 'x-tenant': 'a' })
  await whoami(server.url, { fetch: fetcher, headers })
  await whoami(server.url, { headers: { 'x-tenant': 'b' } })
  expect(fetcher).toHaveBeenCalledTimes(1)
  expect(server.seen).toMatchObject([
    { headers: { traceparent: '00-1-2-03', authorization: 'Bearer fixed', 'x-tenant': 'a' } },
    { headers: { authorization: 'Bearer fixed', 'x-tenant': 'b' } },
  ])
})
