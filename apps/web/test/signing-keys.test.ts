import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createKeySet, createTokenVerifier } from '@ownlist/auth'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import pg from 'pg'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { answer } from '../src/auth/answer'
import { type Auth, createAuth, keepHouse, proveSigningKey } from '../src/auth/create-auth'
import { parseSettings } from '../src/env'
import { createAuthDatabase } from './auth-database'
import { cheapPasswords } from './cheap-passwords'

// Several web apps on one real database, which is new for each test. Time passes by changing the times in the database.

const webUrl = 'https://app.example.com'
const audience = 'ownlist-api'
const migration = new URL('../../../prisma/auth/migrations/20261125210000_signs_from/migration.sql', import.meta.url)
let databaseUrl: string
let database: pg.Client
beforeEach(async () => {
  databaseUrl = await createAuthDatabase()
  database = new pg.Client({ connectionString: databaseUrl })
  await database.connect()
  onTestFinished(() => database.end())
})

/** A web app with its own connections. */
function openApp({ secret = 'a secret that is long enough for this' } = {}): Auth {
  const settings = parseSettings({ AUTH_DATABASE_URL: databaseUrl, BETTER_AUTH_SECRET: secret, WEB_URL: webUrl })
  return createAuth({ settings, mailer: null, eraseRows: async () => undefined, passwords: cheapPasswords })
}

let addresses = 0
const get = (app: Auth, path: string, headers: Record<string, string> = {}) =>
  answer(
    app,
    new Request(`${webUrl}/api/auth${path}`, {
      headers: { 'x-client-address': `198.51.100.${++addresses % 250}`, ...headers },
    }),
  )

/** A user who is signed in, at any of the apps. */
async function signUp(app: Auth): Promise<(at: Auth) => Promise<string>> {
  const response = await answer(
    app,
    new Request(`${webUrl}/api/auth/sign-up/email`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: webUrl,
        'x-client-address': `203.0.113.${++addresses % 250}`,
      },
      body: JSON.stringify({ name: 'Ada', email: `${randomUUID()}@example.com`, password: 'correct horse battery' }),
    }),
  )
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
  return async (at) => (await (await get(at, '/token', { cookie })).json()).token
}

const kidOf = (token: string) => decodeProtectedHeader(token).kid
const kidsAt = async (app: Auth): Promise<string[]> =>
  (await (await get(app, '/jwks')).json()).keys.map(({ kid }: { kid: string }) => kid)

interface Row {
  readonly id: string
  readonly waits: boolean
  readonly notice: number
  readonly days: number
}

/** The rows, oldest first; `notice` is how many minutes a key is published before it signs. */
const rows = async (): Promise<Row[]> =>
  (
    await database.query(`select id, signs_from > now() as waits,
      round(extract(epoch from signs_from - created_at) / 60)::int as notice,
      round(extract(epoch from expires_at - signs_from) / 86400)::int as days
      from jwks order by signs_from, id`)
  ).rows

const expire = () => database.query(`update jwks set expires_at = now() - interval '1 second'`)
/** Lets time pass for all keys, and for what an app caches. */
async function pass(interval: string) {
  await database.query(
    `update jwks set created_at = created_at - $1::interval,
    signs_from = signs_from - $1::interval, expires_at = expires_at - $1::interval`,
    [interval],
  )
  await new Promise((resolve) => setTimeout(resolve, 1_050))
}
const repeat = <T>(count: number, make: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => make(n)))

/**
 * An API that fetches its keys from one of the apps, over HTTP, again for each token: it uses the keys that are
 * published now.
 */
async function startVerifier(app: Auth) {
  const server = createServer(async (_, response) => {
    const { status, headers, body } = await get(app, '/jwks')
    response.writeHead(status, Object.fromEntries(headers)).end(body && (await new Response(body).text()))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const keys = createKeySet({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`, cooldownMs: 1 })
  const verifier = createTokenVerifier({ keys, issuer: webUrl, audience, remember: 0 })
  onTestFinished(() => {
    keys[Symbol.dispose]()
    server.close()
    server.closeAllConnections()
  })
  return async (token: string) => {
    await keys.reload()
    return (await verifier.verifyToken(token)).userId
  }
}

describe('when the signing key has expired', () => {
  test.each(['/revocations', '/jwks'])('40 strangers who request %s at once cause no new key', async (path) => {
    const [app, other] = [openApp(), openApp()]
    await proveSigningKey(app)
    const before = await rows()
    await expire()
    const answers = await repeat(40, (n) => get(n % 2 ? app : other, path))
    expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(200))
    expect((await rows()).map(({ id }) => id)).toEqual(before.map(({ id }) => id))
  })

  test('40 users who request tokens from two web apps at once cause one new key, and every token stays valid', async () => {
    const apps = [openApp(), openApp()] as const
    await proveSigningKey(apps[0])
    const verify = await startVerifier(apps[1])
    const people = await repeat(4, (n) => signUp(apps[n % 2 ? 1 : 0]))
    const ask = () => repeat(40, async (n) => (await people[n % 4]?.(apps[n % 2 ? 1 : 0])) ?? '')
    const old = await ask()
    await expire()
    const meanwhile = await ask()
    expect(await rows()).toHaveLength(2)
    expect(new Set(meanwhile.map(kidOf))).toEqual(new Set(old.map(kidOf)))
    await pass('61 minutes')
    const fresh = await ask()
    expect(new Set(fresh.map(kidOf)).size).toBe(1)
    expect(kidOf(fresh[0] ?? '')).not.toBe(kidOf(old[0] ?? ''))
    for (const token of [...old, ...meanwhile, ...fresh]) expect(await verify(token)).toBe(decodeJwt(token).sub)
    expect(await rows()).toHaveLength(2)
  })

  test('the housekeeping of four web apps at once creates one key', async () => {
    const apps = [openApp(), openApp(), openApp(), openApp()]
    await proveSigningKey(openApp())
    await expire()
    await Promise.all(apps.flatMap((app) => [keepHouse(app), keepHouse(app)]))
    expect(await rows()).toMatchObject([{ waits: false }, { waits: true, notice: 60, days: 30 }])
  })

  test('a start, users and the housekeeping at once create one key', async () => {
    const [app, other] = [openApp(), openApp()]
    const token = await signUp(app)
    await proveSigningKey(app)
    await expire()
    await Promise.all([proveSigningKey(other), keepHouse(app), keepHouse(other), token(app), token(other)])
    expect(await rows()).toHaveLength(2)
  })

  test('a key from a web app with another secret does not replace it', async () => {
    await proveSigningKey(openApp())
    await expire()
    const stranger = openApp({ secret: 'another secret, as long as the first' })
    await expect(proveSigningKey(stranger)).rejects.toThrow('another BETTER_AUTH_SECRET')
    await expect(keepHouse(stranger)).rejects.toThrow()
    expect(await rows()).toHaveLength(1)
  })
})

describe('the first key', () => {
  test('is only one, even if four web apps start at once, and signs immediately', async () => {
    await Promise.all([openApp(), openApp(), openApp(), openApp()].map(proveSigningKey))
    expect(await rows()).toMatchObject([{ waits: false, notice: 0, days: 30 }])
  })

  test('is only one, even if users at two web apps are the first to need it', async () => {
    const apps = [openApp(), openApp()] as const
    const token = await signUp(apps[0])
    const tokens = await repeat(20, (n) => token(apps[n % 2 ? 1 : 0]))
    expect(new Set(tokens.map(kidOf)).size).toBe(1)
    expect(await rows()).toHaveLength(1)
  })

  test.each(['/jwks', '/revocations'])(
    'is not created for strangers who request %s: they are told to wait',
    async (path) => {
      const answers = await repeat(10, () => get(openApp(), path))
      for (const response of answers) {
        expect([response.status, response.headers.get('cache-control')]).toEqual([503, 'private, no-store'])
        expect(await response.json()).toMatchObject({ code: 'NO_SIGNING_KEY' })
      }
      expect(await rows()).toEqual([])
    },
  )

  test('also signs immediately after a reset, without a restart', async () => {
    const app = openApp()
    const token = await signUp(app)
    const old = await token(app)
    await database.query('delete from jwks')
    const fresh = await token(app)
    expect(kidOf(fresh)).not.toBe(kidOf(old))
    expect(await kidsAt(app)).toEqual([kidOf(fresh)])
  })

  test('is the next one, if only the current one was removed', async () => {
    const app = openApp()
    const token = await signUp(app)
    const old = await token(app)
    await expire()
    await keepHouse(app)
    await database.query('delete from jwks where id = $1', [kidOf(old)])
    const [next] = await rows()
    expect(kidOf(await token(app))).toBe(next?.id)
    expect(await rows()).toHaveLength(1)
  })
})

describe('a rotation', () => {
  test('publishes the next key a day ahead, and lets it sign when the 30 days of the current one end', async () => {
    const app = openApp()
    const token = await signUp(app)
    const old = kidOf(await token(app))
    await pass('28 days 23 hours')
    await keepHouse(app)
    expect(await kidsAt(app)).toEqual([old])
    await pass('2 hours')
    await keepHouse(app)
    const [, next] = await kidsAt(app)
    await pass('22 hours 58 minutes')
    expect(kidOf(await token(app))).toBe(old)
    await pass('2 minutes')
    expect(kidOf(await token(app))).toBe(next)
  })

  test('that is late still publishes the next key for an hour; until then the expired one signs', async () => {
    const app = openApp()
    const token = await signUp(app)
    const old = kidOf(await token(app))
    await pass('100 days')
    await keepHouse(app)
    const [, next] = await kidsAt(app)
    await pass('59 minutes')
    expect(kidOf(await token(app))).toBe(old)
    expect(decodeProtectedHeader(await (await get(app, '/revocations')).text()).kid).toBe(old)
    await pass('1 minute')
    expect(kidOf(await token(app))).toBe(next)
    expect(decodeProtectedHeader(await (await get(app, '/revocations')).text()).kid).toBe(next)
  })

  test('leaves the old key in the JWKS until one hour after its last token has expired, and then removes it', async () => {
    const app = openApp()
    const token = await signUp(app)
    const old = kidOf(await token(app))
    await expire()
    await keepHouse(app)
    await pass('1 hour')
    const next = kidOf(await token(app))
    await pass('64 minutes 55 seconds')
    await keepHouse(app)
    expect(await kidsAt(app)).toEqual([old, next])
    await pass('10 seconds')
    expect(await kidsAt(app)).toEqual([next])
    expect(await rows()).toHaveLength(2)
    await keepHouse(app)
    expect(await rows()).toMatchObject([{ id: next }])
  })

  test('works for a year, with one key a month and never more than three published', async () => {
    const app = openApp()
    const token = await signUp(app)
    const kids = new Set<string | undefined>()
    for (let day = 0; day < 365; day += 5) {
      await keepHouse(app)
      kids.add(kidOf(await token(app)))
      expect((await rows()).length).toBeLessThanOrEqual(3)
      await database.query(`update jwks set created_at = created_at - interval '5 days',
        signs_from = signs_from - interval '5 days', expires_at = expires_at - interval '5 days'`)
    }
    expect(kids.size).toBeGreaterThanOrEqual(12)
    expect(kids.size).toBeLessThanOrEqual(13)
  })
})

describe('a database of an earlier version', () => {
  /** Keys as Better Auth created them: in a burst, for simultaneous requests of users and strangers. */
  async function burst(count: number, made: string, expires = `interval '30 days'`) {
    await proveSigningKey(openApp())
    await database.query('alter table jwks drop column signs_from')
    await database.query(
      `insert into jwks (id, public_key, private_key, created_at, expires_at, alg, crv)
       select 'key-' || n, public_key, private_key, at, at + ${expires}, alg, crv
       from jwks, generate_series(1, $1) n, lateral (select now() - $2::interval + n * interval '1 ms' as at) t`,
      [count, made],
    )
    await database.query(`delete from jwks where id not like 'key-%'`)
    await database.query(await readFile(migration, 'utf8'))
  }

  test('with 32 keys of a burst keeps the newest, publishes all while their tokens are valid, and has one in the end', async () => {
    await burst(32, '1 minute')
    const app = openApp()
    await proveSigningKey(app)
    const token = await signUp(app)
    expect(kidOf(await token(app))).toBe('key-32')
    expect(await kidsAt(app)).toHaveLength(32)
    const verify = await startVerifier(app)
    const shown = await token(app)
    expect(await verify(shown)).toBe(decodeJwt(shown).sub)
    await pass('2 hours')
    await proveSigningKey(app)
    expect(await rows()).toMatchObject([{ id: 'key-32' }])
  })

  test('with a burst of last week has one key right after the start', async () => {
    await burst(32, '7 days')
    await proveSigningKey(openApp())
    expect(await rows()).toMatchObject([{ id: 'key-32', waits: false }])
  })

  test('with only expired keys keeps working, and gets a new key', async () => {
    await burst(3, '90 days')
    await proveSigningKey(openApp())
    expect(await rows()).toMatchObject([
      { id: 'key-3', waits: false },
      { waits: true, notice: 60 },
    ])
  })

  test('with a key that never expires lets it sign for 30 days', async () => {
    await burst(1, '31 days', 'null::interval')
    await proveSigningKey(openApp())
    expect(await rows()).toMatchObject([{ id: 'key-1' }, { waits: true, notice: 60, days: 30 }])
  })
})

describe('strangers', () => {
  test.each(['/jwks', '/revocations'])(
    'who request %s change no row, even if the database accepts no writes',
    async (path) => {
      await proveSigningKey(openApp())
      await expire()
      await database.query(`insert into revocation (session_id, not_before) values ('old', now() - interval '1 day')`)
      const name = new URL(databaseUrl).pathname.slice(1)
      await database.query(`alter database ${name} set default_transaction_read_only = on`)
      const app = openApp()
      const answers = await repeat(40, () => get(app, path))
      expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(200))
      expect((await database.query('select from revocation')).rowCount).toBe(1)
    },
  )

  test.each(['jwks', 'revocation'])('who request %s 64 times at once cost one statement a second', async (table) => {
    const app = openApp()
    await proveSigningKey(app)
    await database.query(`insert into revocation (session_id, not_before) values ('ended', now())`)
    // A view in place of the table, which counts how often it is read.
    await database.query(`create sequence asked minvalue 0; select nextval('asked'); alter table ${table} rename to kept;
      create view ${table} as select kept.* from kept, (select nextval('asked')) n`)
    const start = performance.now()
    const answers = await repeat(64, () => get(app, table === 'jwks' ? '/jwks' : '/revocations'))
    const seconds = Math.ceil((performance.now() - start) / 1_000)
    expect(answers.map(({ status }) => status)).toEqual(Array(64).fill(200))
    expect(Number((await database.query('select last_value from asked')).rows[0].last_value)).toBeLessThanOrEqual(
      seconds,
    )
  })

  test('see a revoked session on the feed within about a second, however many ask', async () => {
    const app = openApp()
    await proveSigningKey(app)
    const revoked = async () => JSON.stringify(decodeJwt(await (await get(app, '/revocations')).text()).revoked)
    expect(await revoked()).not.toContain('ended')
    await database.query(`insert into revocation (session_id, not_before) values ('ended', now())`)
    const start = performance.now()
    await expect
      .poll(async () => (await repeat(20, revoked)).every((list) => list.includes('ended')), { interval: 50 })
      .toBe(true)
    expect(performance.now() - start).toBeLessThan(3_000)
  })
})

test('users still get tokens if the next key cannot be created', async () => {
  const app = openApp()
  const token = await signUp(app)
  await token(app)
  await expire()
  await database.query(`alter table jwks add constraint full_up check (id = '') not valid`)
  expect(kidOf(await token(app))).toBe((await rows())[0]?.id)
  await expect(keepHouse(app)).rejects.toThrow()
  await database.query('alter table jwks drop constraint full_up')
  await keepHouse(app)
  expect(await rows()).toHaveLength(2)
})
