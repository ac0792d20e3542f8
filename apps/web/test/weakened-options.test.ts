import './as-production'
import type pg from 'pg'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Auth } from '../src/auth/create-auth'
import {
  type App,
  alone,
  attempt,
  client,
  cookieOf,
  type Guard,
  newestAddress,
  newPerson,
  type Options,
  openGuarded,
  password,
  signUp,
  testGuards,
  withPasswords,
} from './guards'

let auth: Auth
let database: pg.Client
beforeAll(async () => {
  ;({ auth, database } = await openGuarded())
})
afterAll(() => database.end())

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
      const { rows } = await database.query('select count from rate_limit where key like $1', [`${newestAddress()}%`])
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

testGuards(guards, () => auth)
