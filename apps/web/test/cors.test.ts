import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { answer } from '../src/auth/answer'
import { createAuth } from '../src/auth/create-auth'
import { parseSettings } from '../src/env'
import { createAuthDatabase } from './auth-database'

// Better Auth does not check origins if it detects a test.
vi.hoisted(() => {
  vi.stubEnv('NODE_ENV', 'production')
  vi.stubEnv('TEST', '')
})

const webUrl = 'https://app.example.com'
const password = 'correct horse battery staple'
const listed = [
  'https://admin.example.com',
  'http://localhost:5173',
  'tauri://localhost',
  'capacitor://localhost',
  'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
]
const unlisted = [
  'https://admin.example.com.evil.example',
  'https://sub.admin.example.com',
  'http://admin.example.com',
  'https://admin.example.com:8443',
  'https://ADMIN.example.com',
  'tauri://localhost.evil.example',
  'tauri://evil.example',
  'chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba',
  'https://evil.example',
  'null',
]

type App = ReturnType<typeof createAuth>
let open: (env?: Record<string, string>) => App
let app: App
let plain: App
let cookie: string
beforeAll(async () => {
  const databaseUrl = await createAuthDatabase()
  open = (env = {}) =>
    createAuth({
      settings: parseSettings({
        AUTH_DATABASE_URL: databaseUrl,
        BETTER_AUTH_SECRET: 'x'.repeat(32),
        WEB_URL: webUrl,
        ...env,
      }),
      mailer: null,
      eraseRows: async () => undefined,
    })
  app = open({ WEB_CORS_ORIGINS: listed.join(',') })
  plain = open()
  const signedUp = await signUp(app)
  cookie = signedUp.map((line) => line.split(';', 1)[0]).join('; ')
})

/** @returns the `Set-Cookie` lines of a new user */
async function signUp(app: App): Promise<string[]> {
  const email = `${randomUUID()}@example.com`
  const response = await send(app, webUrl, 'POST', '/sign-up/email', { name: 'Ada', email, password })
  expect(response.status).toBe(200)
  return response.headers.getSetCookie()
}

let addresses = 0
/** As a browser sends it for a page of this origin, with the cookies. */
async function send(app: App, origin: string, method: string, path: string, body?: object): Promise<Response> {
  const headers = {
    origin,
    'x-client-address': `198.51.100.${++addresses}`,
    'sec-fetch-mode': 'cors',
    'sec-fetch-site': origin === webUrl ? 'same-origin' : 'cross-site',
    ...(cookie ? { cookie } : {}),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  }
  const init = body === undefined ? {} : { body: JSON.stringify(body) }
  return await answer(app, new Request(`${webUrl}/api/auth${path}`, { method, headers, ...init }))
}

const corsHeaders = ({ headers }: Response) =>
  [...headers].filter(([name]) => name.startsWith('access-control-')).map(([name]) => name)

describe.each(listed)('a page of the listed origin %s', (origin) => {
  test('obtains tokens with the cookie of the signed-in user', async () => {
    const response = await send(app, origin, 'GET', '/token')
    expect(response.status).toBe(200)
    expect(response.headers.get('access-control-allow-origin')).toBe(origin)
    expect(response.headers.get('access-control-allow-credentials')).toBe('true')
    expect(response.headers.get('access-control-expose-headers')).toContain('date')
    expect(response.headers.get('vary')).toContain('origin')
  })

  test('may sign in with a device code', async () => {
    const asked = await send(app, origin, 'POST', '/device/code', { client_id: 'test' })
    expect(asked.status).toBe(200)
    const { device_code } = await asked.json()
    const grant_type = 'urn:ietf:params:oauth:grant-type:device_code'
    const pending = await send(app, origin, 'POST', '/device/token', { grant_type, device_code, client_id: 'test' })
    expect([pending.status, (await pending.json()).error]).toEqual([400, 'authorization_pending'])
    expect(pending.headers.get('access-control-allow-origin')).toBe(origin)
  })

  test('gets a response to its preflight', async () => {
    const { status, headers } = await send(app, origin, 'OPTIONS', '/token')
    expect(status).toBe(204)
    expect(headers.get('access-control-allow-origin')).toBe(origin)
    expect(headers.get('access-control-allow-methods')).toBe('GET, POST')
    expect(headers.get('access-control-allow-headers')).toBe('authorization, content-type')
    expect(headers.get('access-control-max-age')).toBe('600')
  })

  test('can read why it is refused, but cannot change the account', async () => {
    const response = await send(app, origin, 'POST', '/update-user', { name: 'Mallory' })
    expect(response.status).toBe(403)
    expect(response.headers.get('access-control-allow-origin')).toBe(origin)
  })
})

test.each(unlisted)('a page of %s gets no token, and its preflights fail', async (origin) => {
  const response = await send(app, origin, 'GET', '/token')
  expect(response.status).toBe(403)
  expect(corsHeaders(response)).toEqual([])
  expect(response.headers.get('vary')).toContain('origin')
  expect(corsHeaders(await send(app, origin, 'OPTIONS', '/token'))).toEqual([])
})

test('a listed page can sign the user out', async () => {
  const lines = await signUp(app)
  const mine = lines.map((line) => line.split(';', 1)[0]).join('; ')
  const headers = { origin: 'tauri://localhost', cookie: mine, 'sec-fetch-site': 'cross-site' }
  const request = () => new Request(`${webUrl}/api/auth/sign-out`, { method: 'POST', headers })
  expect((await answer(app, request())).status).toBe(200)
})

describe('by default', () => {
  test.each(listed)('a page of %s gets no access', async (origin) => {
    expect((await send(plain, origin, 'GET', '/token')).status).toBe(403)
    for (const method of ['GET', 'OPTIONS']) {
      const response = await send(plain, origin, method, '/token')
      expect(corsHeaders(response)).toEqual([])
      expect(response.headers.get('vary')).toBeNull()
    }
  })

  test('cookies have no Domain, and SameSite=Lax', async () => {
    for (const line of await signUp(plain)) {
      expect(line).not.toMatch(/domain=/i)
      expect(line).toMatch(/SameSite=Lax/i)
    }
  })
})

test('with COOKIE_DOMAIN the session cookie is for every subdomain, and still SameSite=Lax', async () => {
  const [session] = (await signUp(open({ COOKIE_DOMAIN: 'example.com' }))).filter((line) =>
    line.includes('session_token'),
  )
  expect(session).toMatch(/Domain=example\.com/i)
  expect(session).toMatch(/SameSite=Lax/i)
  expect(session).toMatch(/HttpOnly/i)
})
