import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ApiClientOptions, type AppRouter, apiLinks, OwnlistError, type TokenSource } from '@ownlist/client'
import { createTRPCUntypedClient } from '@trpc/client'
import { expect, onTestFinished, test, vi } from 'vitest'

interface Opened {
  readonly lastEventId: unknown
  readonly headers: IncomingHttpHeaders
  send(text: string): void
  close(): void
}

type Answer = (response: ServerResponse, nth: number) => boolean

/**
 * A server whose streams are written by the test.
 * @param refuse returns true if it has answered itself
 */
async function startStreams(refuse: Answer = () => false) {
  const opened: Opened[] = []
  let requests = 0
  const server = createServer(({ url = '', headers }, response) => {
    const input = JSON.parse(new URL(url, 'http://x').searchParams.get('input') ?? '{}')
    if (refuse(response, requests++)) return
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('event: connected\ndata: {"reconnectAfterInactivityMs":50000}\n\n')
    opened.push({
      lastEventId: input.lastEventId,
      headers,
      send: (text) => void response.write(text),
      close: () => response.destroy(),
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return { opened, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests: () => requests }
}

/** Subscribes, and records everything. */
function subscribe(url: string, options: Partial<ApiClientOptions> & { readonly signal?: AbortSignal } = {}) {
  const { signal, ...more } = options
  const client = createTRPCUntypedClient<AppRouter>({
    links: apiLinks({ url, token: 'first', ...more }),
  })
  const seen = { events: [] as unknown[], states: [] as string[], error: null as unknown, done: false }
  const subscription = client.subscription('sync.live', undefined, {
    ...(signal === undefined ? {} : { signal }),
    onData: (data) => seen.events.push(data),
    onConnectionStateChange: ({ state, error }) =>
      seen.states.push(error instanceof OwnlistError ? `${state} ${error.code}` : state),
    onError: (error) => {
      seen.error = error
    },
    onComplete: () => {
      seen.done = true
    },
  })
  onTestFinished(() => subscription.unsubscribe())
  return { seen, stop: () => subscription.unsubscribe() }
}

const event = (seq: number) => `data: {"seq":${seq}}\nid: ${seq}\n\n`
const ended = (code: string) =>
  `event: serialized-error\ndata: ${JSON.stringify({ message: 'Ended.', code: -32_001, data: { code, reason: null, issues: [] } })}\n\n`

test('the token is in a header, and every event arrives with its id, however the stream is split into chunks', async () => {
  const { opened, url } = await startStreams()
  const { seen } = subscribe(url)
  await vi.waitFor(() => expect(opened).toHaveLength(1))
  expect(opened[0]?.headers.authorization).toBe('Bearer first')
  expect(opened[0]?.headers['ownlist-contract-version']).toMatch(/^\d+$/)
  for (const character of `${event(7)}: a comment\n\nevent: ping\ndata: \n\n${event(9)}`) opened[0]?.send(character)
  await vi.waitFor(() => expect(seen.events).toEqual([7, 9].map((seq) => ({ id: String(seq), data: { seq } }))))
  expect(seen.states).toEqual(['connecting', 'pending'])
})

test('a connection that is cut is continued after the last event, and the subscriber only learns that it was interrupted', async () => {
  const { opened, url } = await startStreams()
  const { seen } = subscribe(url)
  await vi.waitFor(() => expect(opened).toHaveLength(1))
  opened[0]?.send(`${event(1)}${event(2)}data: {"seq":3}\nid: 3\n`)
  await vi.waitFor(() => expect(seen.events).toHaveLength(2))
  opened[0]?.close()
  await vi.waitFor(() => expect(opened).toHaveLength(2), 5_000)
  // An event that was cut off in the middle was not received.
  expect(opened.map(({ lastEventId }) => lastEventId)).toEqual([undefined, '2'])
  opened[1]?.send(event(3))
  await vi.waitFor(() => expect(seen.events).toHaveLength(3))
  expect(seen.states).toEqual(['connecting', 'pending', 'connecting UNREACHABLE', 'pending'])
  expect([seen.error, seen.done]).toEqual([null, false])
})

test('a stream that ends with its token continues with a new token, and a refused token is replaced once', async () => {
  const { opened, url } = await startStreams((response, nth) => {
    if (nth !== 1) return false
    response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":{}}')
    return true
  })
  const token: TokenSource = { get: async () => 'first', refresh: async () => 'second', clear: () => undefined }
  subscribe(url, { token })
  await vi.waitFor(() => expect(opened).toHaveLength(1))
  opened[0]?.send(event(5) + ended('UNAUTHORIZED'))
  await vi.waitFor(() => expect(opened).toHaveLength(2), 5_000)
  expect(opened.map(({ headers }) => headers.authorization)).toEqual(['Bearer first', 'Bearer second'])
  expect(opened[1]?.lastEventId).toBe('5')
})

test('it does not reconnect before Retry-After, and reports meanwhile why it waits', async () => {
  const times: number[] = []
  const { opened, url } = await startStreams((response, nth) => {
    times.push(performance.now())
    if (nth > 0) return false
    const error = { message: 'Too many.', code: -32_029, data: { code: 'TOO_MANY_REQUESTS', reason: null, issues: [] } }
    response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '1' }).end(JSON.stringify({ error }))
    return true
  })
  const { seen } = subscribe(url)
  await vi.waitFor(() => expect(opened).toHaveLength(1), 5_000)
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(1_000)
  expect(seen.states.slice(0, 2)).toEqual(['connecting', 'connecting TOO_MANY_REQUESTS'])
})

test.each([
  ['the session has ended', 'SIGNED_OUT', new OwnlistError('SIGNED_OUT', 'The session has ended.')],
  ['a fixed token was refused', 'UNAUTHORIZED', null],
])('it stops if %s', async (_name, code, thrown) => {
  const { url, requests } = await startStreams((response) => {
    const error = { message: 'No.', code: -32_001, data: { code: 'UNAUTHORIZED', reason: null, issues: [] } }
    response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify({ error }))
    return true
  })
  const token: TokenSource = {
    get: async () => 'first',
    refresh: async (refused) => {
      if (thrown !== null) throw thrown
      return refused
    },
    clear: () => undefined,
  }
  const { seen } = subscribe(url, { token })
  await vi.waitFor(() => expect(seen.error).toMatchObject({ name: 'OwnlistError', code }))
  expect(requests()).toBe(1)
})

test('it stops when the subscriber stops or aborts, even while it waits, and leaves nothing behind', async () => {
  const { opened, url, requests } = await startStreams((response, nth) => {
    if (nth < 2) return false
    response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '60' }).end('{}')
    return true
  })
  const aborting = new AbortController()
  const first = subscribe(url)
  const second = subscribe(url, { signal: aborting.signal })
  await vi.waitFor(() => expect(opened).toHaveLength(2))
  const waiting = subscribe(url)
  await vi.waitFor(() => expect(waiting.seen.states).toEqual(['connecting', 'connecting UNREACHABLE']))
  first.stop()
  aborting.abort()
  waiting.stop()
  await vi.waitFor(() => expect(second.seen.error).toMatchObject({ code: 'ABORTED' }))
  opened[0]?.send(event(1))
  expect(first.seen).toMatchObject({ events: [], error: null })
  expect(requests()).toBe(3)
})

test('a connection without any data is replaced', async () => {
  const { opened, url } = await startStreams()
  const { seen } = subscribe(url)
  await vi.waitFor(() => expect(opened).toHaveLength(1))
  opened[0]?.send('event: connected\ndata: {"reconnectAfterInactivityMs":100}\n\n')
  await vi.waitFor(() => expect(opened).toHaveLength(2), 5_000)
  expect(seen.states).toContain('connecting UNREACHABLE')
})

test('a page that answers in place of the API ends it, unless the API has answered before', async () => {
  const page = (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Sign in to the hotel')
    return true
  }
  const wrong = await startStreams(page)
  const { seen } = subscribe(wrong.url)
  await vi.waitFor(() => expect(seen.error).toMatchObject({ code: 'WRONG_ADDRESS' }))
  const { opened, url } = await startStreams((response, nth) => nth === 1 && page(response))
  subscribe(url)
  await vi.waitFor(() => expect(opened).toHaveLength(1))
  opened[0]?.close()
  await vi.waitFor(() => expect(opened).toHaveLength(2), 5_000)
})
