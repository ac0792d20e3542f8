import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createKeySet, createTokenVerifier, InvalidTokenError } from '@ownlist/auth'
import pg from 'pg'
import { test } from 'vitest'
import { answer } from '../src/auth/answer'
import { type Auth, createAuth, keepHouse, proveSigningKey } from '../src/auth/create-auth'
import { parseSettings } from '../src/env'
import { createAuthDatabase } from './auth-database'
import { cheapPasswords } from './cheap-passwords'

// A web app and an API, with a caching proxy between them. Time passes by changing the times in the database and the
// proxy. Each test has its own, so that all can wait at the same time.

const webUrl = 'https://app.example.com'
const hour = 60 * 60
const day = 24 * hour

/** A web app on a separate database, and its clock. */
interface WebApp extends AsyncDisposable {
  readonly app: Auth
  readonly database: pg.Client
  /** The seconds that have passed in addition to real ones. */
  readonly passed: number
  /** Lets seconds pass, for all keys, the proxy, and what the app caches for a second. */
  pass(seconds: number): Promise<void>
}

async function openWebApp(): Promise<WebApp> {
  const databaseUrl = await createAuthDatabase()
  const database = new pg.Client({ connectionString: databaseUrl })
  await database.connect()
  const settings = parseSettings({
    AUTH_DATABASE_URL: databaseUrl,
    BETTER_AUTH_SECRET: 'x'.repeat(32),
    WEB_URL: webUrl,
  })
  const app = createAuth({ settings, mailer: null, eraseRows: async () => undefined, passwords: cheapPasswords })
  await proveSigningKey(app)
  let passed = 0
  return {
    app,
    database,
    get passed() {
      return passed
    },
    async pass(seconds) {
      passed += seconds
      await database.query(
        `update jwks set created_at = created_at - $1::interval, signs_from = signs_from - $1::interval,
          expires_at = expires_at - $1::interval`,
        [`${seconds} seconds`],
      )
      await new Promise((resolve) => setTimeout(resolve, 1_050))
    },
    [Symbol.asyncDispose]: () => database.end(),
  }
}

interface Stored {
  readonly text: string
  readonly headers: Headers
  readonly at: number
  readonly maxAge: number
}

type Ask = () => Promise<Response>

/**
 * A shared cache (RFC 9111) in front of the JWKS: it fetches again only when its copy is as old as its max-age.
 * @param keepsFor seconds, for a proxy that is configured to keep responses for a different time
 */
function createCache(clock: Pick<WebApp, 'passed'>, ask: Ask, keepsFor?: number): Ask {
  let stored: Stored | undefined
  const ageOf = ({ at }: Stored) => Math.floor(clock.passed - at)
  return async () => {
    if (stored === undefined || ageOf(stored) >= stored.maxAge) {
      const response = await ask()
      const { headers } = response
      const said = /(?:^|,)\s*max-age=(\d+)/.exec(headers.get('cache-control') ?? '')?.[1]
      const maxAge = keepsFor ?? (headers.get('cache-control')?.startsWith('public') ? Number(said ?? 0) : 0)
      const at = clock.passed - Number(headers.get('age') ?? 0)
      stored = { text: await response.text(), headers, at, maxAge }
    }
    const headers = new Headers(stored.headers)
    headers.set('age', String(ageOf(stored)))
    return new Response(stored.text, { headers })
  }
}

const jwksOf =
  ({ app }: WebApp): Ask =>
  () =>
    answer(app, new Request(`${webUrl}/api/auth/jwks`))

/** An API behind the cache. It fetches every unknown key, so only the cache can hide a key from it. */
async function startApi(cache: Ask) {
  const server = createServer(async (_request, response) => {
    const { headers, body } = await cache()
    response.writeHead(200, Object.fromEntries(headers)).end(body && (await new Response(body).text()))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const keys = createKeySet({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`, cooldownMs: 1 })
  const verifier = createTokenVerifier({ keys, issuer: webUrl, audience: 'ownlist-api', remember: 0 })
  return {
    verify: (token: string) => verifier.verifyToken(token),
    reload: () => keys.reload(),
    async [Symbol.asyncDispose]() {
      keys[Symbol.dispose]()
      server.close()
      server.closeAllConnections()
    },
  }
}

async function signUp({ app }: WebApp): Promise<() => Promise<string>> {
  const send = (path: string, init: RequestInit & { headers: Record<string, string> }) =>
    answer(app, new Request(`${webUrl}/api/auth${path}`, init))
  const response = await send('/sign-up/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: webUrl },
    body: JSON.stringify({ name: 'Ada', email: `${randomUUID()}@example.com`, password: 'correct horse battery' }),
  })
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
  return async () => (await (await send('/token', { headers: { cookie } })).json()).token
}

const kidOf = (token: string): unknown =>
  JSON.parse(Buffer.from(token.split('.', 1)[0] ?? '', 'base64url').toString()).kid

/** From just before a key is published until it has begun to sign, in seconds. The cache is filled at each step. */
const onTime = [29 * day - 1, 1, 1, 58, day - 62, 1, 1, 1, 59, 1]

const late = [30 * day - 1, 7 * day, 1, 59, hour - 61, 1, 1, 59, 1]
const inSteps = [29 * day - 30, 59, 59, day - 3 * 59, 59, 59, 59, 59]

test.concurrent.for<readonly [string, readonly number[], (web: WebApp) => Ask]>([
  ['a cache that obeys max-age', onTime, (web) => createCache(web, jwksOf(web))],
  ['two caches, one behind the other', onTime, (web) => createCache(web, createCache(web, jwksOf(web)))],
  ['a cache that keeps the keys for 5 minutes, whatever they say', onTime, (web) => createCache(web, jwksOf(web), 300)],
  ['a cache that keeps the keys for 59 minutes', onTime, (web) => createCache(web, jwksOf(web), 59 * 60)],
  ['a rotation that is a week late', late, (web) => createCache(web, jwksOf(web))],
  ['steps of just under a minute', inSteps, (web) => createCache(web, jwksOf(web))],
])('no new token is refused while the signing key changes behind %s', async ([, steps, through], { expect }) => {
  await using web = await openWebApp()
  await using api = await startApi(through(web))
  const token = await signUp(web)
  const kids = new Set<unknown>()
  for (const seconds of [0, ...steps]) {
    await web.pass(seconds)
    // Fills a cache whose response is too old, just before a change.
    await api.reload()
    await keepHouse(web.app)
    const fresh = await token()
    kids.add(kidOf(fresh))
    await expect(api.verify(fresh), `after ${web.passed} seconds`).resolves.toMatchObject({
      sessionId: expect.any(String),
    })
  }
  expect(kids.size).toBe(2)
})

test.concurrent('the cache of these tests would hide a key that signs as soon as it is published', async ({
  expect,
}) => {
  await using web = await openWebApp()
  await using api = await startApi(createCache(web, jwksOf(web)))
  const token = await signUp(web)
  await api.verify(await token())
  await web.pass(29 * day)
  await api.reload()
  await keepHouse(web.app)
  await web.database.query('update jwks set signs_from = least(signs_from, now())')
  await web.pass(1)
  await expect(api.verify(await token())).rejects.toThrow(InvalidTokenError)
  await web.pass(60)
  await api.verify(await token())
})
