import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startTestIssuer, type TestIssuer } from '@ownlist/testkit'
import getPort from 'get-port'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSystem, type RunningSystem } from './people.js'
import { answering, type RunningProgram, startProgram } from './process.js'
import { fastapiFolder, installPython } from './python.js'

const require = createRequire(import.meta.url)
const mainOf = (example: string) =>
  join(dirname(require.resolve(`@ownlist/example-${example}/package.json`)), 'dist/main.js')

let system: RunningSystem
/** Replaces the web app where tokens have to be invalid on purpose but signed with the published key. */
let issuer: TestIssuer
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ownlist-notes-'))
  issuer = await startTestIssuer()
  system = await openSystem()
}, 120_000)
afterAll(async () => {
  await system?.[Symbol.asyncDispose]()
  await issuer?.[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

interface Service extends AsyncDisposable {
  readonly url: string
}

async function serve(start: (port: number) => RunningProgram): Promise<Service> {
  const port = await getPort()
  const program = start(port)
  const url = `http://127.0.0.1:${port}`
  await answering(url, program)
  return { url, [Symbol.asyncDispose]: () => program[Symbol.asyncDispose]() }
}

const hono = (issuer: string) =>
  serve((port) => startProgram([process.execPath, mainOf('hono')], { AUTH_ISSUER: issuer, PORT: String(port) }))

const fastapi = (issuer: string) =>
  serve((port) => {
    const name = createHash('sha256').update(issuer).digest('hex').slice(0, 8)
    const env = { AUTH_ISSUER: issuer, DATABASE_URL: `sqlite:///${join(folder, `${name}.db`)}` }
    const command = [installPython(), '-m', 'uvicorn', 'main:app', '--port', String(port), '--log-level', 'warning']
    return startProgram(command, env, fastapiFolder)
  })

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')

/** Descriptions and tokens. Except for its fault, each token is valid. */
async function badTokens(): Promise<[string, string][]> {
  await using stranger = await startTestIssuer()
  const good = await issuer.token('user-1')
  const [header = '', payload = '', signature = ''] = good.split('.')
  const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString())
  const claims = (overrides: object) => issuer.token('user-1', { ...overrides })
  const now = Math.floor(Date.now() / 1_000)
  return [
    ['no token at all', 'nonsense'],
    ['another audience', await claims({ aud: 'another' })],
    ['another issuer', await claims({ iss: 'https://evil.example' })],
    ['an expired token', await claims({ iat: now - 600, exp: now - 300 })],
    ['a token without exp', await claims({ exp: undefined })],
    ['a token without iat', await claims({ iat: undefined })],
    ['nobody', await claims({ sub: undefined })],
    ['a number for a subject', await claims({ sub: 1 })],
    ['a subject with a quote', await claims({ sub: "x' or 1=1 --" })],
    ['another key', await stranger.token('user-1', { iss: issuer.issuer })],
    [
      'another key under a known kid',
      `${header}.${(await stranger.token('user-1', { iss: issuer.issuer })).split('.').slice(1).join('.')}`,
    ],
    ['alg none', `${encode({ alg: 'none', kid })}.${payload}.`],
    ['alg none with a signature', `${encode({ alg: 'none', kid })}.${payload}.${signature}`],
    [
      'a changed payload',
      `${header}.${encode({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), sub: 'user-2' })}.${signature}`,
    ],
  ]
}

/** Tokens that name keys which do not exist. Except for that, or for its signature, each token is valid. */
const madeUpKids: readonly (readonly [string, (n: number) => unknown])[] = [
  ['another kid each time', (n) => `made-up-${n}`],
  ['a kid as long as the issuer’s', () => randomUUID()],
  ['kids of one letter', (n) => String.fromCharCode(97 + (n % 26))],
  ['the names of members', (n) => ['__proto__', 'constructor', 'toString', 'hasOwnProperty'][n % 4]],
  ['a kid that is a number', (n) => n],
  ['no kid', () => undefined],
]

async function withKid(kid: unknown): Promise<string> {
  const [, payload = '', signature = ''] = (await issuer.token('user-1')).split('.')
  return `${encode({ alg: 'EdDSA', kid })}.${payload}.${signature}`
}

/** Sends 30 tokens one after the other, and then 30 at once. */
async function flood(url: string, kidOf: (n: number) => unknown): Promise<Set<number>> {
  const statuses = new Set<number>()
  const send = async (n: number) => {
    const { status } = await fetch(url, { headers: bearer(await withKid(kidOf(n))) })
    statuses.add(status)
  }
  for (let n = 0; n < 30; n++) await send(n)
  await Promise.all(Array.from({ length: 30 }, (_, n) => send(30 + n)))
  return statuses
}

/** What the service promises about the issuer's keys, whatever tokens arrive. */
async function expectFewFetches(url: string): Promise<void> {
  const good = async () => (await fetch(url, { headers: bearer(await issuer.token('user-1')) })).status
  expect(await good()).toBe(200)
  const [before, start] = [issuer.fetches, Date.now()]
  for (const [what, kidOf] of madeUpKids) expect([what, await flood(url, kidOf)]).toEqual([what, new Set([401])])
  expect(issuer.fetches - before).toBeLessThanOrEqual(Math.ceil((Date.now() - start) / 5_000) + 1)
  // Such a token does not make the service lose its keys either, if the issuer fails meanwhile.
  issuer.failing = true
  try {
    await sleep(5_100)
    expect(await flood(url, (n) => `while-down-${n}`)).toEqual(new Set([401]))
    expect(await good()).toBe(200)
  } finally {
    issuer.failing = false
  }
  // A new key is accepted as soon as the cooldown allows it.
  await issuer.rotate()
  await expect.poll(good, { timeout: 10_000 }).toBe(200)
}

/** What a person can grant an app. Such tokens are valid, but only for tasks. */
const programScopes = ['tasks:read tasks:write', 'tasks:read:019ab3f0-7d2c-7c3a-8a57-0b6f3f6d8e11']

async function expectRefusals(url: string): Promise<void> {
  expect((await fetch(url, { headers: bearer(await issuer.token('user-1')) })).status).toBe(200)
  const bare = await fetch(url)
  expect([bare.status, bare.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
  for (const [what, token] of await badTokens()) {
    const { status, headers } = await fetch(url, { headers: bearer(token) })
    const challenge = headers.get('www-authenticate')
    expect([what, status, challenge]).toEqual([what, 401, 'Bearer error="invalid_token"'])
  }
  for (const scope of programScopes) {
    const { status, headers } = await fetch(url, { headers: bearer(await issuer.token('user-1', { scope })) })
    const challenge = headers.get('www-authenticate')
    expect([scope, status, challenge]).toEqual([scope, 403, 'Bearer error="insufficient_scope"'])
  }
}

describe('the Hono service', () => {
  test('accepts the web app’s tokens, and knows whose they are', async () => {
    await using service = await hono(system.webUrl)
    const ada = await (await system.signUp('Hono')).token()
    const { sub } = JSON.parse(Buffer.from(ada.split('.')[1] ?? '', 'base64url').toString())
    const answer = await fetch(`${service.url}/hello`, { headers: bearer(ada) })
    expect([answer.status, await answer.text()]).toEqual([200, `Hello ${sub}`])
  })

  test('refuses invalid tokens and tokens of apps with the challenges of RFC 6750', async () => {
    await using service = await hono(issuer.issuer)
    await expectRefusals(`${service.url}/hello`)
  })

  test('fetches the keys at most once in 5 seconds, whatever keys tokens name', { timeout: 60_000 }, async () => {
    await using service = await hono(issuer.issuer)
    await expectFewFetches(`${service.url}/hello`)
  })

  test('answers 503 while no keys are available', async () => {
    await using service = await hono('http://127.0.0.1:9')
    const { status } = await fetch(`${service.url}/hello`, { headers: bearer(await issuer.token('user-1')) })
    expect(status).toBe(503)
  })
})

describe('the FastAPI service', { timeout: 300_000 }, () => {
  test('accepts the web app’s tokens, and two people see only their own rows', async () => {
    await using service = await fastapi(system.webUrl)
    const [ada, bob] = [await system.signUp('Ada'), await system.signUp('Bob')]
    const ask = async (person: typeof ada, method: string, path: string, body?: object) => {
      const response = await fetch(`${service.url}${path}`, {
        method,
        headers: { ...bearer(await person.token()), 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return { status: response.status, body: response.status === 204 ? null : await response.json() }
    }
    const adas = await ask(ada, 'POST', '/notes', { text: 'Ada’s', user_id: 'bob', id: 'chosen' })
    expect(adas).toEqual({ status: 201, body: { id: expect.not.stringMatching('chosen'), text: 'Ada’s' } })
    const bobs = await ask(bob, 'POST', '/notes', { text: 'Bob’s' })
    expect(await ask(ada, 'GET', '/notes')).toEqual({ status: 200, body: [adas.body] })
    expect(await ask(bob, 'GET', '/notes')).toEqual({ status: 200, body: [bobs.body] })
    const path = `/notes/${(adas.body as { id: string }).id}`
    const foreign = await ask(bob, 'DELETE', path)
    expect(foreign).toEqual(await ask(bob, 'DELETE', '/notes/nothing'))
    expect(foreign.status).toBe(404)
    expect(await ask(ada, 'GET', '/notes')).toEqual({ status: 200, body: [adas.body] })
    expect(await ask(ada, 'DELETE', path)).toEqual({ status: 204, body: null })
    expect(await ask(ada, 'GET', '/notes')).toEqual({ status: 200, body: [] })
  })

  test('refuses invalid tokens and tokens of apps with the challenges of RFC 6750, and fetches the keys only when necessary', async () => {
    await using service = await fastapi(issuer.issuer)
    const before = issuer.fetches
    await expectRefusals(`${service.url}/notes`)
    // The first token, and the one that names a key which does not exist.
    expect(issuer.fetches - before).toBeLessThanOrEqual(2)
  })

  test('fetches the keys at most once in 5 seconds, whatever keys tokens name', { timeout: 60_000 }, async () => {
    await using service = await fastapi(issuer.issuer)
    await expectFewFetches(`${service.url}/notes`)
  })

  test('answers 503 while no keys are available', async () => {
    await using service = await fastapi('http://127.0.0.1:9')
    const { status } = await fetch(`${service.url}/notes`, { headers: bearer(await issuer.token('user-1')) })
    expect(status).toBe(503)
  })
})

/** Runs the script, authorizes it when it asks, and returns everything that it has printed. */
async function runScript(authorize: (userCode: string) => Promise<void>): Promise<string> {
  const { webUrl, apiUrl } = system
  await using script = startProgram([process.execPath, mainOf('script')], { WEB_URL: webUrl, API_URL: apiUrl })
  const shown = () => /compare (\S+)/.exec(script.said())?.[1]
  await expect.poll(shown, { timeout: 15_000 }).toBeTypeOf('string')
  await authorize(shown() ?? '')
  expect(await script.exit).toBe(0)
  return script.said()
}

test('the script, after a person has authorized it, adds a task for them and prints the open tasks', async () => {
  const ada = await system.signUp('Script')
  expect(await runScript((code) => ada.authorize(code))).toMatch(/Water the ferns, due 2026-11-30\n$/)
})

test('the script, authorized for one list, adds to that list and prints nothing else', async () => {
  const ada = await system.signUp('Narrow')
  const create = async (what: string, title: string) => {
    const headers = { ...bearer(await ada.token()), 'content-type': 'application/json' }
    const body = JSON.stringify({ title })
    const response = await fetch(`${system.apiUrl}/trpc/${what}.create`, { method: 'POST', headers, body })
    return ((await response.json()) as { result: { data: { id: string } } }).result.data.id
  }
  const listId = await create('list', 'Garden')
  await create('task', 'Elsewhere')
  expect(await runScript((code) => ada.authorize(code, listId))).toMatch(
    /compare \S+\nWater the ferns, due 2026-11-30\n$/,
  )
})
