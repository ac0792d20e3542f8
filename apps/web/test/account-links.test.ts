import './as-production'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type AuthSystem,
  confirmedPerson,
  confirmSubject,
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

const reset = (token: string, newPassword: string) =>
  system.browser(app).codeOf('/reset-password', { token, newPassword })

/** The tokens of this many links in the mailbox of this address. */
async function resetLinks(email: string, count: number): Promise<string[]> {
  const tokens: string[] = []
  for (let n = 1; n <= count; n++) {
    await system.browser(app).send('/request-password-reset', { email })
    tokens.push(await system.tokenMailedTo(email, resetSubject, n))
  }
  return tokens
}

describe('a link for a new password', () => {
  test('works once, and invalidates every other one', async () => {
    const { email } = await confirmedPerson(system, app)
    const [first = '', second = '', third = ''] = await resetLinks(email, 3)
    expect(await reset(second, otherPassword)).toBe('ok')
    for (const token of [first, second, third])
      expect(await reset(token, 'a third long password')).toBe('400 INVALID_TOKEN')
    const codeOf = (chosen: string) => system.browser(app).codeOf('/sign-in/email', { email, password: chosen })
    expect(await codeOf(otherPassword)).toBe('ok')
    expect(await codeOf('a third long password')).toBe('401 INVALID_EMAIL_OR_PASSWORD')
  })

  const userOf = `(select id from "user" where email = $1)`
  test.each<[string, (person: Awaited<ReturnType<typeof confirmedPerson>>) => Promise<unknown>]>([
    [
      'a changed password',
      async ({ codeOf }) =>
        expect(await codeOf('/change-password', { currentPassword: password, newPassword: otherPassword })).toBe('ok'),
    ],
    [
      'a password set at the console',
      ({ email }) => system.database.query(`update account set password = 'x' where user_id = ${userOf}`, [email]),
    ],
    [
      'a password that is taken away',
      ({ email }) => system.database.query(`update account set password = null where user_id = ${userOf}`, [email]),
    ],
    [
      'a way of signing in that is removed',
      ({ email }) => system.database.query(`delete from account where user_id = ${userOf}`, [email]),
    ],
    [
      'another address',
      ({ email }) => system.database.query(`update "user" set email = $2 where email = $1`, [email, newEmail()]),
    ],
    ['a deleted account', async ({ codeOf }) => expect(await codeOf('/delete-user', { password })).toBe('ok')],
  ])('becomes invalid with %s', async (_what, change) => {
    const person = await confirmedPerson(system, app)
    const [token = ''] = await resetLinks(person.email, 1)
    await change(person)
    expect(await reset(token, 'a third long password')).toBe('400 INVALID_TOKEN')
  })

  test('stays valid when something else in the account changes, or another account’s password', async () => {
    const [ada, bob] = [await confirmedPerson(system, app), await confirmedPerson(system, app)]
    const [token = ''] = await resetLinks(ada.email, 1)
    expect(await ada.codeOf('/update-user', { name: 'Ada Lovelace' })).toBe('ok')
    await system.database.query(`update account set password = password where user_id = ${userOf}`, [ada.email])
    const change = { currentPassword: password, newPassword: otherPassword }
    expect(await bob.codeOf('/change-password', change)).toBe('ok')
    expect(await reset(token, otherPassword)).toBe('ok')
  })

  test('leads to the page of this app', async () => {
    const { email } = await confirmedPerson(system, app)
    await system.browser(app).send('/request-password-reset', { email })
    const token = await system.tokenMailedTo(email, resetSubject)
    expect(system.mailsTo(email, resetSubject)[0]?.text).toContain(`\n${app.webUrl}/reset-password?token=${token}\r\n`)
    expect((await system.browser(app).send(`/reset-password/${token}?callbackURL=/`)).status).toBe(404)
  })
})

describe('an account without a confirmed address', () => {
  test.each(['/change-email', '/link-social', '/delete-user/callback', '/verify-email', '/reset-password/x'])(
    'cannot bypass that with %s, which is disabled',
    async (path) => {
      const { email, send } = await confirmedPerson(system, app)
      const body = { newEmail: newEmail(), provider: 'github', callbackURL: '/' }
      for (const [n, candidate] of [path, `${path}/`, `/${path}`].entries()) {
        const from = { 'x-client-address': `203.0.113.${n}` }
        expect((await send(`${candidate}?token=x&callbackURL=/`, undefined, from)).status).toBe(404)
        expect((await send(candidate, body, { ...from, origin: app.webUrl })).status).toBe(404)
      }
      expect((await (await send('/get-session')).json()).user.email).toBe(email)
    },
  )

  test('is not linked to a provider’s account with the same address, and gets no session from it', async () => {
    const email = newEmail()
    const withGitHub = await system.open({ env: { GITHUB_CLIENT_ID: 'our-id', GITHUB_CLIENT_SECRET: 'our-secret' } })
    await system.browser(app).send('/sign-up/email', { name: 'Mallory', email, password })
    await system.tokenMailedTo(email, confirmSubject)
    const { handleOAuthUserInfo } = await import('better-auth/oauth2')
    const context = await withGitHub.auth.$context
    const userInfo = { id: '4711', email, name: 'The owner', emailVerified: true }
    const account = { providerId: 'github', accountId: '4711', accessToken: 'x' }
    const ctx = { context, headers: new Headers() } as unknown as Parameters<typeof handleOAuthUserInfo>[0]
    expect(await handleOAuthUserInfo(ctx, { userInfo, account })).toMatchObject({ error: 'account not linked' })
    const { rows } = await system.database.query(
      'select email_verified, count(account.id)::int as ways from "user" join account on user_id = "user".id where email = $1 group by 1',
      [email],
    )
    expect(rows).toEqual([{ email_verified: false, ways: 1 }])
  })
})
