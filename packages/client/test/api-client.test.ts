import { type ApiClient, type ApiClientOptions, createApiClient, OwnlistError } from '@ownlist/client'
import { getUntypedClient, TRPCClientError } from '@trpc/client'
import { describe, expect, test, vi } from 'vitest'
import { startHttpServer } from './http-server.js'
import { abortedAfter, abortedSignal } from './signals.js'

/**
 * A server that accepts some tokens, and answers every call of a batch in the same way. The real API's responses are
 * tested in apps/server.
 */
const startServer = (accepts: (token: string) => boolean, result: object = { result: { data: { userId: 'me' } } }) =>
  startHttpServer((response, { url, headers }) => {
    const calls = url.split('?', 1)[0]?.split(',').length ?? 1
    if (accepts(headers.authorization?.slice('Bearer '.length) ?? '')) {
      response.end(JSON.stringify(Array.from({ length: calls }, () => result)))
    } else {
      const data = { code: 'UNAUTHORIZED', httpStatus: 401, reason: null, issues: [] }
      const error = { message: 'Sign in, then send your token.', code: -32001, data }
      response.writeHead(401).end(JSON.stringify({ error }))
    }
  })

describe('a request', () => {
  test('carries the token in its header, under /trpc, with or without a slash at the end of the address', async () => {
    await using server = await startServer(() => true)
    await createApiClient({ url: `${server.url}/`, token: 'fixed' }).account.whoami.query()
    expect(server.seen).toMatchObject([{ headers: { authorization: 'Bearer fixed' } }])
    expect(server.seen[0]?.url).toMatch(/^\/trpc\/account\.whoami\?/)
    expect(server.seen[0]?.url).not.toContain('fixed')
  })

  test('is shared by simultaneous calls, at most ten', async () => {
    await using server = await startServer(() => true)
    const client = createApiClient({ url: server.url, token: 'fixed' })
    await Promise.all(Array.from({ length: 25 }, () => client.account.whoami.query()))
    expect(server.seen.map(({ url }) => url.split('?', 1)[0]?.split(',').length)).toEqual([10, 10, 5])
  })
})

/** Calls a mutation of a resource, which is known by its verb alone. */
function mutate(client: ApiClient, verb: string, input: object): Promise<unknown> {
  return getUntypedClient(client).mutation(`thing.${verb}`, input)
}

describe('a token that the API refuses', () => {
  test('is replaced once for all requests, which are then sent again with their bodies', async () => {
    await using server = await startServer((token) => token === 'fresh')
    const token = vi.fn().mockResolvedValue('fresh').mockResolvedValueOnce('stale')
    const client = createApiClient({ url: server.url, token })
    await Promise.all(Array.from({ length: 12 }, (_, n) => mutate(client, 'create', { title: `Row ${n}` })))
    expect(token).toHaveBeenCalledTimes(2)
    const bodies = (authorization: string) =>
      server.seen
        .filter((request) => request.headers.authorization === authorization)
        .map(({ body }) => body)
        .sort()
    expect(bodies('Bearer stale')).toHaveLength(2)
    expect(bodies('Bearer fresh')).toEqual(bodies('Bearer stale'))
  })

  test('is an error when its replacement is refused as well', async () => {
    await using server = await startServer(() => false)
    let made = 0
    const client = createApiClient({ url: server.url, token: async () => `token-${++made}` })
    const error = await client.account.whoami.query().catch((error: unknown) => error)
    expect(error).toMatchObject({ code: 'UNAUTHORIZED', message: 'Sign in, then send your token.' })
    expect(server.seen).toHaveLength(2)
  })

  test('is not sent again if there is no new token', async () => {
    await using server = await startServer(() => false)
    await expect(createApiClient({ url: server.url, token: 'fixed' }).account.whoami.query()).rejects.toThrow()
    expect(server.seen).toHaveLength(1)
  })
})

describe('a call that fails', () => {
  const whoami = (url: string, options: Partial<ApiClientOptions> = {}) =>
    createApiClient({ url, token: 'fixed', ...options })
      .account.whoami.query()
      .catch((error: unknown) => error)

  test('throws an OwnlistError with code, reason, and the faults of fields', async () => {
    const data = {
      code: 'CONFLICT',
      httpStatus: 409,
      reason: 'STALE_VERSION',
      issues: [{ path: 'title', message: 'x' }],
    }
    await using server = await startServer(() => true, { error: { message: 'Changed since.', code: -32009, data } })
    const error = await whoami(server.url)
    expect(error).toBeInstanceOf(OwnlistError)
    expect(error).toBeInstanceOf(TRPCClientError)
    const { code, reason, issues } = data
    expect(error).toMatchObject({ name: 'OwnlistError', message: 'Changed since.', code, reason, issues })
  })

  test('says UNREACHABLE when nothing answers, or WRONG_ADDRESS when something else does', async () => {
    await using server = await startServer(() => true)
    const { url } = server
    await server[Symbol.asyncDispose]()
    expect(await whoami(url)).toMatchObject({ code: 'UNREACHABLE' })
    await using page = await startServer(() => true)
    page.answer = (response) => void response.writeHead(502).end('<h1>Bad gateway</h1>')
    expect(await whoami(page.url)).toMatchObject({ code: 'UNREACHABLE' })
  })

  test('passes on the error of the token source, and the response’s Retry-After', async () => {
    await using server = await startServer(() => true)
    const token = () => Promise.reject(new OwnlistError('SIGNED_OUT', 'The session has ended.'))
    expect(await whoami(server.url, { token })).toMatchObject({ code: 'SIGNED_OUT', message: 'The session has ended.' })
    expect(server.seen).toHaveLength(0)
    server.answer = (response) => {
      const data = { code: 'TOO_MANY_REQUESTS', httpStatus: 429, reason: null, issues: [] }
      const error = { message: 'Too many requests.', code: -32029, data }
      response.writeHead(429, { 'retry-after': '7' }).end(JSON.stringify({ error }))
    }
    expect(await whoami(server.url)).toMatchObject({ code: 'TOO_MANY_REQUESTS', retryAfterMs: 7_000 })
    expect(server.seen).toHaveLength(1)
  })
})

describe('a temporary failure', () => {
  const id = '019a0000-0000-7000-8000-000000000000'
  /** How many requests a call makes to a server that answers 503. */
  async function attemptsOf(call: (client: ApiClient) => Promise<unknown>, options: Partial<ApiClientOptions> = {}) {
    await using server = await startServer(() => true)
    const data = { code: 'SERVICE_UNAVAILABLE', httpStatus: 503, reason: 'UNAVAILABLE', issues: [] }
    server.answer = (response) =>
      void response.writeHead(503).end(JSON.stringify({ error: { message: 'Not now.', code: -32603, data } }))
    await expect(call(createApiClient({ url: server.url, token: 'fixed', ...options }))).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
    })
    return server.seen.length
  }

  test.each<[string, (client: ApiClient) => Promise<unknown>]>([
    ['a query', ({ account }) => account.whoami.query()],
    ['a create with an id', (client) => mutate(client, 'create', { id })],
    ['a delete', (client) => mutate(client, 'delete', { id })],
    ['a restore', (client) => mutate(client, 'restore', { id })],
    ['an erase', ({ account }) => account.erase.mutate()],
  ])('is tried three times: %s', async (_what, call) => expect(await attemptsOf(call)).toBe(3))

  test.each<[string, (client: ApiClient) => Promise<unknown>]>([
    ['a create without an id', (client) => mutate(client, 'create', {})],
    ['an update', (client) => mutate(client, 'update', { id })],
  ])('is not tried again if the call is not safe to repeat: %s', async (_what, call) =>
    expect(await attemptsOf(call)).toBe(1),
  )

  test('is retried as often as the caller says', async () => {
    expect(await attemptsOf(({ account }) => account.whoami.query(), { attempts: 1 })).toBe(1)
    expect(await attemptsOf(({ account }) => account.whoami.query(), { attempts: 4 })).toBe(4)
  })

  test('succeeds once the server does', async () => {
    await using server = await startServer(() => true)
    const { answer } = server
    server.answer = (response) => {
      server.answer = answer
      response.destroy()
    }
    const client = createApiClient({ url: server.url, token: 'fixed' })
    expect(await client.account.whoami.query()).toEqual({ userId: 'me' })
    expect(server.seen).toHaveLength(2)
  })
})

describe('a signal', () => {
  test('ends its own call immediately, and no other call in the same request', async () => {
    await using server = await startServer(() => true)
    let release: (() => void) | undefined
    server.answer = (response) => {
      release = () => void response.end(JSON.stringify(Array(2).fill({ result: { data: { userId: 'me' } } })))
    }
    const client = createApiClient({ url: server.url, token: 'fixed' })
    const stop = new AbortController()
    const [stopped, other] = [
      client.account.whoami.query(undefined, { signal: stop.signal }),
      client.account.whoami.query(),
    ]
    await expect.poll(() => release).toBeDefined()
    stop.abort()
    await expect(stopped).rejects.toMatchObject({ name: 'OwnlistError', code: 'ABORTED' })
    release?.()
    expect(await other).toEqual({ userId: 'me' })
  })

  test('ends a call that waits for a token, a response or a retry', async () => {
    await using server = await startServer(() => true)
    const whoami = async (signal: AbortSignal, token: ApiClientOptions['token'] = 'fixed') =>
      await createApiClient({ url: server.url, token }).account.whoami.query(undefined, { signal })
    const never = () => new Promise<string>(() => undefined)
    const aborted = { code: 'ABORTED' }
    await expect(whoami(abortedSignal())).rejects.toMatchObject(aborted)
    await expect(whoami(abortedAfter(20), never)).rejects.toMatchObject(aborted)
    const leave = new AbortController()
    server.answer = () => leave.abort()
    await expect(whoami(leave.signal)).rejects.toMatchObject(aborted)
    expect(server.seen).toHaveLength(1)
    const stop = new AbortController()
    server.answer = (response) => {
      response.destroy()
      setTimeout(() => stop.abort(), 5)
    }
    await expect(whoami(stop.signal)).rejects.toMatchObject(aborted)
  })
})
