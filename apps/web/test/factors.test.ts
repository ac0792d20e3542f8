import './as-production'
import { TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type AuthSystem,
  confirmedPerson,
  otherPassword,
  password,
  resetSubject,
  startAuth,
  type TestApp,
  type TestBrowser,
} from './auth-system'
import { softwarePasskey } from './software-passkey'

let system: AuthSystem
let app: TestApp
let other: TestApp
beforeAll(async () => {
  system = await startAuth()
  app = await system.open()
  other = await system.open()
})
afterAll(() => system.stop())

const step = 30_000
const replayed = '401 INVALID_CODE'

/** A user with a second factor, which was turned on with the previous code. */
async function personWithFactor() {
  const { email, ...person } = await confirmedPerson(system, app)
  const { totpURI, backupCodes } = await (await person.send('/two-factor/enable', { password })).json()
  const totp = new TOTP({ secret: new URL(totpURI).searchParams.get('secret') ?? '' })
  const codeAt = (steps: number) => totp.generate({ timestamp: Date.now() + steps * step })
  const first = codeAt(-1)
  expect(await person.codeOf('/two-factor/verify-totp', { code: first })).toBe('ok')
  /** A browser that has sent the password, and is asked for the code. */
  const asked = async (at: TestApp = app) => {
    const browser = system.browser(at)
    const answer = await browser.send('/sign-in/email', { email, password })
    expect(await answer.json()).toMatchObject({ twoFactorRedirect: true })
    return browser
  }
  const enter = async (code: string, browser?: TestBrowser) =>
    await (browser ?? (await asked())).codeOf('/two-factor/verify-totp', { code })
  return { ...person, email, totp, codeAt, first, asked, enter, backupCodes: backupCodes as string[] }
}

/** Makes sure that no code changes its step within a test. */
async function earlyInStep(): Promise<void> {
  const left = step - (Date.now() % step)
  if (left < 12_000) await new Promise((resolve) => setTimeout(resolve, left))
}

/** Fewer than the number that would have to wait for each other, at two web processes. */
async function askedInTurn(asked: (at: TestApp) => Promise<TestBrowser>): Promise<TestBrowser[]> {
  const browsers: TestBrowser[] = []
  for (const at of [app, other, app, other]) browsers.push(await asked(at))
  return browsers
}

/** As if the wait after wrong guesses had passed. */
const forgetGuesses = () => system.database.query('delete from guess')

describe('a code of an authenticator app', () => {
  test('is accepted once: not by another sign-in, not in the same one, not at another web process', async () => {
    await earlyInStep()
    const { enter, asked, codeAt, first } = await personWithFactor()
    const code = codeAt(0)
    const browser = await asked()
    expect(await enter(code, browser)).toBe('ok')
    expect(await browser.isSignedIn()).toBe(true)
    expect(await enter(code)).toBe(replayed)
    expect(await enter(code, await asked(other))).toBe(replayed)
    // Nor is the one that turned the factor on, nor any that is older than a used one.
    expect(await enter(first)).toBe(replayed)
    expect(await enter(codeAt(1))).toBe('ok')
    expect(await enter(code)).toBe(replayed)
    // Nor from a signed-in user.
    expect(await enter(code, browser)).toBe(replayed)
  }, 60_000)

  test('signs in only one of many simultaneous attempts, at two web processes', async () => {
    await earlyInStep()
    const { asked, enter, codeAt } = await personWithFactor()
    const browsers = await askedInTurn(asked)
    const code = codeAt(0)
    const codes = await Promise.all(browsers.map((browser) => enter(code, browser)))
    expect(codes.filter((answer) => answer === 'ok')).toHaveLength(1)
    expect(new Set(codes)).toEqual(new Set(['ok', replayed]))
    const signedIn = await Promise.all(browsers.map((browser) => browser.isSignedIn()))
    expect(signedIn.filter(Boolean)).toHaveLength(1)
  }, 60_000)

  test('that is wrong, too old or not a code is refused and counted, and uses no code up', async () => {
    await earlyInStep()
    const { enter, codeAt, asked, email } = await personWithFactor()
    const browser = await asked()
    for (const code of [codeAt(-3), codeAt(3), '']) expect(await enter(code, browser)).toBe(replayed)
    for (const code of [codeAt(0).slice(1), ` ${codeAt(0)} x`]) expect(await enter(code)).toBe(replayed)
    const { rows } = await system.database.query(
      'select failed_verification_count as failed from two_factor join "user" on "user".id = user_id where email = $1',
      [email],
    )
    expect(rows).toEqual([{ failed: 5 }])
    await forgetGuesses()
    expect(await enter(codeAt(0))).toBe('ok')
  }, 60_000)

  test('of one user does not affect another’s', async () => {
    await earlyInStep()
    const [ada, bob] = [await personWithFactor(), await personWithFactor()]
    expect(await ada.enter(bob.codeAt(0))).toBe(replayed)
    expect(await bob.enter(bob.codeAt(0))).toBe('ok')
    expect(await ada.enter(ada.codeAt(0))).toBe('ok')
  }, 60_000)

  test('a backup code signs in only one of many simultaneous attempts, and nobody later', async () => {
    const { asked, backupCodes } = await personWithFactor()
    const [code = '', second = ''] = backupCodes
    const browsers = await askedInTurn(asked)
    const enter = (browser: TestBrowser) => browser.codeOf('/two-factor/verify-backup-code', { code })
    const codes = await Promise.all(browsers.map(enter))
    expect(codes.filter((answer) => answer === 'ok')).toHaveLength(1)
    expect(await enter(await asked())).toBe('401 INVALID_BACKUP_CODE')
    expect(await (await asked()).codeOf('/two-factor/verify-backup-code', { code: second })).toBe('ok')
  }, 60_000)
})

describe('a trusted device', () => {
  type Factored = Awaited<ReturnType<typeof personWithFactor>>
  /** Is not asked for a code the next time. */
  async function trusted({ asked, codeAt }: Factored) {
    const browser = await asked()
    expect(await browser.codeOf('/two-factor/verify-totp', { code: codeAt(1), trustDevice: true })).toBe('ok')
    return browser
  }
  const isAsked = async (browser: TestBrowser, email: string, chosen = password) => {
    const answer = await (await browser.send('/sign-in/email', { email, password: chosen })).json()
    return answer.twoFactorRedirect === true
  }

  test('is not asked for a code again', async () => {
    const person = await personWithFactor()
    expect(await isAsked(await trusted(person), person.email)).toBe(false)
  })

  const newOne = { newPassword: otherPassword }
  test.each<[string, string, (person: Factored) => Promise<unknown>]>([
    [
      'a changed password',
      otherPassword,
      ({ codeOf }) => codeOf('/change-password', { currentPassword: password, ...newOne }),
    ],
    [
      'a password reset by mail',
      otherPassword,
      async ({ email }) => {
        await system.browser(app).send('/request-password-reset', { email })
        const token = await system.tokenMailedTo(email, resetSubject)
        return await system.browser(app).codeOf('/reset-password', { token, ...newOne })
      },
    ],
    [
      'turning the factor off and on',
      password,
      async ({ send, codeOf }) => {
        expect(await codeOf('/two-factor/disable', { password })).toBe('ok')
        const { totpURI } = await (await send('/two-factor/enable', { password })).json()
        const totp = new TOTP({ secret: new URL(totpURI).searchParams.get('secret') ?? '' })
        return await codeOf('/two-factor/verify-totp', { code: totp.generate() })
      },
    ],
    [
      'a password set at the console',
      password,
      async ({ email }) => {
        const account = `account where user_id = (select id from "user" where email = $1)`
        const { rows } = await system.database.query(`select password from ${account}`, [email])
        const set = `update account set password = $2 where user_id = (select id from "user" where email = $1)`
        await system.database.query(set, [email, 'x'])
        await system.database.query(set, [email, rows[0].password])
        return 'ok'
      },
    ],
  ])(
    'is asked for a code again after %s',
    async (_what, chosen, change) => {
      await earlyInStep()
      const person = await personWithFactor()
      const browser = await trusted(person)
      expect(await change(person)).toBe('ok')
      expect(await isAsked(browser, person.email, chosen)).toBe(true)
    },
    60_000,
  )

  test('a sign-in that waits for its code ends when the password is changed', async () => {
    await earlyInStep()
    const { codeOf, asked, enter, codeAt } = await personWithFactor()
    const browser = await asked()
    expect(await codeOf('/change-password', { currentPassword: password, ...newOne })).toBe('ok')
    expect(await enter(codeAt(0), browser)).toBe('401 INVALID_TWO_FACTOR_COOKIE')
    expect(await browser.isSignedIn()).toBe(false)
  }, 60_000)
})

describe('a passkey', () => {
  const optionsFor = async ({ send }: Pick<TestBrowser, 'send'>, what: 'register' | 'authenticate') =>
    await (await send(`/passkey/generate-${what}-options`)).json()
  async function register(person: TestBrowser, passkey: ReturnType<typeof softwarePasskey>, userVerified: boolean) {
    const { challenge } = await optionsFor(person, 'register')
    const response = passkey.register({ challenge, webUrl: app.webUrl, userVerified })
    return await person.codeOf('/passkey/verify-registration', { response })
  }
  async function signIn(browser: TestBrowser, passkey: ReturnType<typeof softwarePasskey>, userVerified: boolean) {
    const { challenge } = await optionsFor(browser, 'authenticate')
    const response = passkey.signIn({ challenge, webUrl: app.webUrl, userVerified })
    return await browser.codeOf('/passkey/verify-authentication', { response })
  }

  test('signs in only when it has verified its user, with or without a second factor', async () => {
    for (const hasFactor of [false, true]) {
      const person = hasFactor ? await personWithFactor() : await confirmedPerson(system, app)
      const passkey = softwarePasskey()
      expect(await register(person, passkey, true)).toBe('ok')
      const browser = system.browser(app)
      expect(await signIn(browser, passkey, false)).toBe('401 USER_NOT_VERIFIED')
      expect(await browser.isSignedIn()).toBe(false)
      expect(browser.cookies.has('better-auth.session_token')).toBe(false)
      expect(await signIn(browser, passkey, true)).toBe('ok')
      expect(await browser.isSignedIn()).toBe(true)
    }
  })

  test('that did not verify its user cannot be added, nor used if it was added before', async () => {
    const person = await confirmedPerson(system, app)
    const passkey = softwarePasskey()
    expect(await register(person, passkey, false)).toBe('401 USER_NOT_VERIFIED')
    const kept = 'select from passkey where user_id = (select id from "user" where email = $1)'
    expect((await system.database.query(kept, [person.email])).rowCount).toBe(0)
    expect(await signIn(system.browser(app), passkey, true)).toBe('401 PASSKEY_NOT_FOUND')
  })

  test('is asked by browsers to verify its user, when it is added and at every sign-in', async () => {
    const person = await confirmedPerson(system, app)
    expect(await optionsFor(person, 'register')).toMatchObject({
      authenticatorSelection: { userVerification: 'required' },
    })
    for (const browser of [person, system.browser(app)]) {
      const options = await optionsFor(browser, 'authenticate')
      expect(options).toMatchObject({ userVerification: 'required', challenge: expect.any(String) })
    }
    // No client can request options of its own choice.
    expect((await person.send('/passkey/generate-register-options?authenticatorAttachment=platform')).status).toBe(400)
  })

  test('signs in nobody whose address is not confirmed', async () => {
    const person = await confirmedPerson(system, app)
    const passkey = softwarePasskey()
    expect(await register(person, passkey, true)).toBe('ok')
    await system.database.query('update "user" set email_verified = false where email = $1', [person.email])
    expect(await signIn(system.browser(app), passkey, true)).toBe('403 EMAIL_NOT_VERIFIED')
  })
})
