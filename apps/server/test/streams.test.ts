import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { newUserId } from '@ownlist/testkit'
import { expect, test, vi } from 'vitest'
import { createOpenStreams } from '../src/streams/open-streams.js'
import { startTestApi, type TestApi } from './api.js'
import { openStream } from './event-stream.js'
import { produced } from './probe-router.js'
import { bearer, get, post } from './requests.js'

const at = (input: object) => `/trpc/probe.count?input=${encodeURIComponent(JSON.stringify(input))}`
const open = (api: TestApi, headers: Readonly<Record<string, string>>, input: object = {}) =>
  openStream(`${api.url}${at(input)}`, headers)

const connected = { event: 'connected', data: '{"reconnectAfterInactivityMs":50000}', id: undefined }
const codeOf = (event: { readonly data: string } | null) => JSON.parse(event?.data ?? 'null')?.data?.code

test('a stream sends the same as tRPC’s own adapter, with headers for proxies and caches', async () => {
  await using api = await startTestApi()
  await using adapter = await startTestApi({ adapterOnly: true })
  const answers = await Promise.all(
    [api, adapter].map(async (each) => {
      const headers = await bearer(each)
      using counted = await open(each, headers, { count: 3 })
      using resumed = await open(each, { ...headers, 'last-event-id': '2' }, { count: 3 })
      using failed = await open(each, headers, { count: -1 })
      return [await counted.rest(), await resumed.rest(), await failed.rest()].map(([, ...events]) => events)
    }),
  )
  expect(answers[0]).toEqual(answers[1])
  expect(answers[0]?.[1]).toEqual([
    { event: undefined, data: '{"text":"x"}', id: '3' },
    { event: 'return', data: '', id: undefined },
  ])
  expect(answers[0]?.[2]?.[0]?.data).not.toContain('surprise')

  using stream = await open(api, await bearer(api), { count: 1 })
  expect(await stream.next()).toEqual(connected)
  expect(Object.fromEntries(stream.response.headers)).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'private, no-store, no-transform',
    'x-accel-buffering': 'no',
  })
})

test('a stream that cannot start is refused with the status of its error', async () => {
  await using api = await startTestApi({ streams: { mostOfUser: 2, most: 3 } })
  const ada = await bearer(api)
  const refused = async (path: string, headers: Readonly<Record<string, string>>) => {
    const response = await get(api, path, headers)
    const body = (await response.json()) as { readonly error: { readonly data: { readonly code: string } } }
    return [response.status, body.error.data.code, response.headers.get('retry-after')]
  }
  expect(await refused(at({}), {})).toEqual([401, 'UNAUTHORIZED', null])
  expect(await refused(at({}), await bearer(api, 'ada', { scope: 'other' }))).toEqual([403, 'FORBIDDEN', null])
  expect(await refused(at({ count: 'x' }), ada)).toEqual([400, 'BAD_REQUEST', null])
  expect(await refused('/trpc/probe.count?wrong=1', ada)).toEqual([400, 'BAD_REQUEST', null])
  expect(await refused('/trpc/probe.count,probe.whoami?batch=1', ada)).toEqual([400, 'BAD_REQUEST', null])
  expect((await post(api, '/trpc/probe.count', {}, ada)).status).toBe(405)

  using first = await open(api, ada)
  {
    using _second = await open(api, ada)
    expect(await refused(at({}), ada)).toEqual([429, 'TOO_MANY_REQUESTS', '30'])
    using _other = await open(api, await bearer(api))
    expect(await refused(at({}), await bearer(api))).toEqual([503, 'SERVICE_UNAVAILABLE', '30'])
    // Calls are not affected.
    expect((await get(api, '/trpc/probe.whoami', ada)).status).toBe(200)
  }
  expect(await first.next()).toEqual(connected)
  // Each slot is free again.
  await expect.poll(async () => (await open(api, ada)).response.status).toBe(200)
  // So are the slots of streams that were refused.
  for (let n = 0; n < 5; n++) await get(api, at({ count: 'x' }), await bearer(api))
  await expect.poll(async () => (await open(api, await bearer(api))).response.status).toBe(200)
})

test('a user may have 10 streams in a process, and a process may have 2,000', () => {
  using streams = createOpenStreams()
  const placesOf = (userId: string, wanted: number) =>
    Array.from({ length: wanted }, () => streams.reserve(userId)).filter((place) => !('error' in place)).length
  expect(placesOf('ada', 20)).toBe(10)
  let places = 10
  for (let n = 0; n < 300; n++) places += placesOf(`user ${n}`, 10)
  expect(places).toBe(2_000)
})

test('a stream ends when its token expires, and within seconds after its session was revoked', async () => {
  await using api = await startTestApi()
  const userId = newUserId()
  const now = Math.floor(Date.now() / 1_000)
  using short = await open(api, await bearer(api, userId, { exp: now + 2 }))
  using revoked = await open(api, await bearer(api, userId, { sid: 'lost' }))
  using other = await open(api, await bearer(api, userId, { sid: 'kept' }))
  for (const stream of [short, revoked, other]) expect(await stream.next()).toEqual(connected)

  const events = await short.rest()
  expect(events.map(codeOf)).toEqual(['UNAUTHORIZED'])
  expect(Date.now() / 1_000).toBeGreaterThanOrEqual(now + 2)
  expect(Date.now() / 1_000).toBeLessThan(now + 4)

  api.issuer.revoke({ sid: 'lost' })
  const since = performance.now()
  expect((await revoked.rest()).map(codeOf)).toEqual(['UNAUTHORIZED'])
  expect(performance.now() - since).toBeLessThan(3_000)
  expect(await Promise.race([other.next(), sleep(50, 'still open')])).toBe('still open')
})

test('a server that stops ends its streams, so that clients go elsewhere, and opens no new ones', async () => {
  await using api = await startTestApi()
  const headers = await bearer(api)
  using stream = await open(api, headers)
  expect(await stream.next()).toEqual(connected)
  api.streams[Symbol.dispose]()
  expect((await stream.rest()).map(codeOf)).toEqual(['SERVICE_UNAVAILABLE'])
  const refused = await get(api, at({}), headers)
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1'])
})

test('the log says how a stream ended, but nothing of its content', async () => {
  await using api = await startTestApi()
  const headers = await bearer(api)
  {
    using done = await open(api, headers, { count: 2 })
    await done.rest()
    using left = await open(api, headers)
    await left.next()
  }
  const ends = () => api.logLines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'stream ended')
  await expect.poll(ends).toMatchObject([
    { procedure: 'probe.count', events: 2, ended: 'done' },
    { procedure: 'probe.count', events: 0, ended: 'client' },
  ])
  expect(api.logLines.join('\n')).not.toContain('xx')
})

test('for a client that does not read its stream, nothing is produced and nothing is stored', async () => {
  await using api = await startTestApi()
  const { authorization } = await bearer(api)
  produced.values = 0
  const socket = connect(api.port, '127.0.0.1').pause()
  socket.write(
    `GET ${at({ count: 10_000, bytes: 65_536 })} HTTP/1.1\r\nHost: api\r\nAuthorization: ${authorization}\r\n\r\n`,
  )
  // The buffers of both sockets are full after a few of the 650 megabytes.
  await vi.waitFor(async () => {
    const before = produced.values
    await sleep(100)
    expect(produced.values).toBe(before)
    expect(before).toBeGreaterThan(0)
  })
  expect(produced.values).toBeLessThan(1_000)
  const held = await new Promise<number>((resolve, reject) => {
    api.server.getConnections((error, count) => (error ? reject(error) : resolve(count)))
  })
  expect(held).toBe(1)
  socket.destroy()
})
