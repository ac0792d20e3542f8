import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { APIError } from 'better-auth/api'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import pg from 'pg'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { answer } from '../src/auth/answer'
import { createAuth, keepHouse, proveSigningKey } from '../src/auth/create-auth'
import { parseSettings } from '../src/env'
import { createSmtpMailer } from '../src/mail/mailer'
import { createAuthDatabase } from './auth-database'

// Better Auth does not check origins if it detects a test.
vi.hoisted(() => {
  vi.stubEnv('NODE_ENV', 'production')
  vi.stubEnv('TEST', '')
})

// Better Auth as this app configures it, on a real database and a real mail server, with requests like a browser's.

const webUrl = 'https://app.example.com'
const secret = 'a secret that is long enough for this'
const password = 'correct horse battery staple'
const mails: string[] = []
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, _session, done) {
    let mail = ''
    stream.on('data', (chunk) => {
      mail += chunk
    })
    // Quoted-printable breaks long lines.
    stream.on('end', () => {
      mails.push(mail.replace(/=\r\n/g, '').replaceAll('=3D', '='))
      done()
    })
  },
})
let databaseUrl: string
let smtpUrl: string
let database: pg.Client
beforeAll(async () => {
  databaseUrl = await createAuthDatabase()
  database = new pg.Client({ connectionString: databaseUrl })
  await database.connect()
  smtp.listen(0, '127.0.0.1')
  await once(smtp.server, 'listening')
  smtpUrl = `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await database.end()
  await new Promise<void>((resolve) => smtp.close(resolve))
})

interface Setup {
  readonly mail?: boolean
  readonly secret?: string
  readonly eraseRows?: () => Promise<void>
  readonly env?: Readonly<Record<string, string>>
}

/** One web app. Another one on the same database acts as a restart, or as a second instance. */
function openApp({ mail = false, secret: own = secret, eraseRows = async () => undefined, env = {} }: Setup = {}) {
  const settings = parseSettings({
    AUTH_DATABASE_URL: databaseUrl,
    BETTER_AUTH_SECRET: own,
    WEB_URL: webUrl,
    ...(mail ? { SMTP_URL: smtpUrl } : {}),
    ...env,
  })
  const mailer = mail ? createSmtpMailer(smtpUrl, settings.mailFrom) : null
  return createAuth({ settings, mailer, eraseRows })
}

let addresses = 0
/** A browser with its own address and cookies. */
function browser(app = openApp()) {
  const address = `198.51.100.${++addresses}`
  const cookies = new Map<string, string>()
  async function send(path: string, body?: object, headers: Record<string, string> = {}): Promise<Response> {
    const url = path.startsWith('http') ? path : `${webUrl}/api/auth${path}`
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await answer(
      app,
      new Request(url, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          'x-client-address': address,
          ...(cookie ? { cookie } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json', origin: webUrl }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  return { send, cookies }
}

const newEmail = () => `${randomUUID()}@example.com`
const statusOf = async (response: Promise<Response>) => (await response).status

async function signUp(app = openApp(), email = newEmail()) {
  const person = browser(app)
  expect(await statusOf(person.send('/sign-up/email', { name: 'Ada', email, password }))).toBe(200)
  return { ...person, email }
}

/** The link in the newest mail to this address. */
async function linkTo(email: string, subject: string): Promise<string> {
  const find = () => mails.findLast((mail) => mail.includes(`To: ${email}`) && mail.includes(`Subject: ${subject}`))
  await expect.poll(find).toBeDefined()
  return /https:\/\/\S+/.exec(find() ?? '')?.[0] ?? ''
}

/** Confirms this address, with the mailed link and the password. */
async function confirm(app: ReturnType<typeof openApp>, email: string): Promise<void> {
  const token = new URL(await linkTo(email, 'Confirm your e-mail address')).searchParams.get('token')
  expect(await statusOf(browser(app).send('/confirm-email', { token, password }))).toBe(200)
}

describe('with a mail server', () => {
  test('nobody is signed in before they have confirmed their address', async () => {
    const app = openApp({ mail: true })
    const { send, cookies, email } = await signUp(app)
    expect(cookies.size).toBe(0)
    expect(await statusOf(send('/sign-in/email', { email, password }))).toBe(401)
    await confirm(app, email)
    expect(await statusOf(browser(app).send('/sign-in/email', { email, password }))).toBe(200)
  })

  test('signing up reveals to nobody which addresses have an account; only the owner gets a mail', async () => {
    const app = openApp({ mail: true })
    const { email } = await signUp(app)
    await confirm(app, email)
    const answerFor = async (address: string) => {
      const response = await browser(app).send('/sign-up/email', { name: 'Eve', email: address, password })
      const { token, user } = await response.json()
      return { status: response.status, token, members: Object.keys(user).sort() }
    }
    expect(await answerFor(email)).toEqual(await answerFor(newEmail()))
    expect(await linkTo(email, 'You already have an account')).toBe(`${webUrl}/sign-in`)
  })

  test('a link replaces a forgotten password once, and ends every session', async () => {
    const app = openApp({ mail: true })
    const { send, email } = await signUp(app)
    await confirm(app, email)
    expect(await statusOf(send('/sign-in/email', { email, password }))).toBe(200)
    expect(await statusOf(send('/token'))).toBe(200)
    const stranger = browser(app)
    const ask = async (address: string) =>
      await (await stranger.send('/request-password-reset', { email: address })).text()
    expect(await ask(email)).toBe(await ask(newEmail()))
    const token = new URL(await linkTo(email, 'Choose a new password')).searchParams.get('token')
    const reset = () => stranger.send('/reset-password', { newPassword: 'another long password', token })
    expect(await statusOf(reset())).toBe(200)
    expect(await statusOf(send('/token'))).toBe(401)
    const again = await reset()
    expect([again.status, (await again.json()).code]).toEqual([400, 'INVALID_TOKEN'])
    expect(await statusOf(browser(app).send('/sign-in/email', { email, password }))).toBe(401)
    const other = browser(app).send('/sign-in/email', { email, password: 'another long password' })
    expect(await statusOf(other)).toBe(200)
  })

  test('no link leads to another site', async () => {
    const { email } = await signUp()
    const ask = browser(openApp({ mail: true })).send('/request-password-reset', {
      email,
      redirectTo: 'https://evil.example/reset',
    })
    expect(await statusOf(ask)).toBe(400)
  })
})

test('without a mail server, users are signed in immediately, and a password cannot be reset', async () => {
  const { send, email } = await signUp()
  expect(await statusOf(send('/token'))).toBe(200)
  expect(await statusOf(send('/request-password-reset', { email }))).toBe(400)
})

describe('the limit on sign-ins', () => {
  let attempt: { email: string; password: string }
  beforeEach(() => {
    attempt = { email: newEmail(), password }
  })

  test('is three in ten seconds per address, and survives a restart', async () => {
    const { send } = browser()
    for (let n = 0; n < 3; n++) expect(await statusOf(send('/sign-in/email', attempt))).toBe(401)
    const refused = await send('/sign-in/email', attempt)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('x-retry-after'))).toBeGreaterThan(0)
    const restarted = browser(openApp())
    const address = `198.51.100.${addresses - 1}`
    const counted = await database.query('select count from rate_limit where key like $1', [`%${address}%`])
    expect(counted.rows).toEqual([{ count: 3 }])
    expect(await statusOf(restarted.send('/sign-in/email', attempt, { 'x-client-address': address }))).toBe(429)
    expect(await statusOf(restarted.send('/sign-in/email', attempt))).toBe(401)
  })

  test.each(['//sign-in/email', '/sign-in/email/', '/sign-in//email', '/SIGN-IN/email', '/sign-in%2Femail'])(
    'holds for %s too',
    async (path) => {
      const { send } = browser()
      const statuses: number[] = []
      for (let n = 0; n < 5; n++) statuses.push(await statusOf(send(path, attempt)))
      // The request is refused as one too many, or the path does not exist. A fourth password is never checked.
      expect(statuses.filter((status) => status !== 404 && status !== 429).length).toBeLessThanOrEqual(3)
    },
  )

  test('counts an IPv6 /64 as one address', async () => {
    const { send } = browser()
    const statuses: number[] = []
    for (let n = 0; n < 5; n++) {
      statuses.push(await statusOf(send('/sign-in/email', attempt, { 'x-client-address': `2001:db8:5:6::${n + 1}` })))
    }
    expect(statuses).toEqual([401, 401, 401, 429, 429])
  })
})

describe('a password', () => {
  test.each([
    [11, 400],
    [12, 200],
    [128, 200],
    [129, 400],
    [1_000_000, 413],
  ])('of %d characters is answered with %d', async (length, status) => {
    const body = { name: 'Ada', email: newEmail(), password: 'x'.repeat(length) }
    expect(await statusOf(browser().send('/sign-up/email', body))).toBe(status)
  })

  test('that is wrong gets the same response as an account that does not exist', async () => {
    const { email } = await signUp()
    const answerTo = async (body: object) => {
      const response = await browser().send('/sign-in/email', body)
      return [response.status, await response.text()]
    }
    const wrong = await answerTo({ email, password: 'not the password' })
    expect(wrong[0]).toBe(401)
    expect(await answerTo({ email: newEmail(), password: 'not the password' })).toEqual(wrong)
  })

  test('that is changed ends every other session, whether or not the client asks for it', async () => {
    const app = openApp()
    const { send, email } = await signUp(app)
    const other = browser(app)
    await other.send('/sign-in/email', { email, password })
    const change = { currentPassword: password, newPassword: 'another long password', revokeOtherSessions: false }
    expect(await statusOf(send('/change-password', change))).toBe(200)
    expect(await statusOf(send('/token'))).toBe(200)
    expect(await statusOf(other.send('/token'))).toBe(401)
  })
})

describe('the revocation feed', () => {
  const feed = async (app = openApp()) => {
    const response = await browser(app).send('/revocations')
    expect(response.headers.get('content-type')).toBe('application/jwt')
    return await response.text()
  }
  const revoked = async () =>
    decodeJwt<{ revoked: { sid?: string; sub?: string; nbf: number }[] }>(await feed()).revoked

  test('is a JWT with its own type, signed with the key that signs tokens, valid for a minute', async () => {
    const { send } = await signUp()
    const { token } = await (await send('/token')).json()
    const text = await feed()
    expect(decodeProtectedHeader(text)).toEqual({ ...decodeProtectedHeader(token), typ: 'revocations+jwt' })
    const { iat = 0, exp = 0, iss, aud } = decodeJwt(text)
    expect([exp - iat, iss, aud]).toEqual([60, webUrl, 'ownlist-api'])
  })

  test('names the session that was signed out, and the user who deleted their account', async () => {
    const { send } = await signUp()
    const { sub, sid } = decodeJwt((await (await send('/token')).json()).token)
    expect(await revoked()).not.toContainEqual(expect.objectContaining({ sid }))
    const before = Date.now() / 1_000
    await send('/sign-out', {})
    const entry = (await revoked()).find((entry) => entry.sid === sid)
    // Ahead by more than the time that it takes to sign a token while the session ends.
    expect(entry?.nbf).toBeGreaterThanOrEqual(before + 5)
    await database.query('delete from "user" where id = $1', [sub])
    expect(await revoked()).toContainEqual({ sub, nbf: expect.any(Number) })
  })

  test('drops entries that are older than any valid token', async () => {
    await database.query(
      `insert into revocation (session_id, not_before) values ('old', now() - interval '361 seconds')`,
    )
    await database.query(
      `insert into revocation (session_id, not_before) values ('new', now() - interval '350 seconds')`,
    )
    const sessions = (await revoked()).map(({ sid }) => sid)
    expect(sessions).toContain('new')
    expect(sessions).not.toContain('old')
    await keepHouse(openApp())
    expect((await database.query(`select from revocation where session_id = 'new'`)).rowCount).toBe(1)
    expect((await database.query(`select from revocation where session_id = 'old'`)).rowCount).toBe(0)
  })
})

describe('the signing key', () => {
  test('cannot be read anywhere without the secret', async () => {
    await proveSigningKey(openApp())
    const { rows } = await database.query('select private_key from jwks')
    expect(rows.length).toBeGreaterThan(0)
    for (const { private_key } of rows) expect(private_key).not.toContain('"d"')
    const { keys } = await (await browser().send('/jwks')).json()
    for (const key of keys) expect(key).not.toHaveProperty('d')
  })

  test('that was encrypted with another secret is an error that says what to do', async () => {
    await proveSigningKey(openApp())
    await expect(proveSigningKey(openApp({ secret: 'another secret, as long as the first' }))).rejects.toThrow(
      /another BETTER_AUTH_SECRET.*pnpm keys:reset/,
    )
  })
})

describe('GitHub', () => {
  const env = { GITHUB_CLIENT_ID: 'our-id', GITHUB_CLIENT_SECRET: 'our-secret' }
  const ask = { provider: 'github', callbackURL: '/' }

  /**
   * GitHub as its documentation describes it, for the one code that it has issued. It is the only part here that is not
   * real.
   */
  function replaceGitHub(email: string, profile: { name?: string; avatar_url?: string } = {}) {
    const [code, accessToken] = [randomUUID(), randomUUID()]
    const exchanges: Record<string, string>[] = []
    const real = globalThis.fetch
    const github = vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
      const request = new Request(input, init)
      const { host, pathname } = new URL(request.url)
      if (host === 'github.com' && pathname === '/login/oauth/access_token') {
        const sent = Object.fromEntries(new URLSearchParams(await request.text()))
        exchanges.push(sent)
        const isOurs = sent.code === code && sent.client_id === 'our-id' && sent.client_secret === 'our-secret'
        return Response.json(
          isOurs ? { access_token: accessToken, token_type: 'bearer' } : { error: 'bad_verification_code' },
        )
      }
      if (host !== 'api.github.com') return await real(input, init)
      if (request.headers.get('authorization') !== `Bearer ${accessToken}`) return new Response(null, { status: 401 })
      if (pathname === '/user') return Response.json({ id: 4_711, login: 'ada', name: 'Ada', email, ...profile })
      return Response.json([{ email, primary: true, verified: true, visibility: null }])
    })
    return { code, exchanges, [Symbol.dispose]: () => github.mockRestore() }
  }

  test('signs in a user who comes back from there, with a normal token', async () => {
    const email = newEmail()
    using github = replaceGitHub(email)
    const { send } = browser(openApp({ env }))
    const { url } = await (await send('/sign-in/social', ask)).json()
    const { origin, pathname, searchParams } = new URL(url)
    expect(origin + pathname).toBe('https://github.com/login/oauth/authorize')
    expect(searchParams.get('client_id')).toBe('our-id')
    expect(searchParams.get('redirect_uri')).toBe(`${webUrl}/api/auth/callback/github`)
    const state = searchParams.get('state')
    const back = await send(`/callback/github?code=${github.code}&state=${state}`)
    expect([back.status, back.headers.get('location')]).toEqual([302, '/'])
    expect(github.exchanges).toHaveLength(1)
    const { token } = await (await send('/token')).json()
    expect(decodeJwt(token)).toMatchObject({ iss: webUrl, aud: 'ownlist-api' })
    const { rows } = await database.query(
      'select provider_id, account_id from account join "user" on "user".id = user_id where email = $1',
      [email],
    )
    expect(rows).toEqual([{ provider_id: 'github', account_id: '4711' }])
  })

  test.each([
    [{ name: 'Ada \u202e\n\nLovelace' }, 'Ada Lovelace', null],
    [{ name: '\u3164' }, 'Somebody', null],
    [{ name: 'x'.repeat(5_000), avatar_url: 'javascript:alert(1)' }, 'x'.repeat(100), null],
    [
      { name: 'A\u0301\u0301\u0301\u0301\u0301\u0301', avatar_url: `https://x/${'x'.repeat(5_000)}` },
      'Á\u0301\u0301\u0301',
      null,
    ],
    [{ name: 'Ada', avatar_url: 'https://avatars.example/1' }, 'Ada', 'https://avatars.example/1'],
  ])('a profile name of %j is stored as %j', async (profile, name, image) => {
    // The account with that id belonged to somebody before.
    await database.query(`delete from "user" where id in (select user_id from account where account_id = '4711')`)
    using github = replaceGitHub(newEmail(), profile)
    const { send } = browser(openApp({ env }))
    const { url } = await (await send('/sign-in/social', ask)).json()
    await send(`/callback/github?code=${github.code}&state=${new URL(url).searchParams.get('state')}`)
    expect((await (await send('/get-session')).json()).user).toMatchObject({ name, image })
  })

  test.each([
    ['a state that nobody was given', () => randomUUID(), true],
    ['the state of another browser', (state: string | null) => state, false],
  ])('signs nobody in with %s', async (_what, altered, sameBrowser) => {
    using github = replaceGitHub(newEmail())
    const app = openApp({ env })
    const [here, elsewhere] = [browser(app), browser(app)]
    const { url } = await (await here.send('/sign-in/social', ask)).json()
    const { send } = sameBrowser ? here : elsewhere
    const state = altered(new URL(url).searchParams.get('state'))
    const back = await send(`/callback/github?code=${github.code}&state=${state}`)
    expect(back.headers.get('location')).toContain('error')
    expect(github.exchanges).toEqual([])
    expect(await statusOf(send('/token'))).toBe(401)
  })

  test('never redirects to another site afterwards', async () => {
    const { send } = browser(openApp({ env }))
    expect(await statusOf(send('/sign-in/social', { ...ask, callbackURL: 'https://evil.example' }))).toBe(400)
  })

  test('is not offered if it is not configured', async () => {
    const { send } = browser()
    for (const provider of ['github', 'google']) {
      expect(await statusOf(send('/sign-in/social', { ...ask, provider }))).toBe(404)
    }
  })
})

describe('a token', () => {
  test('contains only the standard claims and the session, and is valid for five minutes', async () => {
    const { send } = await signUp()
    const { token } = await (await send('/token')).json()
    const { iss, aud, sub, sid, iat = 0, exp = 0, ...others } = decodeJwt(token)
    expect({ iss, aud, life: exp - iat, others }).toEqual({ iss: webUrl, aud: 'ownlist-api', life: 300, others: {} })
    const { rows } = await database.query('select user_id from session where id = $1', [sid])
    expect(rows).toEqual([{ user_id: sub }])
  })

  test('is issued only at /token, and not after the session has ended', async () => {
    const { send, cookies } = await signUp()
    const { headers } = await send('/get-session')
    expect(headers.get('set-auth-jwt')).toBeNull()
    const old = new Map(cookies)
    await send('/sign-out', {})
    for (const [name, value] of old) cookies.set(name, value)
    expect(await statusOf(send('/token'))).toBe(401)
  })
})

test('responses about a user are not cached, and the public keys are cached for a minute', async () => {
  const { send } = await signUp()
  const kept = async (path: string, body?: object) => (await send(path, body)).headers.get('cache-control')
  for (const path of ['/token', '/get-session', '/list-sessions', '/revocations', '/nowhere']) {
    expect(await kept(path), path).toBe('private, no-store')
  }
  expect(await kept('/sign-in/email', { email: newEmail(), password })).toBe('private, no-store')
  expect(await kept('/jwks')).toBe('public, max-age=60')
})

test('cookies are Secure, HttpOnly and for this host only', async () => {
  const response = await browser().send('/sign-up/email', { name: 'Ada', email: newEmail(), password })
  const [cookie = ''] = response.headers.getSetCookie()
  expect(cookie).toMatch(/^__Secure-/)
  for (const flag of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(flag)
  expect(cookie).not.toContain('Domain')
})

test.each(['https://evil.example', 'null', `${webUrl}.evil.example`, 'http://app.example.com', ''])(
  'a foreign origin %j can do nothing with the cookie',
  async (origin) => {
    const { send } = await signUp()
    expect(await statusOf(send('/update-user', { name: 'Mallory' }, { origin }))).toBe(403)
    expect((await (await send('/get-session')).json()).user.name).toBe('Ada')
  },
)

test('a page of another site cannot sign anybody in, though there is no cookie yet', async () => {
  const { email } = await signUp()
  const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', origin: 'https://evil.example' }
  expect(await statusOf(browser().send('/sign-in/email', { email, password }, headers))).toBe(403)
})

test('an account whose rows cannot be erased stays, and can be deleted later', async () => {
  let reachable = false
  const app = openApp({
    eraseRows: async () => {
      if (!reachable) throw new APIError('SERVICE_UNAVAILABLE', { code: 'ROWS_NOT_ERASED' })
    },
  })
  const { send, email } = await signUp(app)
  expect(await statusOf(send('/delete-user', { password }))).toBe(503)
  expect(await statusOf(send('/token'))).toBe(200)
  reachable = true
  expect(await statusOf(send('/delete-user', { password }))).toBe(200)
  expect(await statusOf(send('/token'))).toBe(401)
  expect((await database.query('select from "user" where email = $1', [email])).rowCount).toBe(0)
})
