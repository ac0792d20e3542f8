import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { createApiClient } from '@ownlist/client'
import { createTestDatabase, newUserId, startTestIssuer } from '@ownlist/testkit'
import getPort from 'get-port'
import { expect, onTestFinished, test } from 'vitest'
import { type BuiltApi, builtApi, runBuiltApi as run } from './built-api.js'
import { holdDatabase } from './database-faults.js'

/** The URL in a line of the log. */
const urlIn = (api: BuiltApi, line: string) => api.lines().find(({ msg }) => msg === line)?.url ?? ''

test('needs only its environment, logs where it listens, and on SIGTERM finishes running requests', async () => {
  await using database = await createTestDatabase()
  await using issuer = await startTestIssuer()
  const api = run({
    DATABASE_URL: database.url,
    AUTH_ISSUER: issuer.issuer,
    AUTH_JWKS_URL: issuer.jwksUrl,
    API_PORT: '0',
  })
  const ended = once(api, 'exit')
  await expect.poll(api.output).toContain('"msg":"listening"')
  const url = urlIn(api, 'listening')
  const client = createApiClient({ url, token: () => issuer.token(newUserId()) })
  await client.account.whoami.query()
  await using held = await holdDatabase(database)
  const underWay = client.account.erase.mutate()
  await expect.poll(held.waiting).toHaveLength(1)
  api.kill('SIGTERM')
  await expect.poll(api.output).toContain('"msg":"draining"')
  await held.release()
  expect(await underWay).toEqual({ rows: 0 })
  expect(await ended).toEqual([0, null])
  expect(api.output()).toContain('"msg":"stopped"')
})

test('does not start with an invalid environment, and lists every fault', async () => {
  const api = run({ DATABASE_URL: 'mysql://x', WEB_URL: 'http://localhost:3000/', API_PORT: '99999' })
  expect(await once(api, 'exit')).toEqual([1, null])
  for (const name of ['DATABASE_URL', 'WEB_URL', 'API_PORT']) expect(api.output()).toContain(`${name}: `)
})

test.each(['http://issuer.example/jwks', 'https://me:secret@issuer.example/jwks', 'file:///etc/passwd'])(
  'does not start with %s as the address of the signing keys',
  async (jwksUrl) => {
    await using database = await createTestDatabase()
    const api = run({ DATABASE_URL: database.url, AUTH_JWKS_URL: jwksUrl, API_PORT: '0' })
    expect(await once(api, 'exit')).toEqual([1, null])
    expect(api.output()).not.toContain('listening')
    expect(api.output()).not.toContain('secret')
  },
)

test('does not start with a role that could bypass row-level security', async () => {
  await using database = await createTestDatabase()
  for (const url of [database.adminUrl, database.ownerUrl]) {
    const api = run({ DATABASE_URL: url, API_PORT: '0' })
    expect(await once(api, 'exit')).toEqual([1, null])
    expect(api.output()).toContain('could bypass row-level security')
  }
})

test('serves metrics for Prometheus on a separate port', async () => {
  await using database = await createTestDatabase()
  await using issuer = await startTestIssuer()
  const api = run({
    DATABASE_URL: database.url,
    AUTH_ISSUER: issuer.issuer,
    AUTH_JWKS_URL: issuer.jwksUrl,
    AUTH_REVOCATIONS_URL: issuer.revocationsUrl,
    API_PORT: '0',
    METRICS_PORT: '0',
  })
  await expect.poll(api.output).toContain('"msg":"listening"')
  const [metrics, listening] = [urlIn(api, 'metrics'), urlIn(api, 'listening')]
  expect((await fetch(`${listening}/trpc/account.whoami`)).status).toBe(401)
  const client = createApiClient({ url: listening, token: () => issuer.token(newUserId()) })
  await client.account.whoami.query()
  await client.account.erase.mutate()
  for (const path of ['/trpc/made.up', '/trpc/constructor', '/made-up']) await (await fetch(listening + path)).text()
  expect((await fetch(`${listening}/metrics`)).status).toBe(404)
  const shown = async () => await (await fetch(`${metrics}/metrics`)).text()
  await expect.poll(shown).toContain('ownlist_answers_total{status="401"} 3')
  const count = (operation: string, times: number) =>
    `ownlist_request_duration_seconds_count{operation="${operation}"} ${times}\n`
  expect(await shown()).toContain(count('account.whoami', 2))
  expect(await shown()).toContain(count('account.erase', 1))
  expect(await shown()).toContain(count('other', 4))
  expect(await shown()).not.toMatch(/made|constructor/)
  expect(await shown()).toMatch(/^ownlist_requests_in_flight 0$/m)
  expect(await shown()).toMatch(/^ownlist_database_errors_total 0$/m)
  await expect.poll(shown).toMatch(/^ownlist_signing_keys 1$/m)
  expect(await shown()).toMatch(/^ownlist_revocations 0$/m)
  expect(await shown()).toMatch(/^process_resident_memory_bytes \d+$/m)
  expect(await shown()).toMatch(/^ownlist_database_connections [1-9]/m)
  expect(await shown()).toMatch(/^ownlist_database_connections_idle [1-9]/m)
  expect(await shown()).toMatch(/^ownlist_database_waiting 0$/m)
  api.kill('SIGTERM')
  expect(await once(api, 'exit')).toEqual([0, null])
})

test.each(['METRICS_PORT', 'API_PORT'])('does not start, and names the variable, if %s is in use', async (variable) => {
  await using database = await createTestDatabase()
  const taken = createServer()
  onTestFinished(() => void taken.close())
  await once(taken.listen(0, '127.0.0.1'), 'listening')
  const { port } = taken.address() as AddressInfo
  const api = run({ DATABASE_URL: database.url, API_PORT: '0', [variable]: String(port) })
  expect(await once(api, 'exit')).toEqual([1, null])
  expect(api.output()).toContain(
    `Port ${port} at 127.0.0.1 is in use. Stop the program that uses it, or choose another port with ${variable}.`,
  )
  expect(api.output()).not.toContain('"msg":"listening"')
})

test('fetches the signing keys immediately on SIGHUP', async () => {
  await using database = await createTestDatabase()
  await using issuer = await startTestIssuer()
  const api = run({
    DATABASE_URL: database.url,
    AUTH_ISSUER: issuer.issuer,
    AUTH_JWKS_URL: issuer.jwksUrl,
    API_PORT: '0',
  })
  await expect.poll(api.output).toContain('"msg":"listening"')
  await expect.poll(() => issuer.fetches).toBe(1)
  api.kill('SIGHUP')
  await expect.poll(api.output).toContain('"msg":"keys reloaded"')
  expect(issuer.fetches).toBe(2)
  api.kill('SIGTERM')
  await once(api, 'exit')
})

test('logs why the signing keys and the revocation feed are invalid, once for each reason, and /readyz says so too', async () => {
  await using database = await createTestDatabase()
  await using issuer = await startTestIssuer()
  const api = run({
    DATABASE_URL: database.url,
    AUTH_ISSUER: issuer.issuer,
    AUTH_JWKS_URL: issuer.jwksUrl,
    AUTH_REVOCATIONS_URL: issuer.revocationsUrl,
    API_PORT: '0',
  })
  await expect.poll(api.output).toContain('"msg":"listening"')
  const url = urlIn(api, 'listening')
  const readiness = async () => await (await fetch(`${url}/readyz`)).json()
  await expect.poll(readiness).toMatchObject({ keys: { fault: null }, revocations: { fault: null } })
  issuer.failing = true
  const fault = 'The issuer answered 500 instead of 200'
  for (let n = 0; n < 5; n++) {
    api.kill('SIGHUP')
    await expect.poll(() => api.output().split('keys could not be reloaded').length - 1).toBe(n + 1)
  }
  await expect.poll(readiness).toMatchObject({ status: 'ready', keys: { fault }, revocations: { fault } })
  issuer.failing = false
  api.kill('SIGHUP')
  await expect.poll(readiness).toMatchObject({ keys: { fault: null }, revocations: { fault: null } })
  const lines = api
    .output()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const said = (msg: string) => lines.filter((line) => line.msg === msg).map((line) => line.fault)
  expect(said('signing keys could not be fetched')).toEqual([fault])
  expect(said('revocation feed could not be fetched')).toEqual([fault])
  expect(said('signing keys fetched again')).toHaveLength(1)
  expect(said('revocation feed fetched again')).toHaveLength(1)
  api.kill('SIGTERM')
  await once(api, 'exit')
})

test('metrics show calls that wait for the database, that exceed a limit, and that failed', async () => {
  await using database = await createTestDatabase()
  await using issuer = await startTestIssuer()
  const api = run({
    DATABASE_URL: database.url,
    AUTH_ISSUER: issuer.issuer,
    AUTH_JWKS_URL: issuer.jwksUrl,
    AUTH_REVOCATIONS_URL: 'none',
    API_PORT: '0',
    METRICS_PORT: '0',
    RATE_LIMIT_CALLS: '2',
  })
  await expect.poll(api.output).toContain('"msg":"listening"')
  const [metrics, url] = [urlIn(api, 'metrics'), urlIn(api, 'listening')]
  const shown = async () => await (await fetch(`${metrics}/metrics`)).text()
  const call = async (userId = newUserId()) => {
    const headers = { authorization: `Bearer ${await issuer.token(userId)}`, 'content-type': 'application/json' }
    return (await fetch(`${url}/trpc/account.erase`, { method: 'POST', headers, body: '{}' })).status
  }
  const busy = newUserId()
  expect([await call(busy), await call(busy), await call(busy)]).toEqual([200, 200, 429])
  await expect.poll(shown).toContain('ownlist_answers_total{status="429"} 1\n')

  await using _held = await holdDatabase(database)
  // Ten of them have a connection, three wait for one.
  const calls = Array.from({ length: 13 }, () => call())
  await expect.poll(shown).toMatch(/^ownlist_database_waiting 3$/m)
  expect(await shown()).toMatch(/^ownlist_database_connections 10$/m)
  expect(await shown()).toMatch(/^ownlist_database_connections_idle 0$/m)
  expect(await shown()).toMatch(/^ownlist_requests_in_flight 13$/m)
  // Three get no connection within two seconds; ten are canceled after five.
  expect(await Promise.all(calls)).toEqual(Array(13).fill(503))
  await expect.poll(shown).toMatch(/^ownlist_database_errors_total 13$/m)
}, 60_000)

test.runIf(process.platform === 'linux').each(['/dev/full', '/dev/null'])(
  'a log that cannot be written, such as %s, does not stop the API',
  async (file) => {
    await using database = await createTestDatabase()
    await using issuer = await startTestIssuer()
    const port = await getPort()
    const out = openSync(file, 'w')
    const api = spawn(process.execPath, [builtApi], {
      env: {
        DATABASE_URL: database.url,
        AUTH_ISSUER: issuer.issuer,
        AUTH_JWKS_URL: issuer.jwksUrl,
        AUTH_REVOCATIONS_URL: 'none',
        API_PORT: String(port),
      },
      stdio: ['ignore', out, out],
    })
    onTestFinished(() => void api.kill('SIGKILL'))
    closeSync(out)
    const healthz = () =>
      fetch(`http://127.0.0.1:${port}/healthz`).then(
        ({ status }) => status,
        () => null,
      )
    await expect.poll(healthz).toBe(200)
    for (let n = 0; n < 20; n++) expect(await healthz()).toBe(200)
    api.kill('SIGTERM')
    expect(await once(api, 'exit')).toEqual([0, null])
  },
)
