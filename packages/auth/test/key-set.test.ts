import type { ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { createKeySet, KeysUnavailableError } from '@ownlist/auth'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { type Answer, startEndpoint as startAnyEndpoint } from './endpoint.js'
import { newKey } from './tokens.js'

const one = await newKey('one')
const two = await newKey('two')
const set = (...keys: unknown[]) => JSON.stringify({ keys })
const json = (body: string) => (response: ServerResponse) =>
  void response.setHeader('content-type', 'application/json').end(body)

const startEndpoint = (answer: Answer = json(set(one.jwk))) => startAnyEndpoint(answer)

const quick = { cooldownMs: 50, timeoutMs: 300 }

describe('with a healthy issuer', () => {
  test('finds a key by its kid, and returns null for an unknown kid', async () => {
    await using endpoint = await startEndpoint()
    using keys = createKeySet({ url: endpoint.url })
    expect(await keys.find('one')).toMatchObject({ type: 'public' })
    expect(await keys.find('two')).toBeNull()
    expect(keys.ready()).toBe(true)
  })

  test('fetches once at the start, however many callers wait', async () => {
    await using endpoint = await startEndpoint()
    using keys = createKeySet({ url: endpoint.url })
    await Promise.all(Array.from({ length: 200 }, () => keys.find('one')))
    expect(endpoint.hits).toBe(1)
  })

  test('fetches a new key when its kid is first seen, and respects the cooldown in a flood of unknown kids', async () => {
    await using endpoint = await startEndpoint()
    using keys = createKeySet({ url: endpoint.url, ...quick, cooldownMs: 400 })
    await keys.find('one')
    endpoint.answer = json(set(one.jwk, two.jwk))
    const start = Date.now()
    for (let n = 0; n < 2_000; n++) expect(await keys.find(`unknown-${n}`)).toBeNull()
    expect(endpoint.hits - 1).toBeLessThanOrEqual(Math.ceil((Date.now() - start) / 400) + 1)
    await expect.poll(() => keys.find('two')).not.toBeNull()
  })

  test('refreshes in the background, and drops a key that is no longer published', async () => {
    await using endpoint = await startEndpoint(json(set(one.jwk, two.jwk)))
    using keys = createKeySet({ url: endpoint.url, ...quick, refreshMs: 60 })
    expect(await keys.find('two')).not.toBeNull()
    endpoint.answer = json(set(one.jwk))
    await expect.poll(() => keys.find('two')).toBeNull()
  })

  test('fetches again only after the refresh interval, even if a known key is requested after the cooldown', async () => {
    await using endpoint = await startEndpoint()
    using keys = createKeySet({ url: endpoint.url, cooldownMs: 20, refreshMs: 60_000 })
    const key = await keys.find('one')
    await setTimeout(300)
    expect(await keys.find('one')).toBe(key)
    expect(endpoint.hits).toBe(1)
  })

  test('reload() drops a removed key immediately', async () => {
    await using endpoint = await startEndpoint(json(set(one.jwk, two.jwk)))
    using keys = createKeySet({ url: endpoint.url })
    await keys.find('two')
    endpoint.answer = json(set(one.jwk))
    await keys.reload()
    expect(await keys.find('two')).toBeNull()
  })

  test('reads a set that arrives in pieces, even if a piece ends within a character', async () => {
    const bytes = Buffer.from(set({ ...one.jwk, kid: 'ä' }))
    const middle = bytes.indexOf('ä') + 1
    await using endpoint = await startEndpoint(async (response) => {
      response.write(bytes.subarray(0, middle))
      await setTimeout(50)
      response.end(bytes.subarray(middle))
    })
    using keys = createKeySet({ url: endpoint.url })
    expect(await keys.find('ä')).not.toBeNull()
  })

  test('requests JSON', async () => {
    await using endpoint = await startEndpoint()
    using keys = createKeySet({ url: endpoint.url })
    await keys.find('one')
    expect(endpoint.accept).toBe('application/json')
  })

  test('uses a key without a stated use, and a key for signatures', async () => {
    const { alg: _, ...silent } = one.jwk
    await using endpoint = await startEndpoint(json(set(silent, { ...two.jwk, use: 'sig', key_ops: ['verify'] })))
    using keys = createKeySet({ url: endpoint.url })
    expect(await keys.find('one')).not.toBeNull()
    expect(await keys.find('two')).not.toBeNull()
  })

  test('stops fetching after it was disposed of, even during a fetch', async () => {
    await using endpoint = await startEndpoint()
    const keys = createKeySet({ url: endpoint.url, ...quick, refreshMs: 20 })
    await expect.poll(() => endpoint.hits).toBeGreaterThan(1)
    keys[Symbol.dispose]()
    createKeySet({ url: endpoint.url, ...quick, refreshMs: 20 })[Symbol.dispose]()
    await setTimeout(100)
    const { hits } = endpoint
    await setTimeout(200)
    expect(endpoint.hits).toBe(hits)
  })

  test('ignores keys that are not meant for verifying EdDSA', async () => {
    const others = [
      { kty: 'oct', k: 'AAAA', kid: 'oct' },
      { kty: 'RSA', n: 'AQAB', e: 'AQAB', kid: 'rsa' },
      { ...two.jwk, use: 'enc' },
      { ...two.jwk, alg: 'ES256' },
      { ...two.jwk, crv: 'X25519' },
      { ...two.jwk, kty: 'EC' },
      { ...two.jwk, key_ops: ['sign'] },
      { ...two.jwk, key_ops: 'verify' },
      { ...two.jwk, kid: 7 },
      null,
    ]
    await using endpoint = await startEndpoint(json(set(...others, one.jwk)))
    using keys = createKeySet({ url: endpoint.url, cooldownMs: 60_000 })
    expect(await keys.find('one')).not.toBeNull()
    for (const kid of ['oct', 'rsa', 'two']) expect(await keys.find(kid)).toBeNull()
    expect(keys.state().keys).toBe(1)
  })
})

test.each([
  ['type', { kty: 'EC' }],
  ['curve', { crv: 'X25519' }],
])('a key of another %s may have the same kid as one of the keys in use (RFC 7517, section 4.5)', async (_, other) => {
  await using endpoint = await startEndpoint(json(set({ ...two.jwk, ...other, kid: 'one' }, one.jwk)))
  using keys = createKeySet({ url: endpoint.url })
  expect(await keys.find('one')).not.toBeNull()
  expect(keys.state()).toMatchObject({ keys: 1, fault: null })
})

test('a valid key set is accepted with any media type', async () => {
  await using endpoint = await startEndpoint((response) => {
    response.setHeader('content-type', 'text/html').end(set(one.jwk))
  })
  using keys = createKeySet({ url: endpoint.url })
  expect(await keys.find('one')).not.toBeNull()
})

test('a new key that cannot be imported does not affect the other keys, at the start or later', async () => {
  const malformed = { ...two.jwk, x: 'AAAA' }
  await using endpoint = await startEndpoint(json(set(malformed, one.jwk)))
  using keys = createKeySet({ url: endpoint.url, ...quick })
  expect(await keys.find('one')).not.toBeNull()
  await keys.reload()
  expect(await keys.find('two')).toBeNull()
  endpoint.answer = json(set(two.jwk, one.jwk))
  await keys.reload()
  const held = await keys.find('two')
  // The key is in use now, so a set with a damaged copy of it is refused.
  endpoint.answer = json(set(malformed, one.jwk))
  await expect(keys.reload()).rejects.toThrow()
  expect(await keys.find('two')).toBe(held)
})

describe('with the issuer down', () => {
  test('at the start: is not ready, asks no more often than the cooldown allows, and recovers by itself', async () => {
    await using endpoint = await startEndpoint((response) => void response.writeHead(500).end())
    using keys = createKeySet({ url: endpoint.url, ...quick, cooldownMs: 200 })
    const start = Date.now()
    for (let n = 0; n < 500; n++) await expect(keys.find('one')).rejects.toBeInstanceOf(KeysUnavailableError)
    expect(endpoint.hits).toBeLessThanOrEqual(Math.ceil((Date.now() - start) / 200) + 1)
    expect(keys.ready()).toBe(false)
    endpoint.answer = json(set(one.jwk))
    await expect.poll(() => keys.ready()).toBe(true)
    expect(await keys.find('one')).not.toBeNull()
  })

  test('later: continues with its current keys until they are too old', async () => {
    await using endpoint = await startEndpoint()
    using keys = createKeySet({ url: endpoint.url, ...quick, refreshMs: 30, maxAgeMs: 600 })
    await keys.find('one')
    endpoint.answer = (response) => void response.destroy()
    const { hits } = endpoint
    await expect.poll(() => endpoint.hits).toBeGreaterThan(hits + 1)
    expect(await keys.find('one')).not.toBeNull()
    await expect.poll(() => keys.ready()).toBe(false)
    await expect(keys.find('one')).rejects.toBeInstanceOf(KeysUnavailableError)
  })
})

describe('with the issuer down, its keys are used for a day', () => {
  const hour = 3_600_000
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'] }))
  afterEach(() => void vi.useRealTimers())

  test('and no longer, even if the clock is set back in the meantime', async () => {
    await using endpoint = await startEndpoint()
    using keys = createKeySet({ url: endpoint.url })
    const key = await keys.find('one')
    endpoint.answer = (response) => void response.destroy()
    vi.setSystemTime(Date.now() - 12 * hour)
    vi.advanceTimersByTime(23 * hour)
    expect(await keys.find('one')).toBe(key)
    vi.advanceTimersByTime(hour)
    expect(keys.ready()).toBe(false)
    await expect(keys.find('one')).rejects.toBeInstanceOf(KeysUnavailableError)
  })

  test('and no longer, even if the machine sleeps in the meantime', async () => {
    await using endpoint = await startEndpoint()
    using keys = createKeySet({ url: endpoint.url })
    const key = await keys.find('one')
    endpoint.answer = (response) => void response.destroy()
    vi.setSystemTime(Date.now() + 23 * hour)
    expect(await keys.find('one')).toBe(key)
    vi.setSystemTime(Date.now() + hour)
    expect(keys.ready()).toBe(false)
    await expect(keys.find('one')).rejects.toBeInstanceOf(KeysUnavailableError)
  })
})

test('reports its state: how many keys, since when, whether the last attempt failed, and how far the clock is off', async () => {
  await using endpoint = await startEndpoint((response) => void response.writeHead(500).end())
  using keys = createKeySet({ url: endpoint.url, ...quick })
  await expect
    .poll(() => keys.state())
    .toEqual({
      keys: 0,
      fetchedAt: null,
      stale: true,
      fault: 'The issuer answered 500 instead of 200',
      clockAheadSeconds: null,
    })
  endpoint.answer = (response) => {
    response.setHeader('date', new Date(Date.now() - 600_000).toUTCString())
    json(set(one.jwk, two.jwk))(response)
  }
  await keys.reload()
  const state = keys.state()
  expect(state).toEqual({
    keys: 2,
    fetchedAt: expect.any(Date),
    stale: false,
    fault: null,
    clockAheadSeconds: expect.any(Number),
  })
  expect(Math.abs((state.clockAheadSeconds ?? 0) - 600)).toBeLessThan(5)
  endpoint.answer = (response) => void response.writeHead(500).end()
  await expect(keys.reload()).rejects.toThrow()
  expect(keys.state()).toEqual({ ...state, stale: true, fault: 'The issuer answered 500 instead of 200' })
})

const { d: _d, ...publicOnly } = { ...one.jwk, d: undefined }
/** Public keys that differ in their kid. */
const manyKeys = (count: number) => Array.from({ length: count }, (_, n) => ({ ...one.jwk, kid: `key-${n}` }))

/** Compressed in advance, because on a busy machine that takes longer than the deadline of a test. */
const swelling = gzipSync(`${set(two.jwk)}${' '.repeat(20_000_000)}`)

const badAnswers: [string, (response: ServerResponse) => void, RegExp][] = [
  ['an empty set', json(set()), /^The JWKS has no usable key$/],
  ['an object without keys', json('{}'), /^The response is not a JWKS/],
  ['keys that are an object', json('{"keys":{}}'), /^The response is not a JWKS/],
  ['keys that are not keys', json(set(null)), /no usable key/],
  [
    'a malformed key under a live kid',
    json(set({ ...one.jwk, x: 'AAAA' })),
    /key that is in use can no longer be imported/,
  ],
  ['a key without x', json(set({ ...publicOnly, x: undefined })), /key that is in use can no longer be imported/],
  ['two keys with one kid', json(set(one.jwk, { ...two.jwk, kid: 'one' })), /share a kid/],
  [
    'a private key of another type',
    json(set(one.jwk, { kty: 'RSA', kid: 'rsa', n: 'AQAB', e: 'AQAB', d: 'secret' })),
    /^The JWKS contains a private key$/,
  ],
  ['a private key', json(set({ ...one.jwk, d: 'secret' })), /^The JWKS contains a private key$/],
  ['a page', (response) => void response.end('<html>secret'), /^The response is not JSON$/],
  ['a set after a byte order mark', json(`\uFEFF${set(one.jwk)}`), /^The response is not JSON$/],
  ['null', json('null'), /^The response is not a JWKS/],
  ['500', (response) => void response.writeHead(500).end(set(two.jwk)), /^The issuer answered 500 instead of 200$/],
  ['204', (response) => void response.writeHead(204).end(), /answered 204/],
  ['304', (response) => void response.writeHead(304).end(), /answered 304/],
  [
    'an incomplete body',
    (response) =>
      void response.writeHead(200, { 'content-length': '1000' }).write('{"keys":', () => response.destroy()),
    /^The connection ended before the whole response had arrived/,
  ],
  [
    'a body without end',
    (response) => void setInterval(() => response.write(' '), 20).unref(),
    /^The issuer did not send a complete response within 300 ms$/,
  ],
  ['no answer', () => undefined, /^The issuer did not send a complete response within 300 ms$/],
  ['a connection that is cut', (response) => void response.destroy(), /^The issuer could not be reached/],
  ['a body of 200 KB', json(`${set(two.jwk)}${' '.repeat(200_000)}`), /^The response is longer than 64 KiB$/],
  ['700 keys', json(set(...manyKeys(700))), /^The response is longer than 64 KiB$/],
  [
    'a body that is too long when decompressed',
    (response) => void response.setHeader('content-encoding', 'gzip').end(swelling),
    /^The response is longer than 64 KiB$/,
  ],
  ['a redirect', (response) => void response.writeHead(302, { location: '/elsewhere' }).end(), /answered 302/],
]

test.each(badAnswers)(
  '%s never replaces the current keys, and the reason is reported',
  async (_name, answer, reason) => {
    await using endpoint = await startEndpoint()
    using keys = createKeySet({ url: endpoint.url, ...quick })
    const before = await keys.find('one')
    expect(keys.state().fault).toBeNull()
    endpoint.answer = answer
    await expect(keys.reload()).rejects.toThrow(reason)
    expect(keys.state()).toMatchObject({ stale: true, fault: expect.stringMatching(reason) })
    expect(keys.state().fault).not.toContain('secret')
    expect(await keys.find('one')).toBe(before)
    expect(keys.ready()).toBe(true)
    expect(endpoint.strayHits).toBe(0)
  },
)

test.each([10, 11, 32, 100, 300])('accepts a set of %d keys', async (count) => {
  await using endpoint = await startEndpoint(json(set(...manyKeys(count))))
  using keys = createKeySet({ url: endpoint.url })
  expect(await keys.find(`key-${count - 1}`)).toMatchObject({ type: 'public' })
  expect(keys.state()).toMatchObject({ keys: count, fault: null })
})

test('accepts a set of exactly 64 KiB, and refuses one that is a byte longer', async () => {
  const exact = set(one.jwk).padEnd(64 * 1024)
  await using endpoint = await startEndpoint(json(exact))
  using keys = createKeySet({ url: endpoint.url, ...quick })
  expect(await keys.find('one')).not.toBeNull()
  endpoint.answer = json(`${exact} `)
  await expect(keys.reload()).rejects.toThrow('longer than 64 KiB')
})

test('reports each new reason once, and also reports when fetching works again', async () => {
  const told: (string | null)[] = []
  await using endpoint = await startEndpoint()
  using keys = createKeySet({ url: endpoint.url, ...quick, onFault: (fault) => void told.push(fault) })
  await keys.find('one')
  const answerWith = async (answer: typeof endpoint.answer) => {
    endpoint.answer = answer
    for (let n = 0; n < 5; n++) await keys.reload().catch(() => undefined)
  }
  await answerWith((response) => void response.writeHead(500).end())
  await answerWith(json(set()))
  await answerWith(json(set(one.jwk)))
  await answerWith(json(set()))
  expect(told).toEqual([
    'The issuer answered 500 instead of 200',
    'The JWKS has no usable key',
    null,
    'The JWKS has no usable key',
  ])
})

test.each([
  'http://example.com/jwks',
  'file:///etc/passwd',
  'https://user:secret@example.com/jwks',
  'ftp://127.0.0.1/',
  'nonsense',
])('refuses the URL %s', (url) => expect(() => createKeySet({ url })).toThrow())

test('while the issuer is down, it is asked at growing intervals, or as often as allowed if there are no keys', async () => {
  await using endpoint = await startEndpoint()
  using keys = createKeySet({ url: endpoint.url, cooldownMs: 20, refreshMs: 20 })
  await keys.find('one')
  const down = (response: ServerResponse) => void response.writeHead(500).end()
  endpoint.answer = down
  await using other = await startEndpoint(down)
  using none = createKeySet({ url: other.url, cooldownMs: 20 })
  endpoint.hits = 0
  // The interval starts at 20 ms and doubles, so the seventh attempt comes after 1,260 ms.
  await expect.poll(() => endpoint.hits, { timeout: 10_000, interval: 5 }).toBeGreaterThanOrEqual(7)
  expect(other.hits).toBeGreaterThan(2 * endpoint.hits)
  expect([keys.ready(), none.ready()]).toEqual([true, false])
})

test('while the issuer is down, the interval starts at the cooldown and doubles, up to 30 seconds', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  await using endpoint = await startEndpoint()
  using keys = createKeySet({ url: endpoint.url })
  await keys.find('one')
  endpoint.answer = (response) => void response.writeHead(500).end()
  const hitsAfter = async (milliseconds: number) => {
    vi.advanceTimersByTime(milliseconds)
    // It waits for a fetch that has just started, and starts none itself within the cooldown.
    await keys.find('unknown')
    return endpoint.hits
  }
  expect(await hitsAfter(600_000)).toBe(2)
  for (const [n, seconds] of [5, 10, 20, 30, 30].entries()) {
    expect(await hitsAfter(seconds * 1_000 - 1)).toBe(2 + n)
    expect(await hitsAfter(1)).toBe(3 + n)
  }
})

test('the error of a failed fetch keeps its cause, which says what happened', async () => {
  await using endpoint = await startEndpoint((response) => void response.end('<html>'))
  using keys = createKeySet({ url: endpoint.url, ...quick })
  await expect(keys.reload()).rejects.toMatchObject({ cause: expect.any(SyntaxError) })
  endpoint.answer = (response) => void response.destroy()
  await expect(keys.reload()).rejects.toMatchObject({ cause: expect.any(TypeError) })
  endpoint.answer = () => undefined
  await expect(keys.reload()).rejects.toMatchObject({ cause: expect.any(DOMException) })
})
