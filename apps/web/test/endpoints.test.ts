import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { readRight, writeRight } from '@ownlist/scopes'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { admitRequest } from '../src/auth/admit-request'
import { createAuth } from '../src/auth/create-auth'
import { type Endpoint, endpoints } from '../src/auth/endpoints'
import { parseSettings } from '../src/env'
import { cheapPasswords } from './cheap-passwords'
import { newAddress, openWebApp, password, statusOf, type WebApp } from './web-app'

// Better Auth does not check origins if it detects a test.
vi.hoisted(() => {
  vi.stubEnv('NODE_ENV', 'production')
  vi.stubEnv('TEST', '')
})

// The layer in front of Better Auth: which endpoints exist, what each one accepts, and from where.

type Name = keyof typeof endpoints
const names = Object.keys(endpoints) as Name[]
const partsOf = (name: Name) => {
  const [method = '', path = ''] = name.split(' ')
  return { method, path: path.replace('{provider}', 'github') }
}
const posts = names.filter((name) => name.startsWith('POST'))

let web: WebApp
beforeAll(async () => {
  web = await openWebApp()
})
afterAll(() => web.close())

/** Endpoints of Better Auth's that this app does not offer. */
const notOffered: Readonly<Record<string, string>> = {
  'POST /callback/*': 'GitHub and Google come back by GET',
  'POST /get-session': 'is for replicas of the database',
  'POST /verify-password': 'only tells whether a guess is right',
  'POST /change-email': 'addresses cannot be changed',
  'POST /update-session': 'a session has nothing to change',
  'GET /list-accounts': 'the account page reads it on the server',
  'GET /delete-user/callback': 'accounts are deleted without a mail',
  'POST /link-social': 'providers are linked by their confirmed address',
  'POST /unlink-account': 'the account page does not offer it',
  'POST /refresh-token': 'no token of a provider is used',
  'POST /get-access-token': 'no token of a provider is used',
  'GET /account-info': 'no token of a provider is used',
  'POST /two-factor/get-totp-uri': 'the key is shown once',
  'POST /two-factor/send-otp': 'no codes are mailed',
  'POST /two-factor/verify-otp': 'no codes are mailed',
  'POST /two-factor/generate-backup-codes': 'the account page does not offer it',
  'GET /passkey/list-user-passkeys': 'the account page reads it on the server',
  'POST /passkey/update-passkey': 'the account page does not offer it',
  'GET /ok': 'is /healthz',
  'GET /error': 'errors go to the sign-in page',
  'GET /verify-email': 'a link that acts when it is opened',
  'GET /reset-password/*': 'a link that leads on to a given address',
}

describe('the endpoints', () => {
  test('are those of the table: each endpoint of Better Auth is listed, or left out for a reason', () => {
    const settings = parseSettings({
      AUTH_DATABASE_URL: 'postgresql://127.0.0.1/none',
      BETTER_AUTH_SECRET: 'a secret that is long enough for this',
      SMTP_URL: 'smtp://127.0.0.1',
    })
    const mailer = { send: async () => undefined }
    const { api } = createAuth({ settings, mailer, eraseRows: async () => undefined, passwords: cheapPasswords })
    const real = Object.values(api).flatMap((endpoint) => {
      const { path, options } = endpoint as { path?: string; options: { method: string | string[] } }
      return path === undefined
        ? []
        : [options.method].flat().map((method) => `${method} ${path.replaceAll(/:\w+/g, '*')}`)
    })
    const offered = names.map((name) => name.replaceAll(/\{\w+\}/g, '*'))
    expect([...offered, ...Object.keys(notOffered)].sort()).toEqual([...new Set(real)].sort())
  })

  test.each(Object.keys(notOffered))('have no %s', async (name) => {
    const [method = '', path = ''] = name.replace('*', 'github').split(' ')
    const response = await web.send(path, method === 'POST' ? {} : undefined)
    expect([404, 405]).toContain(response.status)
  })

  test.each([
    '/token/',
    '//token',
    '/TOKEN',
    '/%74oken',
    '/token%00',
    '/token;x',
    '/token%2F',
    '/device%2Fcode',
    '/',
    '',
  ])('have only one spelling: %j is not an endpoint', async (path) => {
    const ada = await web.person()
    expect(await statusOf(ada.as(path))).toBe(404)
  })
})

const passkey = { id: 'AAAA', rawId: 'AAAA', type: 'public-key' }
const userCode = 'AAAA-AAAA'
const email = 'ada@example.com'

/** A body that each endpoint accepts, with all its fields. */
const samples: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'POST /sign-up/email': { name: 'Ada', email, password },
  'POST /sign-in/email': { email, password, rememberMe: true },
  'POST /sign-in/social': {
    provider: 'github',
    callbackURL: '/',
    errorCallbackURL: '/sign-in',
    newUserCallbackURL: '/',
    disableRedirect: true,
  },
  'POST /sign-out': {},
  'POST /send-verification-email': { email },
  'POST /confirm-email': { token: 'abc', newPassword: password, name: 'Ada' },
  'POST /request-password-reset': { email },
  'POST /reset-password': { newPassword: password, token: 'abc' },
  'POST /update-user': { name: 'Ada' },
  'POST /change-password': { currentPassword: password, newPassword: password, revokeOtherSessions: true },
  'POST /delete-user': { password, code: '123456' },
  'POST /revoke-session': { token: 'abc' },
  'POST /revoke-sessions': {},
  'POST /revoke-other-sessions': {},
  'POST /programs/revoke': { id: 'abc' },
  'POST /two-factor/enable': { password, method: 'totp' },
  'POST /two-factor/disable': { password },
  'POST /two-factor/verify-totp': { code: '123456', trustDevice: true },
  'POST /two-factor/verify-backup-code': { code: 'abcde-fghij', trustDevice: true },
  'POST /passkey/verify-registration': {
    response: { ...passkey, response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA', transports: ['usb'] } },
    name: 'Key',
  },
  'POST /passkey/verify-authentication': {
    response: { ...passkey, response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' } },
  },
  'POST /passkey/delete-passkey': { id: 'abc' },
  'POST /device/code': { client_id: 'Program', scope: readRight },
  'POST /device/token': {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    device_code: 'abc',
    client_id: 'Program',
  },
  'POST /device/approve': { userCode },
  'POST /device/deny': { userCode },
  'POST /device/narrow': { userCode, listId: '019ab3f0-7d2c-7c3a-8a57-0b6f3f6d8e11' },
}

const webUrl = 'https://app.example.com'
const toEndpoint = (name: Name, init: RequestInit & { duplex?: 'half' } = {}, search = '') => {
  const { method, path } = partsOf(name)
  return new Request(`${webUrl}/api/auth${path}${search}`, { method, ...init })
}
/** 0 if the request is passed on to Better Auth. */
async function refusal(name: Name, text: string, contentType = 'application/json') {
  const admitted = await admitRequest(
    toEndpoint(name, { headers: { 'content-type': contentType }, body: text }),
    webUrl,
  )
  return admitted instanceof Response ? admitted.status : 0
}

const hostile: readonly unknown[] = [
  { set: 'x' },
  { not: null },
  ['x'],
  [],
  {},
  5,
  -0.5,
  1e308,
  null,
  'a\0b',
  'a\ud800',
  'x'.repeat(40_000),
]
const foreign = ['extra', '__proto__', 'constructor', 'user_id', 'userId', 'image', 'emailVerified', 'role', 'scopes']

describe.each(posts)('%s', (name) => {
  const sample = samples[name] ?? {}

  test('accepts valid requests', async () => {
    expect(samples).toHaveProperty([name])
    expect(await refusal(name, JSON.stringify(sample))).toBe(0)
  })

  test('refuses every field that has the wrong type, is too long, or is not text', async () => {
    for (const field of Object.keys(sample)) {
      for (const value of hostile) {
        const text = JSON.stringify({ ...sample, [field]: value })
        expect.soft(await refusal(name, text), `${field}: ${JSON.stringify(value).slice(0, 40)}`).toBe(400)
      }
    }
  })

  test('refuses unknown fields', async () => {
    for (const field of foreign) {
      const text = `${JSON.stringify(sample).slice(0, -1)}${Object.keys(sample).length === 0 ? '' : ','}"${field}":"x"}`
      expect.soft(await refusal(name, text), field).toBe(400)
    }
  })

  test('refuses bodies that are not a JSON object, and other content types', async () => {
    for (const text of ['{', 'null', '[]', '"x"', '5', '{}}', '\u0000', `[${'['.repeat(30_000)}`]) {
      expect.soft(await refusal(name, text), text.slice(0, 10)).toBe(400)
    }
    for (const type of [
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/xml',
      'application/x+json',
      'x',
    ]) {
      expect.soft(await refusal(name, JSON.stringify(sample), type), type).toBe(415)
    }
    expect(await refusal(name, JSON.stringify(sample), 'Application/JSON; charset=utf-8')).toBe(0)
  })

  test('accepts 64 KiB and not a byte more, over HTTP', async () => {
    const { path } = partsOf(name)
    const post = (bytes: number) =>
      fetch(`${web.webUrl}/api/auth${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(sample).padEnd(bytes),
      })
    expect(await statusOf(post(64 * 1_024))).not.toBe(413)
    const response = await post(64 * 1_024 + 1)
    expect([response.status, (await response.json()).code]).toEqual([413, 'PAYLOAD_TOO_LARGE'])
  })

  test('does not count requests with other methods or from other sites towards any limit', async () => {
    const { path } = partsOf(name)
    const address = newAddress()
    const headers = { 'x-client-address': address }
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE']) {
      if (names.some((other) => other === `${method} ${path}`)) continue
      const response = await fetch(`${web.webUrl}/api/auth${path}`, { method, headers })
      expect.soft(response.status, method).toBe(405)
    }
    const elsewhere: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
      { 'sec-fetch-site': 'same-site', origin: web.webUrl.replace('127.0.0.1', 'localhost') },
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', origin: 'null' },
    ]
    for (const from of elsewhere) {
      const body = new Blob([JSON.stringify(sample)], { type: 'text/plain' })
      const init = { method: 'POST', headers: { ...headers, ...from }, body }
      const response = await nodeFetch(`${web.webUrl}/api/auth${path}`, init)
      expect.soft(response, JSON.stringify(from)).toBe(403)
    }
    const { rows } = await web.database.query('select key from rate_limit where key like $1', [`${address}|%`])
    expect(rows).toEqual([])
  })
})

/** The status of a request with headers that programs cannot set with `fetch`. */
async function nodeFetch(url: string, init: { method: string; headers: Record<string, string>; body?: Blob }) {
  const body = init.body === undefined ? undefined : Buffer.from(await init.body.arrayBuffer())
  return await new Promise<number>((resolve, reject) => {
    const sent = request(url, { method: init.method, headers: init.headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const gets = names.filter((name) => name.startsWith('GET'))

describe.each(gets)('%s', (name) => {
  const { path } = partsOf(name)
  const { query, fromElsewhere }: Endpoint = endpoints[name]

  test('refuses a parameter that is unknown or given twice', async () => {
    const isLoose = query?.safeParse({ extra: 'x' }).success ?? false
    for (const search of ['?extra=x', '?__proto__=x', '?user_id=x']) {
      if (!isLoose) expect.soft(await statusOf(web.send(`${path}${search}`)), search).toBe(400)
    }
    for (const search of ['?a=1&a=2', '?code=1&code=2', '?user_code=A&user_code=B', '?token=a&token=b']) {
      expect.soft(await statusOf(web.send(`${path}${search}`)), search).toBe(400)
    }
  })

  test('answers pages of other sites only if it is meant for them', async () => {
    const address = newAddress()
    const ask = (headers: Record<string, string>) =>
      nodeFetch(`${web.webUrl}/api/auth${path}`, {
        method: 'GET',
        headers: { 'x-client-address': address, 'sec-fetch-site': 'cross-site', ...headers },
      })
    const image = await ask({ 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' })
    const frame = await ask({ 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' })
    const script = await ask({ 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty', origin: 'https://evil.example' })
    expect([image === 403, frame === 403, script === 403]).toEqual(Array(3).fill(fromElsewhere !== 'anything'))
    const { rows } = await web.database.query('select key from rate_limit where key like $1', [`${address}|%`])
    expect(rows).toEqual([])
    const link = await ask({ 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' })
    expect(link === 403).toBe(fromElsewhere === undefined || fromElsewhere === 'listed')
  })
})

test('a page of another site cannot lock its visitor out of signing in', async () => {
  const { email } = await web.person()
  const headers = { 'x-client-address': newAddress() }
  const image = { ...headers, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }
  for (let n = 0; n < 20; n++)
    await nodeFetch(`${web.webUrl}/api/auth/sign-in/email`, { method: 'GET', headers: image })
  for (let n = 0; n < 20; n++) await web.send('/sign-in/email', undefined, headers)
  const body = { email, password }
  expect(await statusOf(web.send('/sign-in/email', body, { ...headers, origin: web.webUrl }))).toBe(200)
})

describe('a body that is too long', () => {
  /** Writes a raw request, and returns the first data that comes back. */
  async function raw(head: string, more?: (socket: Socket) => void): Promise<string> {
    const socket = connect(web.port, '127.0.0.1')
    socket.on('error', () => undefined)
    const lines = ['POST /api/auth/sign-in/email HTTP/1.1', 'host: x', 'content-type: application/json', head, '', '']
    socket.write(lines.join('\r\n'))
    more?.(socket)
    const answer = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))))
    socket.destroy()
    return answer.slice(0, 12)
  }

  test('is refused by its Content-Length, before it is sent', async () => {
    expect(await raw('content-length: 150000000')).toBe('HTTP/1.1 413')
  })

  test('is refused while it arrives, if it has no Content-Length', async () => {
    const chunk = `4000\r\n${' '.repeat(0x4000)}\r\n`
    expect(await raw('transfer-encoding: chunked', (socket) => socket.write(chunk.repeat(5)))).toBe('HTTP/1.1 413')
  })

  test('is read up to 64 KiB and one chunk, even if its Content-Length is wrong', async () => {
    for (const length of ['10', '0', '-1', 'x', '1e9', '']) {
      let pulled = 0
      const body = new ReadableStream({
        pull(controller) {
          pulled += 16_384
          controller.enqueue(new Uint8Array(16_384).fill(32))
        },
      })
      const headers = { 'content-type': 'application/json', 'content-length': length }
      const long = toEndpoint('POST /sign-in/email', { headers, body, duplex: 'half' })
      expect(await admitRequest(long, webUrl)).toMatchObject({ status: 413 })
      expect(pulled).toBeLessThanOrEqual(7 * 16_384)
    }
  })

  test('a body that is not UTF-8, or is compressed, is refused', async () => {
    for (const bytes of [
      [0xff, 0xfe, 0x7b],
      [0xed, 0xa0, 0x80],
      [0x1f, 0x8b, 8, 0],
      [0x22, 0xc0, 0xaf, 0x22],
    ]) {
      const init = { headers: { 'content-type': 'application/json' }, body: new Uint8Array(bytes) }
      const admitted = await admitRequest(toEndpoint('POST /sign-in/email', init), webUrl)
      expect(admitted).toMatchObject({ status: 400 })
    }
  })
})

test.each<[string, string]>([
  ['an object for Prisma', '{"name":{"set":"x"}}'],
  ['a list', '{"name":["x"]}'],
  ['a number', '{"name":5}'],
  ['null', '{"name":null}'],
  ['NUL', '{"name":"a\\u0000b"}'],
  ['half a character', '{"name":"a\\ud800"}'],
  ['an image', '{"name":"Eve","image":"https://evil.example/x.png"}'],
  ['two factors turned off', '{"name":"Eve","twoFactorEnabled":false}'],
  ['nothing', '{}'],
  ['a name that is five megabytes long', JSON.stringify({ name: 'x'.repeat(5_000_000) })],
])('a name cannot be changed to %s', async (_what, text) => {
  const ada = await web.person()
  const response = await fetch(`${web.webUrl}/api/auth/update-user`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: ada.cookie(), origin: web.webUrl },
    body: text,
  })
  expect([400, 413]).toContain(response.status)
  expect(await response.json()).toMatchObject({ code: expect.any(String), message: expect.any(String) })
  expect((await (await ada.as('/get-session')).json()).user).toMatchObject({ name: 'Ada', image: null })
})

describe('a name that is shown to others', () => {
  const blank = ['', ' ', '\u3164', '\u2800', '\u115f\u1160', '\uffa0', '\u00ad', '\u180e', '\u2062', '\ufeff']
  const hidden = [
    'a\u202eb',
    'a\u2066b',
    'a\u200bb',
    'a\u2028b',
    'a\nb',
    'a\tb',
    `e${'\u0301'.repeat(5)}`,
    ' a',
    'a  b',
  ]

  test.each([...blank, ...hidden, 'x'.repeat(65)])('cannot be %j for a program', async (name) => {
    const response = await web.send('/device/code', { client_id: name })
    expect([response.status, (await response.json()).error]).toEqual([400, 'invalid_client'])
  })

  test.each([...blank, ...hidden, 'x'.repeat(101)])('cannot be %j for a user', async (name) => {
    const ada = await web.person()
    for (const [path, body] of Object.entries({
      '/update-user': { name },
      '/sign-up/email': { name, email: 'eve@example.com', password },
    })) {
      const response = await ada.as(path, body)
      expect([response.status, (await response.json()).code]).toEqual([400, 'INVALID_NAME'])
    }
    expect(await statusOf(ada.as(`/passkey/generate-register-options?${new URLSearchParams({ name })}`))).toBe(400)
  })

  test.each(['Ada’s laptop ✨', 'Nguyễn Thị Ánh', 'محمد', '👩‍👩‍👧 family', 'x'.repeat(64)])(
    'can be %j',
    async (name) => {
      const ada = await web.person()
      expect(await statusOf(ada.as('/update-user', { name }))).toBe(200)
      expect(await statusOf(web.send('/device/code', { client_id: name }))).toBe(200)
    },
  )
})

describe('a program that asks for a code', () => {
  const asked = async () => (await web.database.query('select from device_code')).rowCount

  test.each<Record<string, string>>([
    { client_id: 'x', user_id: 'somebody' },
    { client_id: 'x', user_id: 'x'.repeat(30_000) },
    { client_id: 'x', user_id: '' },
    { client_id: 'x', userId: 'somebody' },
    { client_id: 'x', status: 'approved' },
    { client_id: 'x', scope: `${readRight} ${readRight}` },
    { client_id: 'x', scope: `${readRight} `.repeat(20).trim() },
    { client_id: 'x', scope: `${readRight} ${writeRight} ${readRight}` },
  ])('cannot bind it to a user or anything else: %o', async (body) => {
    const before = await asked()
    expect(await statusOf(web.send('/device/code', body))).toBe(400)
    expect(await asked()).toBe(before)
  })

  test('may send a form, as in RFC 8628, in which no field is repeated', async () => {
    const post = (path: string, form: string) =>
      fetch(`${web.webUrl}/api/auth/device/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: form,
      })
    const { device_code } = await (
      await post('code', new URLSearchParams({ client_id: 'Form', scope: readRight }).toString())
    ).json()
    const grant = new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code,
      client_id: 'Form',
    })
    expect(await (await post('token', String(grant))).json()).toMatchObject({ error: 'authorization_pending' })
    for (const form of ['client_id=a&client_id=b', 'client_id=a&user_id=b', 'client_id=%00', 'client_id=%E3%85%A4']) {
      expect(await statusOf(post('code', form))).toBe(400)
    }
  })
})

test('a session stores the first 512 characters of the User-Agent', async () => {
  const ada = await web.person()
  const headers = { 'user-agent': 'x'.repeat(9_000), origin: web.webUrl }
  expect(await statusOf(web.send('/sign-in/email', { email: ada.email, password }, headers))).toBe(200)
  const { rows } = await web.database.query('select max(length(user_agent)) as longest from session')
  expect(rows).toEqual([{ longest: 512 }])
})

test('a passkey that cannot be parsed is refused, never a 500', async () => {
  const ada = await web.person()
  for (const attestationObject of ['AAAA', '', 'o2NmbXQ', 'oGNmbXRkbm9uZQ', '____']) {
    expect(await statusOf(ada.as('/passkey/generate-register-options'))).toBe(200)
    const response = { ...passkey, response: { clientDataJSON: 'e30', attestationObject } }
    expect.soft(await statusOf(ada.as('/passkey/verify-registration', { response })), attestationObject).toBe(400)
  }
})
