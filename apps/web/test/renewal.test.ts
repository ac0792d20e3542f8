import { randomUUID } from 'node:crypto'
import { readRight } from '@ownlist/scopes'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAuth } from '../src/auth/create-auth'
import { parseSettings } from '../src/env'
import { createAuthDatabase } from './auth-database'
import { cheapPasswords } from './cheap-passwords'

const webUrl = 'https://app.example.com'
const week = 7 * 24 * 60 * 60
const day = 24 * 60 * 60 * 1_000

let database: pg.Client
let app: ReturnType<typeof createAuth>
beforeAll(async () => {
  const authDatabaseUrl = await createAuthDatabase()
  database = new pg.Client({ connectionString: authDatabaseUrl })
  await database.connect()
  const settings = parseSettings({
    AUTH_DATABASE_URL: authDatabaseUrl,
    BETTER_AUTH_SECRET: 'a secret that is long enough for this',
    WEB_URL: webUrl,
  })
  app = createAuth({ settings, mailer: null, eraseRows: async () => undefined, passwords: cheapPasswords })
})
afterAll(() => database.end())

let addresses = 0
/** A browser that signed in some days ago, and its session in the database. */
async function signedInDaysAgo(days: number) {
  const address = `198.51.100.${++addresses}`
  const ask = (path: string, headers: Record<string, string>, body?: object) =>
    app.handler(
      new Request(`${webUrl}/api/auth${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { 'x-client-address': address, origin: webUrl, 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
  const email = `${randomUUID()}@example.com`
  const signUp = await ask('/sign-up/email', {}, { name: 'Ada', email, password: 'correct horse battery staple' })
  const cookie = signUp.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
  const { user } = (await signUp.json()) as { user: { id: string } }
  const expiresAt = async (): Promise<Date> =>
    (await database.query('select expires_at from session where user_id = $1', [user.id])).rows[0].expires_at
  const left = async () => (await expiresAt()).getTime() - Date.now()
  const age = (by: number) =>
    database.query('update session set expires_at = expires_at - make_interval(days => $2) where user_id = $1', [
      user.id,
      by,
    ])
  await age(days)
  return { ask, headers: new Headers({ cookie }), get: (path: string) => ask(path, { cookie }), left, age }
}

const sessionCookie = (response: Response) =>
  response.headers.getSetCookie().find((line) => line.includes('session_token='))

describe('a session is not renewed by a request that cannot set the browser’s cookie:', () => {
  test.each<[string, (headers: Headers) => Promise<unknown>]>([
    ['who is signed in', (headers) => app.api.getSession({ headers })],
    ['a token to load a page with', (headers) => app.api.getToken({ headers })],
    ['the sessions on the account page', (headers) => app.api.listSessions({ headers })],
    ['its accounts', (headers) => app.api.listUserAccounts({ headers })],
    ['its passkeys', (headers) => app.api.listPasskeys({ headers })],
    ['its programs', (headers) => app.api.listPrograms({ headers })],
  ])('%s', async (_what, call) => {
    const { headers, left } = await signedInDaysAgo(3)
    await call(headers)
    expect(await left()).toBeLessThan(4.1 * day)
  })

  test('a code that a page looks up', async () => {
    const { ask, get, left } = await signedInDaysAgo(3)
    const start = await ask('/device/code', {}, { client_id: 'A program', scope: readRight })
    const { user_code } = (await start.json()) as { user_code: string }
    expect((await get(`/device?user_code=${user_code}`)).status).toBe(200)
    expect(await left()).toBeLessThan(4.1 * day)
  })
})

test.each(['/token', '/get-session', '/list-sessions'])(
  'a browser’s own request of %s renews the session, and sets a cookie that lives as long',
  async (path) => {
    const { headers, get, left } = await signedInDaysAgo(2)
    // As every day begins: a page, and then its requests.
    await app.api.getSession({ headers })
    await app.api.getToken({ headers })
    const response = await get(path)
    expect(response.status).toBe(200)
    expect(sessionCookie(response)).toContain(`Max-Age=${week}`)
    expect(await left()).toBeGreaterThan(6.9 * day)
  },
)

test('a user who comes every day is still signed in after a month, and one who stays away for a week is not', async () => {
  const { headers, get, age } = await signedInDaysAgo(0)
  let cookieDaysLeft = 7
  for (let n = 0; n < 30; n++) {
    await age(1)
    cookieDaysLeft--
    expect(cookieDaysLeft).toBeGreaterThan(0)
    expect(await app.api.getSession({ headers })).not.toBeNull()
    await app.api.getToken({ headers })
    if (sessionCookie(await get('/token'))) cookieDaysLeft = 7
  }
  await age(8)
  expect(await app.api.getSession({ headers })).toBeNull()
})
