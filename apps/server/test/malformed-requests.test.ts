import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from './api.js'
import { bearer, get, post, sendText, statusOf } from './requests.js'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api[Symbol.asyncDispose]())

const json = { 'content-type': 'application/json', 'content-length': '2' }

describe('requests that are too large, or for procedures that do not exist', () => {
  test('a body of more than 64 KiB is 413', async () => {
    const body = { title: 'x', notes: 'x'.repeat(70_000) }
    expect((await post(api, '/trpc/probe.save', body, await bearer(api))).status).toBe(413)
  })

  test('a batch of more than ten calls is 400', async () => {
    const names = Array.from({ length: 11 }, () => 'probe.whoami').join(',')
    expect((await get(api, `/trpc/${names}?batch=1`, await bearer(api))).status).toBe(400)
  })

  test('a URL of 20 KB is 431', async () => {
    expect(await statusOf(api, `GET /trpc/probe.echo?input=${'x'.repeat(20_000)}`)).toBe(431)
  })

  test('a procedure that does not exist is 404, whatever its name', async () => {
    const headers = await bearer(api)
    for (const name of ['probe.nothing', '__proto__', 'constructor', 'probe.__proto__']) {
      expect((await get(api, `/trpc/${name}`, headers)).status).toBe(404)
    }
  })
})

describe('methods', () => {
  test.each(['PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND'])('%s is 405', async (method) => {
    expect(await statusOf(api, `${method} /trpc/probe.save`, await bearer(api))).toBe(405)
  })

  test('a mutation by GET, or a method by header, is 405; a query may be sent by POST', async () => {
    const headers = await bearer(api)
    expect(await statusOf(api, 'GET /trpc/probe.save', headers)).toBe(405)
    expect(await statusOf(api, 'POST /trpc/probe.whoami', { ...headers, ...json }, '{}')).toBe(200)
    expect(await statusOf(api, 'GET /trpc/probe.save', { ...headers, 'x-http-method-override': 'POST' })).toBe(405)
  })

  test('HEAD gets an answer without a body, and CONNECT gets no answer', async () => {
    const head = await fetch(`${api.url}/healthz`, { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    const call = { method: 'HEAD', headers: await bearer(api) }
    expect((await fetch(`${api.url}/trpc/probe.whoami`, call)).ok).toBe(true)
    expect(await sendText(api, 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n')).toBe('')
    expect((await get(api, '/healthz')).status).toBe(200)
  })
})

describe('bodies', () => {
  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    '',
  ])('a body of the type %j is 415, with and without a token', async (type) => {
    const headers = { 'content-type': type, 'content-length': '13' }
    const withToken = { ...headers, ...(await bearer(api)) }
    expect(await statusOf(api, 'POST /trpc/probe.save', withToken, '{"title":"x"}')).toBe(415)
    expect(await statusOf(api, 'POST /trpc/probe.save', headers, '{"title":"x"}')).toBe(415)
  })

  test('a body that is not JSON is 400, and the answer reveals nothing about the program', async () => {
    const response = await post(api, '/trpc/probe.save', '{"title":', await bearer(api))
    expect(response.status).toBe(400)
    expect(await response.text()).not.toMatch(/stack|node_modules|\bat /)
  })

  test('JSON that never ends, is very deep or names prototypes changes nothing and is 400 or 413', async () => {
    const headers = await bearer(api)
    for (const body of [
      '['.repeat(30_000),
      `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
      '{"__proto__":{"polluted":true},"title":"x"}',
      '{"constructor":{"prototype":{"polluted":true}},"title":"x"}',
      '',
      'null',
      '\u0000',
    ]) {
      expect([400, 413]).toContain((await post(api, '/trpc/probe.save', body, headers)).status)
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})

describe('request targets', () => {
  test.each([
    ['a path that cannot be decoded', 'GET /trpc/%E0%A4%A', {}],
    ['a batch whose input is not JSON', 'GET /trpc/probe.echo?batch=1&input=nonsense', {}],
    ['an impossible host', 'GET /trpc/probe.whoami', { host: 'a b' }],
    ['two lengths', 'POST /trpc/probe.save', { 'content-length': '5', 'transfer-encoding': 'chunked' }],
    ['a name with a line break', 'GET /trpc/a%0d%0ab', {}],
  ])('%s is refused with a 4xx', async (_what, line, headers) => {
    const status = await statusOf(api, line, { ...(await bearer(api)), ...headers })
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
  })

  test.each([
    'http://api',
    'https://api.example:8443',
    'http://127.0.0.1:4000',
    'HTTP://EVIL.EXAMPLE',
    'http://[2001:db8::1]:80',
    'http://user@host',
  ])('a whole URL as the request target is read as its path: %s', async (host) => {
    expect(await statusOf(api, `GET ${host}/healthz`)).toBe(200)
    expect(await statusOf(api, `GET ${host}/trpc/probe.whoami`)).toBe(401)
    expect(await statusOf(api, `GET ${host}/trpc/probe.whoami`, await bearer(api))).toBe(200)
    expect(await statusOf(api, `POST ${host}/trpc/probe.erase`, { ...json, ...(await bearer(api)) }, '{}')).toBe(200)
    expect(await statusOf(api, `GET ${host}/nowhere`)).toBe(404)
    expect(await statusOf(api, `GET ${host}`)).toBe(404)
    expect(await statusOf(api, `GET ${host}?x`)).toBe(404)
  })

  test.each(['ftp://api/healthz', 'api/healthz', 'http:/healthz', 'http:///healthz', '*'])(
    'a target that is neither a path nor a whole URL is refused with a 4xx: %s',
    async (target) => {
      const status = await statusOf(api, `GET ${target}`)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
    },
  )

  test('a request without a host is 400', async () => {
    expect(await sendText(api, 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
  })
})
