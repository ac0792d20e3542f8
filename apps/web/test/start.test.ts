import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { execute } from '@ownlist/testkit'
import getPort from 'get-port'
import { beforeAll, expect, inject, onTestFinished, test } from 'vitest'
import { createAuthDatabase, startFaultyDatabase } from './auth-database'
import { runBuilt, signUp, statusOf } from './built-app'

let databaseUrl: string
beforeAll(async () => {
  databaseUrl = await createAuthDatabase()
})

const changed = (change: (url: URL) => void) => {
  const url = new URL(databaseUrl)
  change(url)
  return url.href
}

test.each<[string, () => Record<string, string> | Promise<Record<string, string>>, RegExp]>([
  [
    'a wrong address of its own',
    () => ({ WEB_URL: 'app.example.com' }),
    /WEB_URL: must start with a scheme.*Example: /,
  ],
  ['a short secret', () => ({ BETTER_AUTH_SECRET: 'hunter2' }), /BETTER_AUTH_SECRET: must have at least 32 characters/],
  ['no secret', () => ({ BETTER_AUTH_SECRET: '' }), /BETTER_AUTH_SECRET: must be set/],
  [
    'a port where nothing listens',
    () => ({ AUTH_DATABASE_URL: changed((url) => (url.port = '9')) }),
    /ECONNREFUSED[\s\S]*Check the host and the port in AUTH_DATABASE_URL/,
  ],
  [
    'a wrong password',
    () => ({ AUTH_DATABASE_URL: changed((url) => (url.password = 'x')) }),
    /password authentication failed[\s\S]*Check the user/,
  ],
  [
    'a database that does not exist',
    () => ({ AUTH_DATABASE_URL: changed((url) => (url.pathname = 'none')) }),
    /database "none" does not exist/,
  ],
  ['a database without tables', async () => ({ AUTH_DATABASE_URL: await emptyDatabase() }), /pnpm db:migrate/],
  ['a database that says nothing', async () => ({ AUTH_DATABASE_URL: await muteDatabase() }), /timeout|timed out/],
])('the web app ends, and says why, with %s', async (_name, faulty, message) => {
  const { app, output } = await runBuilt({ AUTH_DATABASE_URL: databaseUrl, ...(await faulty()) })
  expect(await once(app, 'exit')).toEqual([1, null])
  expect(output()).toMatch(/The web app cannot start\.\n/)
  expect(output()).toMatch(message)
  expect(output()).not.toContain('hunter2')
})

test('the web app ends, and says why, with a secret that does not decrypt the signing keys', async () => {
  const first = await runBuilt({ AUTH_DATABASE_URL: databaseUrl })
  await expect.poll(() => statusOf(`${first.url}/readyz`)).toBe(200)
  first.app.kill('SIGTERM')
  const { app, output } = await runBuilt({ AUTH_DATABASE_URL: databaseUrl, BETTER_AUTH_SECRET: 'y'.repeat(40) })
  expect(await once(app, 'exit')).toEqual([1, null])
  expect(output()).toContain('encrypted with another BETTER_AUTH_SECRET')
})

test('a start logs no warnings, even if requests come before the app is ready', async () => {
  const { url, output } = await runBuilt({ AUTH_DATABASE_URL: databaseUrl })
  const paths = ['/api/auth/jwks', '/api/auth/get-session', '/api/auth/revocations', '/api/auth/token']
  const statuses = async () => Promise.all(paths.map((path) => statusOf(`${url}${path}`)))
  await expect.poll(statuses, { interval: 5 }).toEqual([200, 200, 200, 401])
  expect(output()).not.toMatch(/WARN|ERROR|client IP/)
})

test('the web app serves metrics on a separate port, and counts no path that a client made up', async () => {
  using database = await startFaultyDatabase(databaseUrl)
  const port = await getPort()
  const { url } = await runBuilt({ AUTH_DATABASE_URL: database.url, WEB_METRICS_PORT: String(port) })
  await expect.poll(() => statusOf(`${url}/readyz`)).toBe(200)
  const shown = async () => await (await fetch(`http://localhost:${port}/metrics`)).text()
  for (const path of ['/api/auth/token', '/api/auth/made-up', '/made-up', '/sign-in', '/metrics']) {
    await (await fetch(url + path)).text()
  }
  await expect.poll(shown).toContain('ownlist_request_duration_seconds_count{operation="auth/token"} 1\n')
  expect(await shown()).toContain('ownlist_request_duration_seconds_count{operation="auth"} 1\n')
  await expect.poll(shown).toContain('ownlist_request_duration_seconds_count{operation="page"} 3\n')
  expect(await shown()).not.toContain('made-up')
  expect(await shown()).toContain('ownlist_answers_total{status="401"} 1\n')
  await expect.poll(shown).toMatch(/^ownlist_requests_in_flight 0$/m)
  expect(await shown()).toMatch(/^ownlist_database_connections [1-9]/m)
  expect(await shown()).toMatch(/^ownlist_database_waiting 0$/m)
  expect(await shown()).toMatch(/^ownlist_database_errors_total 0$/m)
  const cookie = await signUp(url, 'grace@example.com')
  database.state = 'refuses'
  expect((await fetch(`${url}/api/auth/token`, { headers: { cookie } })).status).toBe(503)
  await expect.poll(shown).toMatch(/^ownlist_database_errors_total [1-9]/m)
  await expect.poll(shown).toContain('ownlist_answers_total{status="503"} 1\n')
})

test('the web app ends, and names the variable, when the port of its metrics is in use', async () => {
  const taken = createServer()
  onTestFinished(() => void taken.close())
  await once(taken.listen(0, 'localhost'), 'listening')
  const { port } = taken.address() as AddressInfo
  const { app, output } = await runBuilt({ AUTH_DATABASE_URL: databaseUrl, WEB_METRICS_PORT: String(port) })
  expect(await once(app, 'exit')).toEqual([1, null])
  expect(output()).toContain(`Port ${port} cannot be used (EADDRINUSE). Choose another port with WEB_METRICS_PORT.`)
})

test('while its database is unavailable the web app keeps running, says so at /readyz, and recovers afterwards', async () => {
  using database = await startFaultyDatabase(databaseUrl)
  const { url } = await runBuilt({ AUTH_DATABASE_URL: database.url })
  await expect.poll(() => statusOf(`${url}/readyz`)).toBe(200)
  expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: 'ready', database: true, signingKey: true })
  const cookie = await signUp(url)
  for (const state of ['refuses', 'mute'] as const) {
    database.state = state
    await expect.poll(() => statusOf(`${url}/readyz`)).toBe(503)
    const answer = await fetch(`${url}/readyz`)
    expect(await answer.json()).toEqual({ status: 'not ready', database: false, signingKey: false })
    expect(answer.headers.get('retry-after')).toBe('5')
    expect(await statusOf(`${url}/healthz`)).toBe(200)
    const page = await fetch(`${url}/account`, { headers: { cookie } })
    expect([page.status, page.headers.get('retry-after')]).toEqual([503, '5'])
    database.state = 'answers'
    await expect.poll(() => statusOf(`${url}/readyz`)).toBe(200)
  }
}, 60_000)

async function emptyDatabase(): Promise<string> {
  const { adminUrl, template } = inject('testPostgres')
  const url = new URL(template.AUTH_DATABASE_URL)
  url.pathname = 'no_tables_yet'
  await execute(adminUrl, [`create database no_tables_yet owner ${url.username}`])
  return url.href
}

async function muteDatabase(): Promise<string> {
  const server = createServer((socket) => socket.on('error', () => undefined).resume())
  onTestFinished(() => void server.close())
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return `postgresql://auth@127.0.0.1:${(server.address() as AddressInfo).port}/auth`
}
