import { readRight } from '@ownlist/scopes'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openWebApp, type Person, password, statusOf, type WebApp } from './web-app'

// Better Auth does not check origins if it detects a test.
vi.hoisted(() => {
  vi.stubEnv('NODE_ENV', 'production')
  vi.stubEnv('TEST', '')
})

// A code that a user looked up or approved, and everything that may happen before its program redeems it.

let web: WebApp
beforeAll(async () => {
  web = await openWebApp()
})
afterAll(() => web.close())

async function ask(program = 'Test program') {
  const { device_code, user_code } = await (await web.send('/device/code', { client_id: program })).json()
  return { program, deviceCode: String(device_code), userCode: String(user_code) }
}
type Request = Awaited<ReturnType<typeof ask>>

const lookUp = ({ as }: Person, { userCode }: Request) => as(`/device?${new URLSearchParams({ user_code: userCode })}`)
const approve = ({ as }: Person, { userCode }: Request) => statusOf(as('/device/approve', { userCode }))

async function poll({ deviceCode, program }: Request) {
  const response = await web.send('/device/token', {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    device_code: deviceCode,
    client_id: program,
  })
  const { error, access_token } = await response.json()
  return { status: response.status, error, session: access_token as string | undefined }
}

const refused = { status: 400, error: 'access_denied', session: undefined }

async function approved(ada: Person) {
  const request = await ask()
  await lookUp(ada, request)
  expect(await approve(ada, request)).toBe(200)
  return request
}

const idOf = async ({ as }: Person): Promise<string> => (await (await as('/get-session')).json()).user.id

/** Everything that ends a session or a password, through Better Auth or with a statement at the console. */
const ends: Record<string, (ada: Person) => Promise<unknown>> = {
  'a changed password': ({ as }) =>
    as('/change-password', { currentPassword: password, newPassword: 'another long password' }),
  'signing out': ({ as }) => as('/sign-out', {}),
  'signing out everywhere': ({ as }) => as('/revoke-sessions', {}),
  'signing out everywhere else, where there is nowhere else': ({ as }) => as('/revoke-other-sessions', {}),
  'ending another session of theirs': async (ada) => {
    await web.person(ada.email, 'sign-in')
    const sessions: { token: string }[] = await (await ada.as('/list-sessions')).json()
    await ada.as('/revoke-session', { token: sessions.at(-1)?.token })
  },
  'revoking a program': async (ada) => {
    const request = await ask('Other')
    await lookUp(ada, request)
    await approve(ada, request)
    await poll(request)
    const [{ id }] = await (await ada.as('/programs')).json()
    await ada.as('/programs/revoke', { id })
  },
  'deleting the account': ({ as }) => as('/delete-user', { password }),
  'a password set at the console': async (ada) =>
    web.database.query(`update account set password = 'x' where user_id = $1`, [await idOf(ada)]),
  'a first password beside another provider': async (ada) =>
    web.database.query(
      `insert into account (id, account_id, provider_id, user_id, password, updated_at) values ($1, $1, 'credential', $1, 'x', now())`,
      [await idOf(ada)],
    ),
  'sessions deleted at the console': async (ada) =>
    web.database.query('delete from session where user_id = $1', [await idOf(ada)]),
  'a user deleted at the console': async (ada) =>
    web.database.query('delete from "user" where id = $1', [await idOf(ada)]),
  'a user deleted at the console, whose sessions were gone': async (ada) => {
    const id = await idOf(ada)
    await web.database.query('delete from session where user_id = $1', [id])
    await web.database.query('delete from "user" where id = $1', [id])
  },
}

describe.each(Object.entries(ends))('%s', (_what, end) => {
  test('ends an approved code', async () => {
    const ada = await web.person()
    const request = await approved(ada)
    await end(ada)
    expect(await poll(request)).toEqual(refused)
  })

  test('ends a code that was looked up, so that nobody can approve it any more', async () => {
    const ada = await web.person()
    const request = await ask()
    expect(await statusOf(lookUp(ada, request))).toBe(200)
    await end(ada)
    expect(await approve(ada, request)).toBeGreaterThanOrEqual(400)
    expect(await poll(request)).toEqual(refused)
  })

  test('does not affect the codes of others', async () => {
    const [ada, bob] = [await web.person(), await web.person()]
    const [waiting, theirs] = [await ask(), await approved(bob)]
    await end(ada)
    expect(await poll(waiting)).toMatchObject({ error: 'authorization_pending' })
    expect(await poll(theirs)).toMatchObject({ status: 200, session: expect.any(String) })
  })
})

test('a denied code stays denied, even if an earlier approval is written later', async () => {
  const ada = await web.person()
  const request = await ask()
  await lookUp(ada, request)
  await web.database.query(`update device_code set status = 'denied' where user_code = $1`, [request.userCode])
  await web.database.query(`update device_code set status = 'approved' where user_code = $1`, [request.userCode])
  expect(await poll(request)).toEqual(refused)
})

test('the session gets what the consumed row holds, not what was read before', async () => {
  const ada = await web.person()
  const request = await approved(ada)
  // The grant changes between the two reads of the redemption, where a lock holds it up.
  const blocker = await web.connect()
  await blocker.query('begin')
  await blocker.query(`update device_code set scope = '${readRight}' where user_code = $1`, [request.userCode])
  const answer = poll(request)
  await expect.poll(async () => (await web.database.query(waiting)).rowCount).toBe(1)
  await blocker.query('commit')
  await blocker.end()
  const { session } = await answer
  const { rows } = await web.database.query('select scope from session where token = $1', [session])
  expect(rows).toEqual([{ scope: readRight }])
})

/** A statement of this database that waits for a lock. */
const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`

test('of many simultaneous redemptions of a code, only one gets a session', async () => {
  const ada = await web.person()
  const request = await approved(ada)
  const answers = await Promise.all(Array.from({ length: 8 }, () => poll(request)))
  expect(answers.filter(({ session }) => session !== undefined)).toHaveLength(1)
  expect(answers.every(({ status }) => status === 200 || status === 400)).toBe(true)
  expect(await (await ada.as('/programs')).json()).toHaveLength(1)
})
