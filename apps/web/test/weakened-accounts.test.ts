import './as-production'
import { APIError } from 'better-auth/api'
import type pg from 'pg'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Auth } from '../src/auth/create-auth'
import type { Mail } from '../src/mail/mailer'
import {
  type App,
  client,
  cookieOf,
  type Guard,
  newPerson,
  openGuarded,
  password,
  signUp,
  testGuards,
  withPasswords,
} from './guards'

// With a mail server, so that addresses have to be confirmed, and with an API that cannot erase anything.

const mails: Mail[] = []
let auth: Auth
let database: pg.Client
beforeAll(async () => {
  ;({ auth, database } = await openGuarded({
    mailer: { send: async (mail) => void mails.push(mail) },
    eraseRows: () => Promise.reject(new APIError('SERVICE_UNAVAILABLE')),
  }))
})
afterAll(() => database.end())

/** A signed-in user whose address is confirmed. */
async function confirmed(app: App) {
  const { email } = await signUp(app)
  await database.query('update "user" set email_verified = true where email = $1', [email])
  const response = await client(app)('/sign-in/email', { email, password })
  expect(response.status).toBe(200)
  return { email, cookie: cookieOf(response) }
}

async function resetPassword(app: App, email: string): Promise<void> {
  await client(app)('/request-password-reset', { email })
  const find = () => mails.findLast(({ to, subject }) => to === email && subject === 'Choose a new password')
  await expect.poll(find).toBeDefined()
  const token = /[?&]token=([\w-]+)/.exec(find()?.text ?? '')?.[1]
  const response = await client(app)('/reset-password', { newPassword: 'another long password', token })
  expect(response.status).toBe(200)
}

const guards: Readonly<Record<string, Guard>> = {
  'nobody is signed in before they have confirmed their address': {
    promise: async (app) => {
      const { email, cookie } = await signUp(app)
      expect(cookie).toBe('')
      expect((await client(app)('/sign-in/email', { email, password })).status).toBe(401)
    },
    weaker: {
      'no plugin that asks for it': (options) => ({
        ...options,
        plugins: options.plugins.filter(({ id }) => id !== 'email-confirmation') as never,
      }),
    },
  },
  'signing up reveals to nobody which addresses have an account': {
    promise: async (app) => {
      const { email } = await confirmed(auth)
      const answerFor = async (address: string) => {
        const response = await client(app)('/sign-up/email', { ...newPerson(), email: address })
        return [response.status, Object.keys(await response.json()).sort()]
      }
      expect(await answerFor(email)).toEqual(await answerFor(newPerson().email))
    },
    weaker: { 'autoSignIn: true': withPasswords({ autoSignIn: true }) },
  },
  'a new password ends every session of somebody who had forgotten the old one': {
    promise: async (app) => {
      const { email, cookie } = await confirmed(app)
      await resetPassword(app, email)
      expect(await (await client(app)('/get-session', undefined, { cookie })).json()).toBeNull()
    },
    weaker: { 'revokeSessionsOnPasswordReset: false': withPasswords({ revokeSessionsOnPasswordReset: false }) },
  },
  'an account stays as long as its data at the API cannot be erased': {
    promise: async (app) => {
      const { email, cookie } = await confirmed(app)
      await client(app)('/delete-user', { password }, { cookie }).catch(() => undefined)
      expect((await database.query('select from "user" where email = $1', [email])).rowCount).toBe(1)
    },
    weaker: {
      'no beforeDelete': (options) => ({ ...options, user: { deleteUser: { enabled: true } } as never }),
    },
  },
}

testGuards(guards, () => auth)
