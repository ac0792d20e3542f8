import './as-production'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isOwnRedirect } from '../src/auth/own-redirects'
import { type AuthSystem, confirmedPerson, newEmail, password, startAuth, type TestApp } from './auth-system'

let system: AuthSystem
let app: TestApp
beforeAll(async () => {
  system = await startAuth()
  app = await system.open({ env: { GITHUB_CLIENT_ID: 'our-id', GITHUB_CLIENT_SECRET: 'our-secret' } })
})
afterAll(() => system.stop())

/** Addresses that lead, or could lead, to another site or to a page that is never a useful target. */
const elsewhere = [
  '/.//evil.example/x',
  '/a/..//evil.example/x',
  '/%2e//evil.example/x',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  'https://evil.example/',
  'https:evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  'https://localhost@evil.example/',
  'http://localhost.evil.example/',
  '/account',
  '/sign-in/.././/evil.example',
  '/sign-in?next=//evil.example',
  '/sign-in?next=%2F%2Fevil.example',
  '/sign-in?next=%2F.%2F%2Fevil.example',
  '/sign-in?next=%2Faccount&next=%2F%2Fevil.example',
  '/sign-in?next=%2Faccount?x=1',
  '/sign-in#x',
  '/api/auth/sign-out',
  '?callbackURL=//evil.example',
]

test.each(elsewhere)('Better Auth may not redirect to %j', (value) => {
  expect(isOwnRedirect(value)).toBe(false)
})

test.each(['/', '/sign-in', '/sign-in?next=%2Faccount', '/sign-in?next=%2F%3Fstatus%3Dall%26q%3Da', '/reset-password'])(
  'Better Auth may redirect to %s',
  (value) => expect(isOwnRedirect(value)).toBe(true),
)

describe('no response leads to another site', () => {
  const inputs: [string, (value: unknown, email: string) => [string, object?]][] = [
    ['callbackURL of a provider', (callbackURL) => ['/sign-in/social', { provider: 'github', callbackURL }]],
    [
      'errorCallbackURL of a provider',
      (errorCallbackURL) => ['/sign-in/social', { provider: 'github', callbackURL: '/', errorCallbackURL }],
    ],
    [
      'newUserCallbackURL of a provider',
      (newUserCallbackURL) => ['/sign-in/social', { provider: 'github', callbackURL: '/', newUserCallbackURL }],
    ],
    ['callbackURL of a sign-in', (callbackURL, email) => ['/sign-in/email', { email, password, callbackURL }]],
    [
      'callbackURL of a sign-up',
      (callbackURL) => ['/sign-up/email', { name: 'Eve', email: newEmail(), password, callbackURL }],
    ],
    ['callbackURL of a link', (callbackURL, email) => ['/send-verification-email', { email, callbackURL }]],
    ['redirectTo of a reset', (redirectTo, email) => ['/request-password-reset', { email, redirectTo }]],
    ['callbackURL of a deletion', (callbackURL) => ['/delete-user', { password: 'wrong password', callbackURL }]],
    ['callbackURL in a link that confirms', (value) => [`/verify-email?token=x&callbackURL=${encode(value)}`]],
    ['callbackURL in a link that resets', (value) => [`/reset-password/x?callbackURL=${encode(value)}`]],
    ['callbackURL in a link that deletes', (value) => [`/delete-user/callback?token=x&callbackURL=${encode(value)}`]],
  ]
  const encode = (value: unknown) => encodeURIComponent(String(value))

  test.each(inputs)('with %s', async (_what, request) => {
    const person = await confirmedPerson(system, app)
    for (const [n, value] of [...elsewhere, ['//evil.example'], { path: '//evil.example' }, 5].entries()) {
      const [path, body] = request(value, person.email)
      const response = await person.send(path, body, {
        'x-client-address': `203.0.113.${n}`,
        ...(body === undefined ? {} : { origin: app.webUrl }),
      })
      expect.soft(response.status, String(value)).toBeGreaterThanOrEqual(400)
      expect.soft(response.headers.get('location'), String(value)).toBeNull()
    }
  })

  test('and every redirect outside a provider’s sign-in stays on this site', async () => {
    const { send } = system.browser(app)
    for (const state of ['', 'x', '//evil.example']) {
      for (const error of [
        '',
        '&error=x',
        '&error=//evil.example&error_description=//evil.example',
        '&callbackURL=//evil.example',
      ]) {
        const { status, headers } = await send(`/callback/github?state=${encode(state)}${error}`)
        expect(status).toBe(302)
        expect(headers.get('location')).toMatch(new RegExp(`^${app.webUrl}/sign-in\\?error=\\w+$`))
      }
    }
  })
})
