import { randomUUID } from 'node:crypto'
import { TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Mail } from '../src/mail/mailer'
import { cookieJar, openWebApp, type Person, password, statusOf, type WebApp } from './web-app'

// Better Auth does not check origins if it detects a test.
vi.hoisted(() => {
  vi.stubEnv('NODE_ENV', 'production')
  vi.stubEnv('TEST', '')
})

// An attacker guesses, each time from another address, at two processes of the web app in turn.

const mails: Mail[] = []
let web: WebApp
beforeAll(async () => {
  web = await openWebApp({ mailer: { send: async (mail) => void mails.push(mail) } })
})
afterAll(() => web.close())

const wrong = 'not the password at all'

async function signIn(email: string, typed: string, cookie = '') {
  const headers = { origin: web.webUrl, ...(cookie === '' ? {} : { cookie }) }
  return await web.send('/sign-in/email', { email, password: typed }, headers)
}

/** This many wrong guesses, one after another. */
async function guess(times: number, once: () => Promise<Response>): Promise<number[]> {
  const statuses: number[] = []
  for (let n = 0; n < times; n++) statuses.push(await statusOf(once()))
  return statuses
}

/** As if the required wait had passed. */
const wait = () => web.database.query(`update guess set open_at = now()`)

/** What a browser still has that was signed in once. */
const knownOnly = (ada: Person) =>
  ada
    .cookie()
    .split('; ')
    .filter((cookie) => cookie.includes('known_device'))
    .join('; ')

describe('40 guesses at one account from 40 addresses', () => {
  test.each<[string, () => Promise<string>]>([
    ['an account', async () => (await web.person()).email],
    ['an address that has none', async () => `${randomUUID()}@example.com`],
  ])('are checked five times for %s', async (_what, emailOf) => {
    const email = await emailOf()
    const statuses = await guess(40, () => signIn(email, wrong))
    expect(statuses).toEqual([...Array(5).fill(401), ...Array(35).fill(429)])
  })

  test('are checked five times when they come at once', async () => {
    const { email } = await web.person()
    const statuses = await Promise.all(Array.from({ length: 40 }, () => statusOf(signIn(email, wrong))))
    expect(statuses.filter((status) => status === 401)).toHaveLength(5)
    expect(statuses.every((status) => status === 401 || status === 429)).toBe(true)
  })

  test('are counted together however the address is written', async () => {
    const { email } = await web.person()
    await guess(5, () => signIn(email.toUpperCase(), wrong))
    expect(await statusOf(signIn(email, wrong))).toBe(429)
  })
})

test('the wait grows from ten seconds to five minutes, and is the same for every address', async () => {
  const waitsOf = async (email: string) => {
    const waits: unknown[] = []
    await guess(4, () => signIn(email, wrong))
    for (let n = 0; n < 8; n++) {
      await guess(1, () => signIn(email, wrong))
      const refused = await signIn(email, wrong)
      waits.push([Number(refused.headers.get('x-retry-after')), (await refused.json()).code])
      await wait()
    }
    return waits
  }
  const seconds = [10, 20, 40, 80, 160, 300, 300, 300]
  const expected = seconds.map((wait) => [wait, 'TOO_MANY_GUESSES'])
  expect(await waitsOf((await web.person()).email)).toEqual(expected)
  expect(await waitsOf(`${randomUUID()}@example.com`)).toEqual(expected)
})

test('an attempt during the wait does not extend it', async () => {
  const { email } = await web.person()
  await guess(5, () => signIn(email, wrong))
  const openAt = async () => (await web.database.query('select max(open_at) as at from guess')).rows[0].at
  const before = await openAt()
  await guess(5, () => signIn(email, wrong))
  expect(await openAt()).toEqual(before)
})

test('the right password resets the count, and so does an hour without an attempt', async () => {
  const { email } = await web.person()
  for (let n = 0; n < 3; n++) {
    expect(await guess(4, () => signIn(email, wrong))).toEqual([401, 401, 401, 401])
    expect(await statusOf(signIn(email, password))).toBe(200)
  }
  await guess(5, () => signIn(email, wrong))
  await web.database.query(`update guess set last_at = now() - interval '61 minutes', open_at = now()`)
  expect(await guess(5, () => signIn(email, wrong))).toEqual(Array(5).fill(401))
  await web.database.query(`update guess set last_at = now() - interval '61 minutes'`)
  await signIn(`${randomUUID()}@example.com`, wrong)
  expect((await web.database.query('select from guess')).rowCount).toBe(1)
})

describe('a stranger does not lock the owner out', () => {
  test('in a browser that was signed in before', async () => {
    const ada = await web.person()
    const known = knownOnly(ada)
    await ada.as('/sign-out', {})
    await guess(7, () => signIn(ada.email, wrong))
    expect(await statusOf(signIn(ada.email, password))).toBe(429)
    expect(await statusOf(signIn(ada.email, password, known))).toBe(200)
  })

  test('in a new browser in which the password was reset by mail', async () => {
    const { email } = await web.person()
    await guess(6, () => signIn(email, wrong))
    await web.send('/request-password-reset', { email })
    const find = () => mails.findLast(({ to, subject }) => to === email && subject === 'Choose a new password')
    await expect.poll(find).toBeDefined()
    const token = /[?&]token=([\w-]+)/.exec(find()?.text ?? '')?.[1]
    const newPassword = 'another long password'
    const reset = await web.send('/reset-password', { newPassword, token })
    expect(reset.status).toBe(200)
    const browser = cookieJar()
    browser.keep(reset)
    expect(await statusOf(signIn(email, newPassword))).toBe(429)
    expect(await statusOf(signIn(email, newPassword, browser.text()))).toBe(200)
  })

  test('in an open session', async () => {
    const ada = await web.person()
    await guess(7, () => signIn(ada.email, wrong))
    const change = { currentPassword: password, newPassword: 'another long password' }
    expect(await statusOf(ada.as('/change-password', change))).toBe(200)
  })
})

describe('a browser that was signed in before', () => {
  test('has its own five guesses, and no more', async () => {
    const ada = await web.person()
    const known = knownOnly(ada)
    expect(await guess(7, () => signIn(ada.email, wrong, known))).toEqual([...Array(5).fill(401), 429, 429])
    expect(await statusOf(signIn(ada.email, password))).toBe(200)
  })

  test('is not recognized by forged cookies, nor by those of another account', async () => {
    const [ada, eve] = [await web.person(), await web.person()]
    await guess(5, () => signIn(ada.email, wrong))
    const own = knownOnly(ada)
    const [name = '', value = ''] = own.split('=')
    const forged = [
      knownOnly(eve),
      `${name}=${value.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))}`,
      `${name}=x`,
      `${name}=`,
      own.replace('.', '..'),
    ]
    for (const cookie of forged) expect.soft(await statusOf(signIn(ada.email, password, cookie)), cookie).toBe(429)
  })

  test('may be shared by two people', async () => {
    const [ada, eve] = [await web.person(), await web.person()]
    const browser = cookieJar()
    browser.keep(await signIn(ada.email, password))
    const response = await signIn(eve.email, password, browser.text())
    browser.keep(response)
    for (const { email } of [ada, eve]) await guess(6, () => signIn(email, wrong))
    for (const { email } of [ada, eve]) {
      expect(await statusOf(signIn(email, password))).toBe(429)
      expect(await statusOf(signIn(email, password, browser.text()))).toBe(200)
    }
  })
})

const secretPaths: Record<string, (typed: string) => object> = {
  '/change-password': (typed) => ({ currentPassword: typed, newPassword: 'another long password' }),
  '/delete-user': (typed) => ({ password: typed }),
  '/two-factor/enable': (typed) => ({ password: typed }),
  '/two-factor/disable': (typed) => ({ password: typed }),
}

test.each(Object.entries(secretPaths))(
  '%s looks at five wrong passwords, and then at no more',
  async (path, bodyOf) => {
    const ada = await web.person()
    const once = () => ada.as(path, bodyOf(wrong))
    expect(await guess(8, once)).toEqual([...Array(5).fill(400), 429, 429, 429])
    const refused = await ada.as(path, bodyOf(password))
    expect([refused.status, Number(refused.headers.get('x-retry-after')) > 0]).toEqual([429, true])
    await wait()
    expect(await statusOf(ada.as(path, bodyOf(password)))).toBe(200)
  },
)

/** A user with a second factor: the source of its codes, and the backup codes. */
async function withSecondFactor() {
  const ada = await web.person()
  const { totpURI, backupCodes } = await (await ada.as('/two-factor/enable', { password })).json()
  const secret = new URL(totpURI).searchParams.get('secret') ?? ''
  const app = new TOTP({ secret })
  // This is the previous code, since each one is accepted once.
  const code = app.generate({ timestamp: Date.now() - 30_000 })
  expect(await statusOf(ada.as('/two-factor/verify-totp', { code }))).toBe(200)
  return { ada, app, backupCodes: backupCodes as string[] }
}

describe('a code of the second factor', () => {
  const wrongCodes = { '/two-factor/verify-totp': '000000', '/two-factor/verify-backup-code': 'abcde-fghij' }

  test.each(Object.entries(wrongCodes))('is guessed five times at %s, signed in', async (path, code) => {
    const { ada } = await withSecondFactor()
    const statuses = await guess(8, () => ada.as(path, { code }))
    expect(statuses).toEqual([...Array(5).fill(401), 429, 429, 429])
  })

  test.each(Object.entries(wrongCodes))(
    'is guessed five times at %s, however often one begins again',
    async (path, code) => {
      const { ada, app } = await withSecondFactor()
      const statuses: number[] = []
      for (let n = 0; n < 8; n++) {
        const browser = cookieJar()
        browser.keep(await signIn(ada.email, password))
        const headers = () => ({ cookie: browser.text(), origin: web.webUrl })
        statuses.push(await statusOf(web.send(path, { code }, headers())))
      }
      expect(statuses).toEqual([...Array(5).fill(401), 429, 429, 429])
      await wait()
      const browser = cookieJar()
      const step = await signIn(ada.email, password)
      browser.keep(step)
      // The first step alone does not make a browser known.
      expect(browser.text()).not.toContain('known_device')
      const done = await web.send(
        '/two-factor/verify-totp',
        { code: app.generate() },
        { cookie: browser.text(), origin: web.webUrl },
      )
      browser.keep(done)
      expect([done.status, browser.text().includes('known_device')]).toEqual([200, true])
    },
  )
})

describe('deleting an account', () => {
  const exists = async ({ email }: Person) =>
    (await web.database.query('select from "user" where email = $1', [email])).rowCount === 1

  test.each<[string, object, string]>([
    ['without the password', {}, 'INVALID_PASSWORD'],
    ['with an empty one', { password: '' }, 'INVALID_PASSWORD'],
    ['with a wrong one', { password: wrong }, 'INVALID_PASSWORD'],
    ['with a code alone', { code: '123456' }, 'INVALID_PASSWORD'],
    ['with a token of a mail', { token: 'x' }, 'INVALID_REQUEST'],
  ])('is refused %s, however fresh the session is', async (_what, body, code) => {
    const ada = await web.person()
    const response = await ada.as('/delete-user', body)
    expect([response.status, (await response.json()).code]).toEqual([400, code])
    expect(await exists(ada)).toBe(true)
  })

  test('also requires a code if there is a second factor', async () => {
    const { ada, app } = await withSecondFactor()
    const attempts = [{ password }, { password, code: '000000' }, { password: wrong, code: app.generate() }]
    for (const body of [...attempts, { password, code: '' }, { password, code: 'abcde-fghij' }]) {
      expect.soft(await statusOf(ada.as('/delete-user', body)), JSON.stringify(body)).toBeGreaterThanOrEqual(400)
    }
    expect(await exists(ada)).toBe(true)
    await wait()
    expect(await statusOf(ada.as('/delete-user', { password, code: app.generate() }))).toBe(200)
    expect(await exists(ada)).toBe(false)
  })

  test('works with a backup code if the authenticator is lost', async () => {
    const { ada, backupCodes } = await withSecondFactor()
    expect(await statusOf(ada.as('/delete-user', { password, code: backupCodes[0] }))).toBe(200)
    expect(await exists(ada)).toBe(false)
  })

  test('works for a user without a password only soon after signing in', async () => {
    const ada = await web.person()
    const age = (minutes: number) =>
      web.database.query(`update session set created_at = now() - make_interval(mins => $1)`, [minutes])
    await web.database.query(`delete from account where user_id = (select id from "user" where email = $1)`, [
      ada.email,
    ])
    await age(11)
    for (const body of [{}, { password }]) {
      const late = await ada.as('/delete-user', body)
      expect([late.status, (await late.json()).code]).toEqual([400, 'SESSION_EXPIRED'])
    }
    await age(9)
    expect(await statusOf(ada.as('/delete-user', {}))).toBe(200)
    expect(await exists(ada)).toBe(false)
  })
})
