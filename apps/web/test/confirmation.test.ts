import './as-production'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { confirmEmailBody } from '../src/auth/email-confirmation'
import {
  type AuthSystem,
  confirmedPerson,
  confirmSubject,
  existingSubject,
  newEmail,
  otherPassword,
  password,
  resetSubject,
  startAuth,
  type TestApp,
} from './auth-system'

let system: AuthSystem
let app: TestApp
beforeAll(async () => {
  system = await startAuth()
  app = await system.open()
})
afterAll(() => system.stop())

const signUp = async (email: string, chosen = password, name = 'Ada') => {
  const person = system.browser(app)
  expect(await person.codeOf('/sign-up/email', { name, email, password: chosen })).toBe('ok')
  return person
}
const rowsOf = async (email: string, table: 'session' | 'passkey' | 'two_factor' | 'device_code' | 'account') =>
  (
    await system.database.query(`select from ${table} where user_id = (select id from "user" where email = $1)`, [
      email,
    ])
  ).rowCount
const isConfirmed = async (email: string) =>
  (await system.database.query('select email_verified from "user" where email = $1', [email])).rows[0]?.email_verified

describe('the link that confirms an address', () => {
  test('signs nobody in: that requires the password, on the sign-in page', async () => {
    const email = newEmail()
    const person = await signUp(email)
    expect(await person.codeOf('/sign-in/email', { email, password })).toBe('401 INVALID_EMAIL_OR_PASSWORD')
    const token = await system.tokenMailedTo(email, confirmSubject, 2)
    expect(await person.codeOf('/confirm-email', { token, password })).toBe('ok')
    expect(person.cookies.size).toBe(0)
    expect(await person.isSignedIn()).toBe(false)
    expect(await person.codeOf('/sign-in/email', { email, password })).toBe('ok')
    expect(await person.isSignedIn()).toBe(true)
  })

  test.each([
    ['the link of Better Auth', (token: string) => `/verify-email?token=${token}`],
    ['that with a way on', (token: string) => `/verify-email?token=${token}&callbackURL=/`],
    ['the endpoint by GET', (token: string) => `/confirm-email?token=${token}`],
    ['the endpoint by GET, with the password', (token: string) => `/confirm-email?token=${token}&password=${password}`],
    ['another spelling', (token: string) => `/verify-email/?token=${token}`],
  ])('changes nothing when it is only opened: %s', async (_what, path) => {
    const email = newEmail()
    const person = await signUp(email)
    const token = await system.tokenMailedTo(email, confirmSubject)
    for (const candidate of [token, await jwtOf(email)]) {
      const response = await person.send(path(candidate))
      expect([404, 405]).toContain(response.status)
      expect(response.headers.getSetCookie()).toEqual([])
    }
    expect(await isConfirmed(email)).toBe(false)
  })

  test('with a wrong password confirms nothing, and still works with the right one', async () => {
    const email = newEmail()
    const person = await signUp(email)
    const token = await system.tokenMailedTo(email, confirmSubject)
    for (const wrong of [otherPassword, `${password} `, 'x', password.toUpperCase()]) {
      expect(await person.codeOf('/confirm-email', { token, password: wrong })).toBe('400 WRONG_SIGN_UP_PASSWORD')
    }
    expect(await isConfirmed(email)).toBe(false)
    expect(await person.codeOf('/confirm-email', { token, password })).toBe('ok')
  })

  test('works once, for an hour, and invalidates every other link of the account', async () => {
    const email = newEmail()
    await signUp(email)
    const first = await system.tokenMailedTo(email, confirmSubject)
    const person = await signUp(email)
    const second = await system.tokenMailedTo(email, confirmSubject, 2)
    const third = await signUp(email).then(() => system.tokenMailedTo(email, confirmSubject, 3))
    await system.database.query(`update verification set expires_at = now() where id = (
      select id from verification where identifier like 'confirm-email:%' order by created_at desc limit 1)`)
    expect(await person.codeOf('/confirm-email', { token: third, password })).toBe('400 INVALID_TOKEN')
    expect(await person.codeOf('/confirm-email', { token: second, password })).toBe('ok')
    const name = 'Mallory'
    for (const token of [first, second, third, 'x', '']) {
      expect(await system.browser(app).codeOf('/confirm-email', { token, password })).toBe('400 INVALID_TOKEN')
      expect(await system.browser(app).codeOf('/confirm-email', { token, newPassword: otherPassword, name })).toMatch(
        /^4/,
      )
    }
    expect(await person.codeOf('/sign-in/email', { email, password })).toBe('ok')
  })

  test('works for only one of two simultaneous requests', async () => {
    const email = newEmail()
    await signUp(email)
    const token = await system.tokenMailedTo(email, confirmSubject)
    const bodies = [
      { token, password },
      { token, newPassword: otherPassword, name: 'One' },
      { token, newPassword: `${otherPassword} 2`, name: 'Two' },
    ]
    const codes = await Promise.all(bodies.map((body) => system.browser(app).codeOf('/confirm-email', body)))
    expect(codes.toSorted()).toEqual(['400 INVALID_TOKEN', '400 INVALID_TOKEN', 'ok'])
  })

  test('also requires the second factor if there is one, with no way around it', async () => {
    const email = newEmail()
    const person = await confirmedPerson(system, app, email)
    await system.database.query('update "user" set two_factor_enabled = true where email = $1', [email])
    await system.database.query('update "user" set email_verified = false where email = $1', [email])
    const stranger = system.browser(app)
    expect(await stranger.codeOf('/send-verification-email', { email })).toBe('ok')
    const token = await system.tokenMailedTo(email, confirmSubject, 2)
    expect(await stranger.codeOf('/confirm-email', { token, password })).toBe('ok')
    expect(await stranger.isSignedIn()).toBe(false)
    const answer = await stranger.send('/sign-in/email', { email, password })
    expect(await answer.json()).toMatchObject({ twoFactorRedirect: true })
    expect(await stranger.isSignedIn()).toBe(false)
    expect(await person.isSignedIn()).toBe(true)
  })

  test('never replaces another user’s session', async () => {
    const bob = await confirmedPerson(system, app)
    const email = newEmail()
    await signUp(email, otherPassword, 'Mallory')
    const token = await system.tokenMailedTo(email, confirmSubject)
    const before = new Map(bob.cookies)
    for (const body of [
      { token, password: otherPassword },
      { token, newPassword: otherPassword, name: 'Bob' },
    ]) {
      expect(await bob.codeOf('/confirm-email', body)).toBe('403 SIGNED_IN_AS_ANOTHER')
    }
    await bob.send(`/verify-email?token=${await jwtOf(email)}&callbackURL=/`)
    expect(bob.cookies).toEqual(before)
    expect((await (await bob.send('/get-session')).json()).user.email).toBe(bob.email)
    expect(await isConfirmed(email)).toBe(false)
  })
})

describe('an address that somebody else signed up with first', () => {
  const strangersPassword = 'the password of a stranger'

  test('is confirmed without keeping anything of theirs: password, sessions, passkeys, factor, programs, name', async () => {
    const email = newEmail()
    // Before mail was configured: the stranger is signed in, and leaves everything that could give access later.
    const withoutMail = await system.open({ mail: false })
    const stranger = system.browser(withoutMail)
    await stranger.codeOf('/sign-up/email', { name: 'https://evil.example', email, password: strangersPassword })
    const { user } = await (await stranger.send('/get-session')).json()
    const insert = async (sql: string) => await system.database.query(sql, [user.id])
    await insert(`insert into passkey (id, user_id, public_key, credential_id, counter, device_type, backed_up)
      values (gen_random_uuid(), $1, 'x', 'x', 0, 'x', false)`)
    await insert(`insert into two_factor (id, user_id, secret, backup_codes) values (gen_random_uuid(), $1, 'x', 'x')`)
    await insert(`insert into device_code (id, user_id, device_code, user_code, status, expires_at)
      values (gen_random_uuid(), $1, gen_random_uuid(), gen_random_uuid(), 'approved', now() + interval '9 minutes')`)
    await insert(`insert into account (id, user_id, account_id, provider_id, updated_at)
      values (gen_random_uuid(), $1, '4711', 'github', now())`)
    await insert(`insert into verification (id, value, identifier, expires_at)
      values (gen_random_uuid(), $1, 'reset-password:x', now() + interval '1 hour')`)
    await insert(`insert into verification (id, value, identifier, expires_at)
      values (gen_random_uuid(), $1, 'trust-device-x', now() + interval '30 days')`)
    await insert(`update "user" set two_factor_enabled = true, image = 'https://evil.example/x.png' where id = $1`)

    const owner = await signUp(email)
    const token = await system.tokenMailedTo(email, confirmSubject)
    expect(await owner.codeOf('/confirm-email', { token, password })).toBe('400 WRONG_SIGN_UP_PASSWORD')
    const body = { token, newPassword: otherPassword, name: 'The owner' }
    expect(await owner.codeOf('/confirm-email', body)).toBe('ok')
    expect(await stranger.isSignedIn()).toBe(false)
    for (const table of ['session', 'passkey', 'two_factor', 'device_code'] as const) {
      expect.soft(await rowsOf(email, table), table).toBe(0)
    }
    expect(await rowsOf(email, 'account')).toBe(1)
    const links = await system.database.query('select from verification where value = $1', [user.id])
    expect(links.rowCount).toBe(0)
    expect(await stranger.codeOf('/sign-in/email', { email, password: strangersPassword })).toMatch(/^401/)
    expect(await owner.codeOf('/sign-in/email', { email, password: otherPassword })).toBe('ok')
    const session = await (await owner.send('/get-session')).json()
    expect(session.user).toMatchObject({ name: 'The owner', image: null, emailVerified: true, twoFactorEnabled: false })
  })

  test('gets another link with a second sign-up, which neither proves nor replaces the first password', async () => {
    const email = newEmail()
    await signUp(email, strangersPassword)
    await system.tokenMailedTo(email, confirmSubject)
    const owner = await signUp(email, password)
    await system.tokenMailedTo(email, confirmSubject, 2)
    for (const chosen of [strangersPassword, password]) {
      expect(await system.browser(app).codeOf('/sign-in/email', { email, password: chosen })).toMatch(/^401/)
    }
    // The stranger's attempt to sign in also caused a mail with a link.
    const token = await system.tokenMailedTo(email, confirmSubject, 3)
    expect(await owner.codeOf('/confirm-email', { token, password })).toBe('400 WRONG_SIGN_UP_PASSWORD')
    const body = { token, newPassword: password, name: 'Ada' }
    expect(await owner.codeOf('/confirm-email', body)).toBe('ok')
    expect(await owner.codeOf('/sign-in/email', { email, password: strangersPassword })).toMatch(/^401/)
    expect(await owner.codeOf('/sign-in/email', { email, password })).toBe('ok')
  })

  test('can also be claimed with “forgot password”, since its link is the same', async () => {
    const email = newEmail()
    const stranger = await signUp(email, strangersPassword)
    await system.tokenMailedTo(email, confirmSubject)
    await stranger.send('/request-password-reset', { email })
    const token = await system.tokenMailedTo(email, confirmSubject, 2)
    expect(system.mailsTo(email, resetSubject)).toEqual([])
    const body = { token, newPassword: password, name: 'Ada' }
    expect(await system.browser(app).codeOf('/confirm-email', body)).toBe('ok')
    expect(await stranger.codeOf('/sign-in/email', { email, password: strangersPassword })).toMatch(/^401/)
  })

  test('needs a password and a name that can be shown', async () => {
    const email = newEmail()
    await signUp(email, strangersPassword)
    const token = await system.tokenMailedTo(email, confirmSubject)
    const owner = system.browser(app)
    for (const body of [
      { token, newPassword: 'short', name: 'Ada' },
      { token, newPassword: 'x'.repeat(129), name: 'Ada' },
      { token, newPassword: password, name: '' },
      { token, newPassword: password, name: 'two\nlines' },
      { token, newPassword: password, name: 'x'.repeat(101) },
      { token, newPassword: password },
      { token, newPassword: password, password, name: 'Ada' },
      { token, newPassword: { set: password }, name: 'Ada' },
      { token: { contains: '' }, password },
      { token, password: null },
    ]) {
      expect((await system.browser(app).send('/confirm-email', body)).status, JSON.stringify(body)).toBe(400)
      // The schema refuses all except the one that is only too short.
      expect(confirmEmailBody.safeParse(body).success, JSON.stringify(body)).toBe(body.newPassword === 'short')
    }
    expect(await owner.codeOf('/confirm-email', { token, newPassword: password, name: 'Ada' })).toBe('ok')
  })
})

describe('an account whose address is not confirmed', () => {
  test('gets no session, however it signs in', async () => {
    const email = newEmail()
    await signUp(email)
    const { rows } = await system.database.query('select id from "user" where email = $1', [email])
    const { internalAdapter } = await app.auth.$context
    await expect(internalAdapter.createSession(rows[0].id)).rejects.toMatchObject({
      body: { code: 'EMAIL_NOT_VERIFIED' },
    })
    await system.database.query('update "user" set email_verified = true where email = $1', [email])
    expect(await internalAdapter.createSession(rows[0].id)).toMatchObject({ userId: rows[0].id })
  })

  test('cannot be distinguished from a missing or a confirmed one, not even with its password', async () => {
    const { email: confirmed } = await confirmedPerson(system, app)
    const unconfirmed = newEmail()
    await signUp(unconfirmed)
    const answersFor = async (email: string) => {
      const answers: unknown[] = []
      for (const [path, body] of [
        ['/send-verification-email', { email }],
        ['/request-password-reset', { email }],
        ['/sign-up/email', { name: 'Eve', email, password: otherPassword }],
        ['/sign-in/email', { email, password: otherPassword }],
      ] as const) {
        const response = await system.browser(app).send(path, body)
        const { user, ...answer } = await response.json()
        answers.push([path, response.status, answer, user && Object.keys(user).toSorted()])
      }
      return answers
    }
    const unknown = await answersFor(newEmail())
    // This comes last, because it creates the account that did not exist.
    expect(await answersFor(confirmed)).toEqual(unknown)
    expect(await answersFor(unconfirmed)).toEqual(unknown)
    await system.tokenMailedTo(confirmed, existingSubject)
  })
})

/** The link that Better Auth itself would have mailed. */
async function jwtOf(email: string): Promise<string> {
  const { createEmailVerificationToken } = await import('better-auth/api')
  const { secret } = await app.auth.$context
  return await createEmailVerificationToken(secret, email)
}
