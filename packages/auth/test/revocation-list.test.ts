import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { createRevocationList, createTokenVerifier, InvalidTokenError, KeysUnavailableError } from '@ownlist/auth'
import { type CryptoKey, importJWK } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { audience, goodClaims, issuer, newKey, type TestKey, tokenWith } from './tokens.js'

let key: TestKey
let foreign: TestKey
let keys: { find(kid: string): Promise<CryptoKey | null> }
/** What the issuer answers. */
let answer: { status: number; body: string; location?: string }
let requests: IncomingMessage[] = []
const server = createServer((request, response) => {
  requests.push(request)
  if (answer.location !== undefined) response.setHeader('location', answer.location)
  response.writeHead(answer.status).end(answer.body)
})
beforeAll(async () => {
  key = await newKey('k1')
  foreign = await newKey('k1')
  const published = (await importJWK(key.jwk, 'EdDSA')) as CryptoKey
  keys = { find: async (kid) => (kid === 'k1' ? published : null) }
  await once(server.listen(0, '127.0.0.1'), 'listening')
})
afterAll(() => void server.close())

const now = () => Math.floor(Date.now() / 1_000)
const feedWith = (revoked: unknown, claims: object = {}, header: object = {}, by = key) =>
  tokenWith(
    by,
    { iat: now(), exp: now() + 60, sub: undefined, revoked, ...claims },
    { typ: 'revocations+jwt', ...header },
  )
// Further in the future than the tests take.
const ahead = now() + 600
const entry = { sid: 'session-1', nbf: ahead }
beforeEach(() => {
  requests = []
  answer = { status: 200, body: feedWith([entry]) }
})

const open = () =>
  createRevocationList({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/revocations`,
    keys,
    issuer,
    audience,
    pollMs: 60_000,
  })
const inSession = (sessionId: string | null, userId = 'user-1', issuedAt = new Date()) => ({
  sessionId,
  userId,
  issuedAt,
})

test('a revoked token causes the same InvalidTokenError as any bad token, even if it was cached', async () => {
  answer.body = feedWith([])
  using revocations = open()
  const verifier = createTokenVerifier({ keys, issuer, audience, revocations })
  const token = tokenWith(key, { sid: 'session-1' })
  expect(await verifier.verifyToken(token)).toMatchObject({ sessionId: 'session-1' })
  answer.body = feedWith([entry])
  await revocations.reload()
  await expect(verifier.verifyToken(token)).rejects.toBeInstanceOf(InvalidTokenError)
  expect(await verifier.verifyToken(tokenWith(key, { sid: 'session-2' }))).toMatchObject({ userId: 'user-1' })
  expect(await verifier.verifyToken(tokenWith(key))).toMatchObject({ sessionId: null })
})

test('an entry for a session or a user revokes the tokens that were issued before its nbf', async () => {
  answer.body = feedWith([
    { sub: 'user-2', nbf: 1_000 },
    { sid: 'session-1', nbf: 2_000 },
  ])
  using revocations = open()
  await revocations.reload()
  const at = (seconds: number) => new Date(seconds * 1_000)
  expect(revocations.isRevoked(inSession('session-1', 'user-1', at(1_999)))).toBe(true)
  expect(revocations.isRevoked(inSession('session-1', 'user-1', at(2_000)))).toBe(false)
  expect(revocations.isRevoked(inSession(null, 'user-2', at(999)))).toBe(true)
  expect(revocations.isRevoked(inSession('session-2', 'user-2', at(1_000)))).toBe(false)
  expect(revocations.isRevoked(inSession('user-2', 'session-1', at(1)))).toBe(false)
})

test('the feed is fetched regularly in the background', async () => {
  answer.body = feedWith([])
  using revocations = createRevocationList({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/revocations`,
    keys,
    issuer,
    audience,
    pollMs: 20,
  })
  await expect.poll(() => revocations.state()).toMatchObject({ entries: 0, stale: false })
  answer.body = feedWith([entry])
  await expect.poll(() => revocations.isRevoked(inSession('session-1'))).toBe(true)
  expect(revocations.state()).toEqual({ entries: 1, issuedAt: expect.any(Date), stale: false, fault: null })
})

test('requests a JWT', async () => {
  using revocations = open()
  await revocations.reload()
  expect(requests[0]?.headers.accept).toBe('application/jwt')
})

test('before its first fetch nothing is revoked, and the state says that the list is stale', async () => {
  answer = { status: 503, body: '' }
  using revocations = open()
  expect(revocations.isRevoked(inSession('session-1'))).toBe(false)
  expect(revocations.state()).toEqual({ entries: 0, issuedAt: null, stale: true, fault: null })
})

test('the feed is not fetched any more after the list was disposed of, even during a fetch', async () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/revocations`
  const options = { url, keys, issuer, audience, pollMs: 20 }
  const waiting = createRevocationList(options)
  await expect.poll(() => requests.length).toBeGreaterThan(1)
  waiting[Symbol.dispose]()
  createRevocationList(options)[Symbol.dispose]()
  await setTimeout(100)
  const fetched = requests.length
  await setTimeout(200)
  expect(requests.length).toBe(fetched)
})

test('reports unavailable keys, instead of an invalid feed', async () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/revocations`
  const withoutKeys = { find: () => Promise.reject(new KeysUnavailableError()) }
  using revocations = createRevocationList({ url, keys: withoutKeys, issuer, audience, pollMs: 60_000 })
  await expect(revocations.reload()).rejects.toBeInstanceOf(KeysUnavailableError)
  expect(revocations.state().fault).toBe('No signing keys are available')
})

describe('a feed is refused, and the previous one stays in use, if the feed is', () => {
  const good = [{ sid: 'session-2', nbf: ahead }]
  test.each<[string, () => typeof answer, RegExp]>([
    ['missing', () => ({ status: 404, body: '' }), /answered 404/],
    ['a redirect', () => ({ status: 302, body: '', location: '/elsewhere' }), /answered 302/],
    ['not a JWT', () => ({ status: 200, body: '<html>' }), /^The feed is invalid: its form/],
    [
      'signed with another key',
      () => ({ status: 200, body: feedWith(good, {}, {}, foreign) }),
      /signature verification failed/,
    ],
    [
      'signed with a key that is not published',
      () => ({ status: 200, body: feedWith(good, {}, { kid: 'k2' }) }),
      /key is unknown/,
    ],
    [
      'an ordinary token with a list',
      () => ({ status: 200, body: tokenWith(key, { revoked: good }) }),
      /^The feed is invalid/,
    ],
    [
      'marked as a token by its typ',
      () => ({ status: 200, body: feedWith(good, {}, { typ: 'JWT' }) }),
      /^The feed is invalid/,
    ],
    ['another issuer’s', () => ({ status: 200, body: feedWith(good, { iss: 'https://other.example' }) }), /"iss"/],
    ['for another audience', () => ({ status: 200, body: feedWith(good, { aud: 'other' }) }), /"aud"/],
    [
      'expired',
      () => ({ status: 200, body: feedWith(good, { iat: now() - 70, exp: now() - 10 }) }),
      /"exp"|too far in the past/,
    ],
    ['valid for too long', () => ({ status: 200, body: feedWith(good, { exp: now() + 61 }) }), /^The feed is invalid/],
    [
      'older than the previous one',
      () => ({ status: 200, body: feedWith(good, { iat: now() - 5, exp: now() + 50 }) }),
      /older than the previous one/,
    ],
    ['without a list', () => ({ status: 200, body: feedWith(undefined) }), /no array/],
    [
      'a list of something else',
      () => ({ status: 200, body: feedWith(['session-2']) }),
      /neither a subject nor a session/,
    ],
    [
      'a list of entries with both ids',
      () => ({ status: 200, body: feedWith([{ sub: 'a', sid: 'b', nbf: 1 }]) }),
      /neither/,
    ],
    ['a list of entries with neither id', () => ({ status: 200, body: feedWith([{ nbf: 1 }]) }), /neither/],
    ['a list of entries without nbf', () => ({ status: 200, body: feedWith([{ sid: 'session-2' }]) }), /neither/],
    [
      'a list of entries with an invalid nbf',
      () => ({ status: 200, body: feedWith([{ sid: 'session-2', nbf: '9' }]) }),
      /neither/,
    ],
    [
      'a list of entries with an unknown member',
      () => ({ status: 200, body: feedWith([{ ...good[0], all: true }]) }),
      /neither/,
    ],
    [
      'a list of entries whose id is an object',
      () => ({ status: 200, body: feedWith([{ sub: { not: '' }, nbf: 1 }]) }),
      /neither/,
    ],
    ['longer than 1 MiB', () => ({ status: 200, body: 'a'.repeat(1024 * 1024 + 1) }), /longer than 1024 KiB/],
  ])('%s, and the reason is reported', async (_name, bad, reason) => {
    using revocations = open()
    await revocations.reload()
    answer = bad()
    await expect(revocations.reload()).rejects.toThrow(reason)
    expect(revocations.isRevoked(inSession('session-1'))).toBe(true)
    expect(revocations.isRevoked(inSession('session-2'))).toBe(false)
    expect(revocations.state()).toMatchObject({ entries: 1, stale: true, fault: expect.stringMatching(reason) })
  })
})

test('each new reason is reported once, and so is the moment when the feed is available again', async () => {
  const told: (string | null)[] = []
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/revocations`
  const onFault = (fault: string | null) => void told.push(fault)
  using revocations = createRevocationList({ url, keys, issuer, audience, pollMs: 60_000, onFault })
  await revocations.reload()
  const answerWith = async (next: typeof answer) => {
    answer = next
    for (let n = 0; n < 5; n++) await revocations.reload().catch(() => undefined)
  }
  await answerWith({ status: 503, body: '' })
  await answerWith({ status: 200, body: feedWith(undefined) })
  await answerWith({ status: 200, body: feedWith([]) })
  expect(told).toEqual(['The issuer answered 503 instead of 200', 'The feed has no array `revoked`', null])
})

test('a feed cannot be used as a token', async () => {
  const verifier = createTokenVerifier({ keys, issuer, audience })
  const feed = feedWith([], { sub: 'user-1' })
  await expect(verifier.verifyToken(feed)).rejects.toBeInstanceOf(InvalidTokenError)
  expect(await verifier.verifyToken(tokenWith(key, goodClaims()))).toMatchObject({ userId: 'user-1' })
})

test.each(['http://app.example.com/revocations', 'file:///etc/passwd', 'https://me:secret@app.example.com/'])(
  '%s is refused as an address',
  (url) => expect(() => createRevocationList({ url, keys, issuer, audience })).toThrow(),
)
