import { deviceLogin, programSession, type Scope } from '@ownlist/client'
import { readRight, writeRight } from '@ownlist/scopes'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Auth } from '../src/auth/create-auth'
import { newAddress, openWebApp, type Person, password, statusOf, type WebApp } from './web-app'

const prefix = readRight.slice(0, -':read'.length)

// Better Auth does not check origins if it detects a test.
vi.hoisted(() => {
  vi.stubEnv('NODE_ENV', 'production')
  vi.stubEnv('TEST', '')
})

// Better Auth as this app configures it, over HTTP, on a real database. Programs use the client that they would import.

const grantType = 'urn:ietf:params:oauth:grant-type:device_code'
const listId = '019ab3f0-7d2c-7c3a-8a57-0b6f3f6d8e11'

let web: WebApp
let webUrl: string
let app: Auth
let database: WebApp['database']
let send: WebApp['send']
let person: WebApp['person']
beforeAll(async () => {
  web = await openWebApp()
  ;({ webUrl, auth: app, database, send, person } = web)
})
afterAll(() => web.close())

const bearer = (session: string) => ({ authorization: `Bearer ${session}` })

async function ask(scope?: string, program = 'Test program') {
  const response = await send('/device/code', { client_id: program, ...(scope === undefined ? {} : { scope }) })
  const { device_code, user_code, ...rest } = await response.json()
  return { status: response.status, program, deviceCode: device_code, userCode: user_code, ...rest }
}
type Request = Awaited<ReturnType<typeof ask>>

async function decide({ as }: Person, { userCode }: Request, decision: 'approve' | 'deny' = 'approve') {
  expect(await statusOf(as(`/device?${new URLSearchParams({ user_code: userCode })}`))).toBe(200)
  expect(await statusOf(as(`/device/${decision}`, { userCode }))).toBe(200)
}

const redeem = ({ deviceCode, program }: Request) =>
  send('/device/token', { grant_type: grantType, device_code: deviceCode, client_id: program })

/** A program that this user has authorized: its session, and the session's id. */
async function authorize(ada: Person, scope?: string, program?: string) {
  const request = await ask(scope, program)
  await decide(ada, request)
  const session: string = (await (await redeem(request)).json()).access_token
  return { session, id: String((await claimsOf(session)).sid) }
}

async function claimsOf(session: string) {
  return decodeJwt((await (await send('/token', undefined, bearer(session))).json()).token)
}

describe('a program that signs in with the published client', () => {
  test.each<[readonly Scope[] | undefined, string]>([
    [[readRight], readRight],
    [undefined, `${readRight} ${writeRight}`],
  ])('for %j is authorized with %j, and its tokens say so', async (scopes, scope) => {
    const ada = await person()
    const session = await deviceLogin({
      webUrl,
      program: 'Ada’s laptop ✨',
      ...(scopes === undefined ? {} : { scopes }),
      onCode({ userCode, verificationUri, verificationUriComplete }) {
        expect(userCode).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/)
        expect(verificationUri).toBe(`${webUrl}/device`)
        expect(verificationUriComplete).toBe(`${webUrl}/device?user_code=${userCode}`)
        void decide(ada, { userCode } as Request)
      },
    })
    const own = decodeJwt((await (await ada.as('/token')).json()).token)
    const {
      sub,
      sid,
      scope: granted,
      client_id: name,
      ...rest
    } = decodeJwt(await programSession({ webUrl, session }).get())
    expect([sub, granted, Object.keys(rest).sort()]).toEqual([own.sub, scope, ['aud', 'exp', 'iat', 'iss']])
    expect(name).toBe('Ada’s laptop ✨')
    expect(own).not.toHaveProperty('scope')
    expect(own).not.toHaveProperty('client_id')
    expect(own.sid).not.toBe(sid)
  })

  test('is told when it was denied, and when nobody confirmed in time', async () => {
    const ada = await person()
    const login = (onCode: (userCode: string) => Promise<unknown>) =>
      deviceLogin({ webUrl, program: 'x', onCode: ({ userCode }) => void onCode(userCode) })
    const refused = login((userCode) => decide(ada, { userCode } as Request, 'deny'))
    const late = login((code) =>
      database.query(`update device_code set expires_at = now() - interval '1 second' where user_code = $1`, [code]),
    )
    await Promise.all([
      expect(refused).rejects.toMatchObject({ code: 'FORBIDDEN' }),
      expect(late).rejects.toMatchObject({ code: 'TIMEOUT' }),
    ])
    expect((await (await ada.as('/programs')).json()).length).toBe(0)
  })
})

describe('asking for authorization', () => {
  test.each([
    `${readRight} other`,
    'admin',
    readRight.toUpperCase(),
    `${readRight}  ${writeRight}`,
    ` ${readRight}`,
    `${readRight},${writeRight}`,
    `${prefix}:*`,
    `${readRight}:${listId} ${writeRight}`,
  ])('for %j is refused', async (scope) => {
    expect(await ask(scope)).toMatchObject({ status: 400, error: 'invalid_scope' })
  })

  test.each(['   ', 'x'.repeat(65), 'a\nb', 'a\0', 'a\u202Eb', 'a\u200B', '\u2028', 'a\u0085'])(
    'under the name %j is refused',
    async (name) => {
      expect(await ask(undefined, name)).toMatchObject({ status: 400, error: 'invalid_client' })
    },
  )

  test('removes codes that nobody redeemed, an hour after they expired', async () => {
    const [old, recent] = [await ask(), await ask()]
    const expire = (code: string, ago: string) =>
      database.query(`update device_code set expires_at = now() - $2::interval where user_code = $1`, [code, ago])
    await expire(old.userCode, '61 minutes')
    await expire(recent.userCode, '59 minutes')
    await ask()
    expect(await (await redeem(old)).json()).toMatchObject({ error: 'invalid_grant' })
    expect(await (await redeem(recent)).json()).toMatchObject({ error: 'expired_token' })
  })
})

describe('a code', () => {
  test('is redeemed only once, however many try at the same time', async () => {
    const request = await ask()
    await decide(await person(), request)
    const statuses = await Promise.all(Array.from({ length: 5 }, () => statusOf(redeem(request))))
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(await (await redeem(request)).json()).toMatchObject({ error: 'invalid_grant' })
  })

  test('is valid only for the program that asked', async () => {
    const request = await ask()
    await decide(await person(), request)
    expect(await statusOf(redeem({ ...request, program: 'Another' }))).toBe(400)
    expect(await statusOf(redeem(request))).toBe(200)
  })

  test('can be confirmed only by the user who looked it up first, and never by a link or another site', async () => {
    const [ada, bob] = [await person(), await person()]
    const { userCode, ...request } = await ask()
    const approve = { userCode }
    expect(await statusOf(send('/device/approve', approve))).toBe(401)
    expect(await statusOf(bob.as('/device/approve', approve))).toBe(400)
    expect(await statusOf(ada.as(`/device?user_code=${userCode}`))).toBe(200)
    await bob.as(`/device?user_code=${userCode}`)
    expect(await statusOf(bob.as('/device/approve', approve))).toBe(403)
    for (const query of ['', `?userCode=${userCode}`]) {
      expect(await statusOf(ada.as(`/device/approve${query}`))).toBeGreaterThanOrEqual(404)
    }
    for (const origin of ['https://evil.example', 'null'])
      expect(await statusOf(ada.as('/device/approve', approve, { origin }))).toBe(403)
    expect(await statusOf(ada.as('/device/approve', approve, {}))).toBe(403)
    expect(await (await redeem({ userCode, ...request })).json()).toMatchObject({ error: 'authorization_pending' })
  })

  test('that has expired can be neither seen nor confirmed', async () => {
    const ada = await person()
    const { userCode } = await ask()
    await ada.as(`/device?user_code=${userCode}`)
    await database.query(`update device_code set expires_at = now() where user_code = $1`, [userCode])
    expect(await (await ada.as(`/device?user_code=${userCode}`)).json()).toMatchObject({ error: 'expired_token' })
    expect(await (await ada.as('/device/approve', { userCode })).json()).toMatchObject({ error: 'expired_token' })
  })

  test('can be tried ten times in a minute, while all programs behind one address can poll', async () => {
    const address = { 'x-client-address': newAddress() }
    const ada = await person()
    const tries: number[] = []
    for (let n = 0; n < 12; n++) tries.push(await statusOf(ada.as('/device?user_code=AAAA-AAAA', undefined, address)))
    expect(tries).toEqual([...Array(10).fill(400), 429, 429])
    for (const path of ['/device/approve', '/device/deny', '/device/narrow']) {
      const decide = () => {
        const body = { userCode: 'AAAA-AAAA', ...(path === '/device/narrow' ? { listId } : {}) }
        return statusOf(ada.as(path, body, { ...address, origin: webUrl }))
      }
      for (let n = 0; n < 10; n++) expect(await decide()).toBe(400)
      expect(await decide()).toBe(429)
    }
    const poll = { grant_type: grantType, device_code: 'x', client_id: 'x' }
    const polls = await Promise.all(Array.from({ length: 60 }, () => statusOf(send('/device/token', poll, address))))
    expect(new Set(polls)).toEqual(new Set([400]))
  })
})

describe('what was granted', () => {
  test('is never mixed up when several programs are authorized at once', async () => {
    const ada = await person()
    const scopes = [readRight, writeRight, `${readRight} ${writeRight}`, readRight, writeRight]
    const requests = await Promise.all(scopes.map((scope, n) => ask(scope, `Program ${n}`)))
    for (const request of requests) await decide(ada, request)
    const answers = await Promise.all(requests.map(async (request) => (await redeem(request)).json()))
    for (const [n, { access_token }] of answers.entries()) {
      expect((await claimsOf(access_token)).scope).toBe(scopes[n])
      const { rows } = await database.query('select program, scope from session where token = $1', [access_token])
      expect(rows).toEqual([{ program: `Program ${n}`, scope: scopes[n] }])
    }
  })

  test('must be known: otherwise there is no session', async () => {
    const ada = await person()
    const count = async () => (await database.query('select from session')).rowCount
    const spoilt = await ask(readRight)
    await decide(ada, spoilt)
    await database.query(`update device_code set scope = '${readRight} everything' where user_code = $1`, [
      spoilt.userCode,
    ])
    const before = await count()
    const response = await redeem(spoilt)
    expect([response.status, (await response.json()).error]).toEqual([400, 'access_denied'])
    expect(await count()).toBe(before)
  })

  test('cannot be changed by a request', async () => {
    const ada = await person()
    const { id } = await authorize(ada, readRight)
    for (const change of [{ scope: writeRight }, { program: 'x' }]) {
      expect(await statusOf(ada.as('/update-session', change))).toBeGreaterThanOrEqual(400)
    }
    const { rows } = await database.query('select scope, program from session where id = $1', [id])
    expect(rows).toEqual([{ scope: readRight, program: 'Test program' }])
    const own = decodeJwt((await (await ada.as('/token')).json()).token)
    expect(own).not.toHaveProperty('scope')
  })
})

describe('a request', () => {
  const narrow = ({ as }: Person, userCode: string, to = listId) =>
    statusOf(as('/device/narrow', { userCode, listId: to }))
  const claimed = async (ada: Person, scope?: string) => {
    const request = await ask(scope)
    expect(await statusOf(ada.as(`/device?${new URLSearchParams({ user_code: request.userCode })}`))).toBe(200)
    return request
  }

  test('can be limited to one list by the user who decides, and its tokens say so', async () => {
    const ada = await person()
    const request = await claimed(ada)
    expect(await narrow(ada, request.userCode.toLowerCase())).toBe(200)
    expect(await narrow(ada, request.userCode)).toBe(200)
    await decide(ada, request)
    const { access_token: session } = await (await redeem(request)).json()
    expect((await claimsOf(session)).scope).toBe(`${readRight}:${listId} ${writeRight}:${listId}`)
    expect(await (await ada.as('/programs')).json()).toMatchObject([{ rights: [readRight, writeRight], listId }])
    // It has been decided.
    expect(await narrow(ada, request.userCode)).toBe(400)
  })

  test('for one list stays limited to that list, and to the requested rights', async () => {
    const ada = await person()
    const request = await claimed(ada, `${readRight}:${listId}`)
    expect(await narrow(ada, request.userCode, '019ab3f0-7d2c-7c3a-8a57-0b6f3f6d8e12')).toBe(400)
    expect(await narrow(ada, request.userCode)).toBe(200)
    await decide(ada, request)
    const { access_token: session } = await (await redeem(request)).json()
    expect((await claimsOf(session)).scope).toBe(`${readRight}:${listId}`)
  })

  test('cannot be limited by another user, to an invalid list, or from another site', async () => {
    const [ada, bob] = [await person(), await person()]
    const request = await claimed(ada)
    const body = { userCode: request.userCode, listId }
    expect(await narrow(bob, request.userCode)).toBe(400)
    expect(await statusOf(send('/device/narrow', body))).toBe(401)
    expect(await statusOf(ada.as('/device/narrow', body, { origin: 'https://evil.example' }))).toBe(403)
    for (const bad of ['', '*', writeRight, `${listId} ${writeRight}`])
      expect(await narrow(ada, request.userCode, bad)).toBe(400)
    expect(await narrow(ada, (await ask()).userCode)).toBe(400)
    await decide(ada, request)
    const { access_token: session } = await (await redeem(request)).json()
    expect((await claimsOf(session)).scope).toBe(`${readRight} ${writeRight}`)
  })
})

describe('a program’s session', () => {
  test('opens no endpoint but /token and /sign-out', async () => {
    const ada = await person()
    const { session } = await authorize(ada)
    const { userCode } = await ask()
    const endpoints = Object.values(app.api).filter(
      (endpoint): endpoint is typeof endpoint & { path: string } =>
        'path' in endpoint && typeof endpoint.path === 'string' && !['/token', '/sign-out'].includes(endpoint.path),
    )
    expect(endpoints.length).toBeGreaterThan(40)
    for (const { path, options } of endpoints) {
      const body = [options.method].flat().includes('POST') ? {} : undefined
      const answer = async (headers: Record<string, string>) => {
        const response = await send(path, body, headers)
        expect(response.headers.getSetCookie().filter((cookie) => cookie.includes(session))).toEqual([])
        return response.status
      }
      expect.soft(await answer(bearer(session)), path).toBe(await answer({}))
    }
    const bodies: Record<string, object | undefined> = {
      '/change-password': { currentPassword: password, newPassword: 'another long password' },
      '/delete-user': { password },
      '/list-sessions': undefined,
      '/update-user': { name: 'Mallory' },
      '/revoke-sessions': {},
      '/revoke-other-sessions': {},
      '/device/approve': { userCode },
      '/device/deny': { userCode },
      '/device/narrow': { userCode, listId },
      '/programs': undefined,
      '/programs/revoke': { id: 'x' },
      '/two-factor/enable': { password },
      '/passkey/generate-register-options': undefined,
    }
    for (const [path, body] of Object.entries(bodies)) {
      expect.soft(await statusOf(send(path, body, bearer(session))), path).toBe(401)
      // Nor as the cookie, which is signed.
      const cookie = `better-auth.session_token=${session}`
      expect.soft(await statusOf(send(path, body, { cookie, origin: webUrl })), path).toBe(401)
    }
    expect(await (await send('/get-session', undefined, bearer(session))).json()).toBeNull()
  })

  test('is renewed without ever becoming the cookie that opens everything', async () => {
    const { session, id } = await authorize(await person())
    await database.query(
      `update session set updated_at = now() - interval '2 days', expires_at = now() + interval '1 day' where id = $1`,
      [id],
    )
    const response = await send('/token', undefined, bearer(session))
    expect([response.status, response.headers.getSetCookie()]).toEqual([200, []])
    const { rows } = await database.query(
      `select expires_at > now() + interval '6 days' as later, updated_at > now() - interval '1 hour' as seen
       from session where id = $1`,
      [id],
    )
    expect(rows).toEqual([{ later: true, seen: true }])
  })

  test('stops working when it has ended, and a user’s own session is not accepted as a bearer token', async () => {
    const ada = await person()
    const { session, id } = await authorize(ada)
    await database.query(`update session set expires_at = now() where id = $1`, [id])
    expect(await statusOf(send('/token', undefined, bearer(session)))).toBe(401)
    const [own] = await (await ada.as('/list-sessions')).json()
    for (const token of [own.token, 'nonsense', decodeURIComponent(/=([^;]*)/.exec(ada.cookie())?.[1] ?? '')]) {
      expect(await statusOf(send('/token', undefined, bearer(token)))).toBe(401)
      expect(await statusOf(send('/sign-out', {}, bearer(token)))).toBe(401)
      // A cookie does not make an invalid bearer token valid.
      expect(await statusOf(ada.as('/token', undefined, bearer(token)))).toBe(401)
    }
    expect(await statusOf(ada.as('/token'))).toBe(200)
  })

  test('can be ended by the program itself, which sends no origin; a cookie without an origin ends nothing', async () => {
    const ada = await person()
    const [first, second] = [await authorize(ada), await authorize(ada)]
    expect(await statusOf(ada.as('/sign-out', {}, {}))).toBe(403)
    expect(await statusOf(ada.as('/sign-out', {}, bearer(first.session)))).toBe(403)
    const response = await send('/sign-out', {}, bearer(first.session))
    expect([response.status, response.headers.getSetCookie()]).toEqual([200, []])
    expect(await statusOf(send('/token', undefined, bearer(first.session)))).toBe(401)
    expect(await statusOf(send('/token', undefined, bearer(second.session)))).toBe(200)
    expect(await statusOf(ada.as('/token'))).toBe(200)
  })

  test.each<[string, string, object]>([
    ['a changed password', '/change-password', { currentPassword: password, newPassword: 'another long password' }],
    ['signing out everywhere else', '/revoke-other-sessions', {}],
  ])('is ended by %s', async (_what, path, body) => {
    const ada = await person()
    const { session, id } = await authorize(ada)
    expect(await statusOf(ada.as(path, body))).toBe(200)
    expect(await statusOf(send('/token', undefined, bearer(session)))).toBe(401)
    await expect.poll(revoked).toContain(id)
  })
})

const revoked = async () =>
  decodeJwt<{ revoked: { sid?: string }[] }>(await (await send('/revocations')).text()).revoked.map(({ sid }) => sid)

describe('the programs that a user has authorized', () => {
  test('are shown to that user without their sessions, and are not among the user’s own sessions', async () => {
    const ada = await person()
    const { session, id } = await authorize(ada, readRight, 'Reader')
    const text = await (await ada.as('/programs')).text()
    expect(JSON.parse(text)).toEqual([
      { id, name: 'Reader', rights: [readRight], listId: null, lastSeen: expect.stringMatching(/^\d{4}-/) },
    ])
    const sessions = await (await ada.as('/list-sessions')).text()
    expect(JSON.parse(sessions)).toHaveLength(1)
    expect(text + sessions).not.toContain(session)
    expect(await (await (await person()).as('/programs')).json()).toEqual([])
    expect(await statusOf(send('/programs'))).toBe(401)
  })

  test('can be revoked only by that user, together with their tokens', async () => {
    const [ada, bob] = [await person(), await person()]
    const { session, id } = await authorize(ada)
    await bob.as('/programs/revoke', { id })
    expect(await statusOf(ada.as('/programs/revoke', { id }, { origin: 'https://evil.example' }))).toBe(403)
    expect(await statusOf(send('/token', undefined, bearer(session)))).toBe(200)
    expect(await statusOf(ada.as('/programs/revoke', { id }))).toBe(200)
    expect(await statusOf(send('/token', undefined, bearer(session)))).toBe(401)
    await expect.poll(revoked).toContain(id)
    const own = decodeJwt((await (await ada.as('/token')).json()).token)
    await ada.as('/programs/revoke', { id: own.sid })
    expect(await statusOf(ada.as('/token'))).toBe(200)
  })
})
