import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { readRight, writeRight } from '@ownlist/scopes'
import { newUserId } from '@ownlist/testkit'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createGate } from '../src/gate.js'
import { startTestApi, type TestApi } from './api.js'
import { holdDatabase } from './database-faults.js'
import { bearer, get, sendText } from './requests.js'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api[Symbol.asyncDispose]())

test('a request without a token is 401 with a bare challenge, before its body is read', async () => {
  const head =
    'POST /trpc/probe.save HTTP/1.1\r\nHost: api\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n'
  // The body that the header promises is never sent.
  expect(await sendText(api, `${head}Connection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 401 /)
  const { status, headers } = await get(api, '/trpc/probe.echo')
  expect(status).toBe(401)
  expect(headers.get('www-authenticate')).toBe('Bearer realm="ownlist"')
})

test('every invalid token gets the same bytes', async () => {
  const user = newUserId()
  const token = await api.issuer.token(user)
  const invalid = [
    'nonsense',
    `${token}x`,
    await api.issuer.token(user, { exp: 1_000 }),
    await api.issuer.token(user, { aud: 'another' }),
    await api.issuer.token(user, { iss: `${api.issuer.issuer}/` }),
    await api.issuer.token(user, { sub: undefined }),
  ]
  const answers = await Promise.all(
    invalid.map(async (token) => {
      const response = await get(api, '/trpc/probe.whoami', { authorization: `Bearer ${token}` })
      return [response.status, response.headers.get('www-authenticate'), await response.text()]
    }),
  )
  expect(answers[0]?.slice(0, 2)).toEqual([401, 'Bearer realm="ownlist", error="invalid_token"'])
  for (const answer of answers) expect(answer).toEqual(answers[0])
})

test('a request with two Authorization headers is refused', async () => {
  const line = `Authorization: Bearer ${await api.issuer.token(newUserId())}\r\n`
  const request = `GET /trpc/probe.whoami HTTP/1.1\r\nHost: api\r\n${line}${line}Connection: close\r\n\r\n`
  const answer = await sendText(api, request)
  expect(answer).toMatch(/^HTTP\/1\.1 400 /)
  expect(answer).toMatch(/^www-authenticate: Bearer realm="ownlist", error="invalid_request"\r$/im)
})

test('an internal error during verification is not reported as an invalid token or as missing keys', async () => {
  const fault = new Error('The code is wrong')
  const verify = () => Promise.reject(fault)
  const gate = createGate({ verify, verifyToken: verify, [Symbol.dispose]: () => undefined })
  await expect(gate(new IncomingMessage(new Socket()))).rejects.toBe(fault)
})

test('no token is read from a cookie or from the address', async () => {
  const token = await api.issuer.token(newUserId())
  expect((await get(api, '/trpc/probe.whoami', { cookie: `token=${token}` })).status).toBe(401)
  expect((await get(api, `/trpc/probe.whoami?access_token=${token}`)).status).toBe(401)
  const query = await api.issuer.token(newUserId())
  const both = await get(api, `/trpc/probe.whoami?access_token=${query}`, await bearer(api))
  expect(both.status).toBe(400)
  expect(await both.text()).not.toContain(query)
  expect(api.logLines.join('')).not.toContain(query)
  expect(api.logLines.join('')).not.toContain(token)
})

test('the token of a batch is verified once', async () => {
  const verifySignature = vi.spyOn(crypto.subtle, 'verify')
  const names = Array(10).fill('probe.whoami').join(',')
  expect((await get(api, `/trpc/${names}?batch=1`, await bearer(api))).status).toBe(200)
  // The issuer's feed is verified as well.
  const claims = verifySignature.mock.calls.map(([, , , signed]) => String(Buffer.from(signed as Uint8Array)))
  const tokens = claims.map((text) => JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString()))
  expect(tokens.filter(({ sub }) => sub !== undefined)).toHaveLength(1)
  verifySignature.mockRestore()
})

test('a call that is running when its token expires is completed, and the next one is refused', async () => {
  const now = Math.floor(Date.now() / 1_000)
  // With the clock tolerance, it is valid for two more seconds.
  const headers = await bearer(api, newUserId(), { iat: now - 300, exp: now - 3 })
  await using held = await holdDatabase(api.test)
  const slow = get(api, '/trpc/probe.touch', headers)
  await expect.poll(async () => (await get(api, '/trpc/probe.whoami', headers)).status).toBe(401)
  await held.release()
  expect((await slow).status).toBe(200)
})

test('tokens of a new signing key are accepted soon after a rotation', async () => {
  await using own = await startTestApi()
  const userId = newUserId()
  await own.clientFor(userId).probe.whoami.query()
  await own.issuer.rotate()
  await own.keys.reload()
  expect(await own.clientFor(userId).probe.whoami.query()).toEqual({ userId })
})

describe('a valid token that does not allow a call', () => {
  test.each([
    ['probe.echo', writeRight, `, scope="${readRight}"`],
    ['probe.echo', readRight.toUpperCase(), `, scope="${readRight}"`],
    ['probe.echo', 'something:else', `, scope="${readRight}"`],
    ['probe.echo,probe.touch', writeRight, `, scope="${readRight}"`],
    ['probe.touch', `${readRight}:${crypto.randomUUID()}`, `, scope="${readRight}"`],
  ])(
    '%s is 403 for a token with the scope “%s”, and the challenge names the missing scope',
    async (names, scope, named) => {
      const isBatch = names.includes(',')
      const headers = await bearer(api, newUserId(), { scope })
      const response = await get(api, `/trpc/${names}${isBatch ? '?batch=1' : ''}`, headers)
      expect(response.status).toBe(403)
      expect(response.headers.get('www-authenticate')).toBe(
        `Bearer realm="ownlist", error="insufficient_scope"${named}`,
      )
      const body: unknown = await response.json()
      for (const answer of isBatch ? (body as unknown[]) : [body]) {
        expect(answer).toMatchObject({ error: { data: { code: 'FORBIDDEN', reason: 'INSUFFICIENT_SCOPE' } } })
      }
    },
  )
})

describe('the token of a session or an account that has ended', () => {
  const statusWith = async (to: TestApi, token: string) =>
    (await get(to, '/trpc/probe.whoami', { authorization: `Bearer ${token}` })).status

  test.each(['sid', 'sub'] as const)('is refused within seconds, by its %s, and no other token is', async (claim) => {
    await using own = await startTestApi()
    const token = await own.issuer.token('user-1', { sid: 'session-1' })
    const others = [
      await own.issuer.token('user-2', { sid: 'session-2' }),
      ...(claim === 'sid' ? [await own.issuer.token('user-1', { sid: 'session-3' })] : []),
    ]
    expect(await statusWith(own, token)).toBe(200)
    own.issuer.revoke(claim === 'sid' ? { sid: 'session-1' } : { sub: 'user-1' })
    await expect.poll(() => statusWith(own, token), { timeout: 5_000 }).toBe(401)
    for (const other of others) expect(await statusWith(own, other)).toBe(200)
    expect(await (await get(own, '/readyz')).json()).toMatchObject({ revocations: { entries: 1, stale: false } })
  })

  test('is valid until it expires while the revocation feed is unavailable, and /readyz says so', async () => {
    await using own = await startTestApi()
    const token = await own.issuer.token('user-1', { sid: 'session-1' })
    const readiness = async () => await (await get(own, '/readyz')).json()
    await expect.poll(readiness).toMatchObject({ revocations: { stale: false } })
    await own.issuer[Symbol.asyncDispose]()
    await expect.poll(readiness).toMatchObject({ revocations: { stale: true } })
    expect(await statusWith(own, token)).toBe(200)
  })
})
