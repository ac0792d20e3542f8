import { type DeviceCode, type DeviceLoginOptions, deviceLogin } from '@ownlist/client'
import { readRight } from '@ownlist/scopes'
import { expect, test } from 'vitest'
import { startHttpServer } from './http-server.js'
import { abortedAfter } from './signals.js'

type Answer = readonly [status: number, body: object] | 'hang up'

const code = {
  device_code: 'device-secret',
  user_code: 'WDJBMJHT',
  verification_uri: 'https://app.example.com/device',
  verification_uri_complete: 'https://app.example.com/device?user_code=WDJBMJHT',
  expires_in: 600,
  interval: 0.01,
}
const pending: Answer = [400, { error: 'authorization_pending' }]
const granted: Answer = [200, { access_token: 'session-secret', token_type: 'Bearer' }]

/** A web app that answers polls in turn, and repeats the last response. The real one is tested in apps/web. */
async function startWebApp(polls: Answer[], start: Answer = [200, code]) {
  const server = await startHttpServer((response, { url }) => {
    const asksForCode = url === '/api/auth/device/code'
    const answer = asksForCode ? start : ((polls.length > 1 ? polls.shift() : polls[0]) ?? 'hang up')
    if (answer === 'hang up') response.destroy()
    else response.writeHead(answer[0]).end(JSON.stringify(answer[1]))
  })
  return Object.assign(server, {
    login: (options: Partial<DeviceLoginOptions> = {}) =>
      deviceLogin({ webUrl: server.url, program: 'a test', onCode: () => undefined, ...options }),
  })
}

test('shows the code, waits for the user, and resolves with the session', async () => {
  await using app = await startWebApp([pending, pending, granted])
  const shown: DeviceCode[] = []
  expect(await app.login({ scopes: [readRight], onCode: (code) => shown.push(code) })).toBe('session-secret')
  expect(shown).toEqual([
    {
      userCode: 'WDJBMJHT',
      verificationUri: code.verification_uri,
      verificationUriComplete: code.verification_uri_complete,
      expiresAt: expect.any(Date),
    },
  ])
  const grant_type = 'urn:ietf:params:oauth:grant-type:device_code'
  expect(app.seen.map(({ url, body }) => ({ url, body: JSON.parse(body) }))).toEqual([
    { url: '/api/auth/device/code', body: { client_id: 'a test', scope: readRight } },
    ...Array(3).fill({
      url: '/api/auth/device/token',
      body: { grant_type, device_code: 'device-secret', client_id: 'a test' },
    }),
  ])
})

test('keeps asking when a response is lost, or the web app is down for a moment', async () => {
  await using app = await startWebApp(['hang up', [502, {}], granted])
  expect(await app.login()).toBe('session-secret')
})

test.each<[string, Answer[], string]>([
  ['the person refused', [pending, [400, { error: 'access_denied' }]], 'FORBIDDEN'],
  ['the code has expired', [[400, { error: 'expired_token' }]], 'TIMEOUT'],
  ['the response is unknown', [[400, { error: 'invalid_client' }]], 'BAD_REQUEST'],
])('throws when %s', async (_what, polls, expected) => {
  await using app = await startWebApp(polls)
  await expect(app.login()).rejects.toMatchObject({ name: 'OwnlistError', code: expected })
})

test('gives up by itself when the code has expired', async () => {
  await using app = await startWebApp([pending], [200, { ...code, expires_in: 0.05 }])
  await expect(app.login()).rejects.toMatchObject({ code: 'TIMEOUT' })
})

test('throws immediately when no code is available', async () => {
  await using app = await startWebApp([granted], [400, { error: 'invalid_scope', error_description: 'No such scope' }])
  await expect(app.login()).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    message: 'The web app refused the request: No such scope',
  })
  await expect(
    deviceLogin({ webUrl: 'http://127.0.0.1:9', program: 'x', onCode: () => undefined }),
  ).rejects.toMatchObject({
    code: 'UNREACHABLE',
  })
})

test.each<[string, string, number, string]>([
  ['WRONG_ADDRESS', 'the API', 404, '{"error":{"message":"No such path","code":-32004}}'],
  ['WRONG_ADDRESS', 'a web server without such a page', 404, '<h1>Not found</h1>'],
  ['WRONG_ADDRESS', 'a page for every path', 200, '<title>App</title>'],
  ['WRONG_ADDRESS', 'another server that answers in JSON', 200, '{"items":[]}'],
  ['WRONG_ADDRESS', 'a server that wants credentials', 403, '{"message":"Forbidden"}'],
  ['UNREACHABLE', 'a proxy whose server is down', 502, '<h1>Bad gateway</h1>'],
  ['UNREACHABLE', 'a web app that is asked too often', 429, '{"message":"Too many requests"}'],
])('says %s when the response comes from %s, and names the address', async (expected, _what, status, body) => {
  await using app = await startHttpServer((response) => void response.writeHead(status).end(body))
  await expect(deviceLogin({ webUrl: app.url, program: 'x', onCode: () => undefined })).rejects.toMatchObject({
    code: expected,
    message: expect.stringContaining(app.url),
  })
  expect(app.seen).toHaveLength(1)
})

test('ends with the caller’s signal, also in the middle of a wait', async () => {
  await using app = await startWebApp([pending], [200, { ...code, interval: 60 }])
  const stop = new AbortController()
  await expect(app.login({ signal: stop.signal, onCode: () => stop.abort() })).rejects.toMatchObject({
    code: 'ABORTED',
  })
  await expect(app.login({ signal: abortedAfter(50) })).rejects.toMatchObject({ code: 'ABORTED' })
})
