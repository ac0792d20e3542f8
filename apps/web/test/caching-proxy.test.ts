import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createKeySet, createTokenVerifier, InvalidTokenError } from '@ownlist/auth'
import pg from 'pg'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { answer } from '../src/auth/answer'
import { type Auth, createAuth, keepHouse, proveSigningKey } from '../src/auth/create-auth'
import { parseSettings } from '../src/env'
import { createAuthDatabase } from './auth-database'

// A web app and an API, with a caching proxy between them. Time passes by changing the times in the database and the
// proxy.

const webUrl = 'https://app.example.com'
const hour = 60 * 60
const day = 24 * hour
/** The seconds that have passed in addition to real ones. */
let passed: number
let database: pg.Client
let app: Auth
beforeEach(async () => {
  passed = 0
  const databaseUrl = await createAuthDatabase()
  database = new pg.Client({ connectionString: databaseUrl })
  await database.connect()
  onTestFinished(() => database.end())
  const settings = parseSettings({
    AUTH_DATABASE_URL: databaseUrl,
    BETTER_AUTH_SECRET: 'x'.repeat(32),
    WEB_URL: webUrl,
  })
  app = createAuth({ settings, mailer: null, eraseRows: async () => undefined })
  await proveSigningKey(app)
})

/** Lets seconds pass, for all keys, the proxy, and what the app caches for a second. */
async function pass(seconds: number): Promise<void> {
  passed += seconds
  await database.query(
    `update jwks set created_at = created_at - $1::interval, signs_from = signs_from - $1::interval,
      expires_at = expires_at - $1::interval`,
    [`${seconds} seconds`],
  )
  await new Promise((resolve) => setTimeout(resolve, 1_050))
}

interface Stored {
  readonly text: string
  readonly headers: Headers
  readonly at: number
  readonly maxAge: number
}

/**
 * A shared cache (RFC 9111) in front of the JWKS: it fetches again only when its copy is as old as its max-age.
 * @param keepsFor seconds, for a proxy that is configured to keep responses for a different time
 */
function createCache(ask: () => Promise<Response>, keepsFor?: number): () => Promise<Response> {
  let stored: Stored | undefined
  const ageOf = ({ at }: Stored) => Math.floor(passed - at)
  return async () => {
    if (stored === undefined || ageOf(stored) >= stored.maxAge) {
      const response = await ask()
      const { headers } = response
      const said = /(?:^|,)\s*max-age=(\d+)/.exec(headers.get('cache-control') ?? '')?.[1]
      const maxAge = keepsFor ?? (headers.get('cache-control')?.startsWith('public') ? Number(said ?? 0) : 0)
      stored = { text: await response.text(), headers, at: passed - Number(headers.get('age') ?? 0), maxAge }
    }
    const headers = new Headers(stored.headers)
    headers.set('age', String(ageOf(stored)))
    return new Response(stored.text, { headers })
  }
}

const jwks = () => answer(app, new Request(`${webUrl}/api/auth/jwks`))

/** An API behind the cache. It fetches every unknown key, so only the cache can hide a key from it. */
async function startApi(cache: () => Promise<Response>) {
  const server = createServer(async (_request, response) => {
    const { headers, body } = await cache()
    response.writeHead(200, Object.fromEntries(headers)).end(body && (await new Response(body).text()))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const keys = createKeySet({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`, cooldownMs: 1 })
  const verifier = createTokenVerifier({ keys, issuer: webUrl, audience: 'ownlist-api', remember: 0 })
  onTestFinished(() => {
    keys[Symbol.dispose]()
    server.close()
    server.closeAllConnections()
  })
  return { verify: (token: string) => verifier.verifyToken(token), reload: () => keys.reload() }
}

async function signUp(): Promise<() => Promise<string>> {
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

test.each<[string, readonly number[], (ask: () => Promise<Response>) => () => Promise<Response>]>([
  ['a cache that obeys max-age', onTime, (ask) => createCache(ask)],
  ['two caches, one behind the other', onTime, (ask) => createCache(createCache(ask))],
  ['a cache that keeps the keys for 5 minutes, whatever they say', onTime, (ask) => createCache(ask, 300)],
  ['a cache that keeps the keys for 59 minutes', onTime, (ask) => createCache(ask, 59 * 60)],
  ['a rotation that is a week late', [30 * day - 1, 7 * day, 1, 59, hour - 61, 1, 1, 59, 1], (ask) => createCache(ask)],
  ['steps of just under a minute', [29 * day - 30, 59, 59, day - 3 * 59, 59, 59, 59, 59], (ask) => createCache(ask)],
])('no new token is refused while the signing key changes behind %s', async (_name, steps, through) => {
  const { verify, reload } = await startApi(through(jwks))
  const token = await signUp()
  const kids = new Set<unknown>()
  for (const seconds of [0, ...steps]) {
    await pass(seconds)
    // Fills a cache whose response is too old, just before a change.
    await reload()
    await keepHouse(app)
    const fresh = await token()
    kids.add(kidOf(fresh))
    await expect(verify(fresh), `after ${passed} seconds`).resolves.toMatchObject({ sessionId: expect.any(String) })
  }
  expect(kids.size).toBe(2)
})

test('the cache of these tests would hide a key that signs as soon as it is published', async () => {
  const { verify, reload } = await startApi(createCache(jwks))
  const token = await signUp()
  await verify(await token())
  await pass(29 * day)
  await reload()
  await keepHouse(app)
  await database.query('update jwks set signs_from = least(signs_from, now())')
  await pass(1)
  await expect(verify(await token())).rejects.toThrow(InvalidTokenError)
  await pass(60)
  await verify(await token())
})
