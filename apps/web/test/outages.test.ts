import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { answer } from '../src/auth/answer'
import { answerOutages } from '../src/auth/answer-outages'
import { createAuth } from '../src/auth/create-auth'
import { noteOutage } from '../src/auth/outages'
import { parseSettings } from '../src/env'
import { createAuthDatabase, type FaultyDatabase, startFaultyDatabase } from './auth-database'
import { cheapPasswords } from './cheap-passwords'

// Better Auth does not check origins if it detects a test.
vi.hoisted(() => {
  vi.stubEnv('NODE_ENV', 'production')
  vi.stubEnv('TEST', '')
})

const webUrl = 'https://app.example.com'
const password = 'correct horse battery staple'
let database: FaultyDatabase
let app: ReturnType<typeof createAuth>
let cookie: string
beforeAll(async () => {
  database = await startFaultyDatabase(await createAuthDatabase())
  const settings = parseSettings({
    AUTH_DATABASE_URL: database.url,
    BETTER_AUTH_SECRET: 'x'.repeat(32),
    WEB_URL: webUrl,
  })
  app = createAuth({ settings, mailer: null, eraseRows: async () => undefined, passwords: cheapPasswords })
  const signedUp = await send('POST /sign-up/email', { name: 'Ada', email: `${randomUUID()}@example.com`, password })
  cookie = signedUp.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
  expect((await send('GET /token')).status).toBe(200)
  return () => database[Symbol.dispose]()
})

let addresses = 0
async function send(name: string, body?: object): Promise<Response> {
  const [method = '', path] = name.split(' ')
  const headers = {
    origin: webUrl,
    'x-client-address': `198.51.100.${++addresses}`,
    ...(cookie ? { cookie } : {}),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  }
  const init = body === undefined ? {} : { body: JSON.stringify(body) }
  return await answer(app, new Request(`${webUrl}/api/auth${path}`, { method, headers, ...init }))
}

const email = 'ada@example.com'
const requests: [name: string, body?: object][] = [
  ['GET /token'],
  ['GET /get-session'],
  ['GET /list-sessions'],
  ['GET /jwks'],
  ['GET /revocations'],
  ['GET /programs'],
  ['POST /sign-in/email', { email, password }],
  ['POST /sign-up/email', { name: 'Eve', email, password }],
  ['POST /sign-out'],
  ['POST /change-password', { currentPassword: password, newPassword: `${password}!` }],
  ['POST /device/code', { client_id: 'test' }],
]

describe.each(['refuses', 'mute'] as const)('while the auth database %s', (state) => {
  test.each<[name: string, body?: object]>(requests)(
    '%s is answered with 503, a reason and Retry-After, in ten seconds',
    async (name, body) => {
      // The public responses are shared for a second.
      if (name === 'GET /jwks') await new Promise((resolve) => setTimeout(resolve, 1_100))
      database.state = state
      const start = performance.now()
      const response = await send(name, body)
      const took = performance.now() - start
      database.state = 'answers'
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
      expect(response.headers.get('cache-control')).toBe('private, no-store')
      expect(await response.json()).toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
      expect(took).toBeLessThan(10_000)
    },
  )

  test('and nobody is signed out by it', async () => {
    await expect.poll(async () => (await send('GET /token')).status).toBe(200)
  })
})

test.each<[string, () => Response]>([
  ['an empty 500', () => new Response(null, { status: 500 })],
  ['nobody signed in', () => Response.json(null)],
  ['a session that is not there', () => new Response(null, { status: 401 })],
  ['a success', () => Response.json({ success: true })],
])('even if Better Auth turns a failed statement into %s, the response is 503', async (_what, made) => {
  const failed = await answerOutages(new Headers(), async () => {
    noteOutage()
    return made()
  })
  expect([failed.status, failed.headers.get('retry-after')]).toEqual([503, '5'])
  const served = made()
  expect(await answerOutages(new Headers(), async () => served)).toBe(served)
})

test('each connection of the pool gives up a statement after 5 seconds and an idle transaction after 10', async () => {
  const { openAuthDatabase } = await import('../src/auth/auth-connections')
  const { prisma } = openAuthDatabase(database.url)
  expect(
    await prisma.$queryRaw`
      select current_setting('statement_timeout') as statement,
        current_setting('idle_in_transaction_session_timeout') as idle`,
  ).toEqual([{ statement: '5s', idle: '10s' }])
})
