import './as-production'
import { randomUUID } from 'node:crypto'
import { betterAuth } from 'better-auth'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answer } from '../src/auth/answer'
import { type Auth, createAuth } from '../src/auth/create-auth'
import { parseSettings } from '../src/env'
import { createAuthDatabase } from './auth-database'

// The options of Better Auth that protect people, each with a weaker value beside the promise that must notice it.

const webUrl = 'https://app.example.com'
const password = 'correct horse battery staple'

type Options = Auth['options']
type App = Pick<Auth, 'handler' | 'options'>

let auth: Auth
let database: pg.Client
beforeAll(async () => {
  const databaseUrl = await createAuthDatabase()
  database = new pg.Client({ connectionString: databaseUrl })
  await database.connect()
  const settings = parseSettings({
    AUTH_DATABASE_URL: databaseUrl,
    BETTER_AUTH_SECRET: 'a secret that is long enough for this',
    WEB_URL: webUrl,
  })
  auth = createAuth({ settings, mailer: null, eraseRows: async () => undefined })
})
afterAll(() => database.end())

/** The app with other options. */
const weakened = (change: (options: Options) => Options): App => betterAuth(change(auth.options))

let addresses = 0
/** Better Auth without the checks that this app makes before it: each layer has to hold without the other. */
const alone = (app: App, request: Request) => app.handler(request)

/** A client with an address of its own. */
function client(app: App, answerer: (app: App, request: Request) => Promise<Response> = answer) {
  const address = `203.0.113.${++addresses}`
  return (path: string, body?: object, headers: Record<string, string> = {}) =>
    answerer(
      app,
      new Request(`${webUrl}/api/auth${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { 'content-type': 'application/json', origin: webUrl, 'x-client-address': address, ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
}

const attempt = () => ({ email: `${randomUUID()}@example.com`, password })
const newPerson = () => ({ name: 'Ada', ...attempt() })
const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')

async function signUp(app: App) {
  const person = newPerson()
  const response = await client(app)('/sign-up/email', person)
  expect(response.status).toBe(200)
  return { ...person, response, cookie: cookieOf(response) }
}

/** A promise that the app keeps, and options with which it does not. */
interface Guard {
  readonly promise: (app: App) => Promise<void>
  readonly weaker: Readonly<Record<string, (options: Options) => Options>>
}

const cookiesSay = (attribute: RegExp) => async (app: App) => {
  const { response } = await signUp(app)
  const cookies = response.headers.getSetCookie()
  expect(cookies).not.toEqual([])
  for (const cookie of cookies) expect(cookie).toMatch(attribute)
}

const withAdvanced = (advanced: object) => (options: Options) => ({
  ...options,
  advanced: { ...options.advanced, ...advanced },
})
const withPasswords = (rules: object) => (options: Options) => ({
  ...options,
  emailAndPassword: { ...options.emailAndPassword, ...rules },
})

/** Signs in four times, with a password that is wrong. */
async function statusesOf(send: ReturnType<typeof client>): Promise<number[]> {
  const statuses: number[] = []
  for (let n = 0; n < 4; n++) statuses.push((await send('/sign-in/email', attempt())).status)
  return statuses
}

const refusesPassword = (wrong: string) => async (app: App) => {
  expect((await client(app, alone)('/sign-up/email', { ...newPerson(), password: wrong })).status).toBe(400)
}

const guards: Readonly<Record<string, Guard>> = {
  'cookies are sent over https only': {
    promise: cookiesSay(/; Secure/i),
    weaker: { 'useSecureCookies: false': withAdvanced({ useSecureCookies: false }) },
  },
  'no script reads the cookies': {
    promise: cookiesSay(/; HttpOnly/i),
    weaker: { 'httpOnly: false': withAdvanced({ defaultCookieAttributes: { httpOnly: false } }) },
  },
  'other sites do not send the cookies': {
    promise: cookiesSay(/; SameSite=(Lax|Strict)/i),
    weaker: { "sameSite: 'none'": withAdvanced({ defaultCookieAttributes: { sameSite: 'none' } }) },
  },
  'a page of another origin changes nothing with the cookies': {
    promise: async (app) => {
      const { cookie } = await signUp(app)
      const response = await client(app, alone)('/sign-out', {}, { cookie, origin: 'https://evil.example' })
      expect(response.status).toBe(403)
    },
    weaker: {
      'disableCSRFCheck: true': withAdvanced({ disableCSRFCheck: true }),
    },
  },
  'a password has 12 characters at least': {
    promise: refusesPassword('x'.repeat(11)),
    weaker: { 'minPasswordLength: 8': withPasswords({ minPasswordLength: 8 }) },
  },
  'a password has 128 characters at most': {
    promise: refusesPassword('x'.repeat(129)),
    weaker: { 'maxPasswordLength: 2,000,000': withPasswords({ maxPasswordLength: 2_000_000 }) },
  },
  'sign-ins from one address are limited': {
    promise: async (app) => {
      expect(await statusesOf(client(app))).toEqual([401, 401, 401, 429])
    },
    weaker: {
      'enabled: false': (options) => ({ ...options, rateLimit: { ...options.rateLimit, enabled: false as never } }),
    },
  },
  'sign-ins from another address are counted apart': {
    promise: async (app) => {
      await statusesOf(client(app))
      expect(await statusesOf(client(app))).toEqual([401, 401, 401, 429])
    },
    weaker: {
      'ipAddressHeaders: another header': withAdvanced({ ipAddress: { ipAddressHeaders: ['x-another'] } }),
    },
  },
  'sign-ins are counted in the database, for every instance': {
    promise: async (app) => {
      await statusesOf(client(app))
      const { rows } = await database.query('select count from rate_limit where key like $1', [
        `203.0.113.${addresses}%`,
      ])
      expect(rows).toEqual([{ count: 3 }])
    },
    weaker: {
      "storage: 'memory'": (options) => ({
        ...options,
        rateLimit: { ...options.rateLimit, storage: 'memory' as never },
      }),
    },
  },
  'a changed password ends the other sessions': {
    promise: async (app) => {
      const { email, cookie } = await signUp(app)
      const other = cookieOf(await client(app)('/sign-in/email', { email, password }))
      const change = { currentPassword: password, newPassword: 'another long password' }
      expect((await client(app)('/change-password', change, { cookie })).status).toBe(200)
      expect(await (await client(app)('/get-session', undefined, { cookie: other })).json()).toBeNull()
    },
    weaker: {
      'no hook': (options) => ({ ...options, hooks: {} as never }),
      'cookieCache: enabled': (options) => ({ ...options, session: { cookieCache: { enabled: true } } }) as Options,
    },
  },
}

describe.each(Object.entries(guards))('%s', (_name, { promise, weaker }) => {
  test('as the app is set up', () => promise(auth))

  test.each(Object.entries(weaker))('and not with %s', async (_option, change) => {
    await expect(promise(weakened(change))).rejects.toThrow()
  })
})
