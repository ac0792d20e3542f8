import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import getPort from 'get-port'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { createAuthDatabase } from './auth-database'
import { runBuilt, signUp, statusOf } from './built-app'

let databaseUrl: string
beforeAll(async () => {
  databaseUrl = await createAuthDatabase()
})

/** In place of the API: records what reaches it, and is unavailable. */
async function startRecorder() {
  const seen: { path: string; id: unknown; traceparent: unknown }[] = []
  const server = createServer(({ url, headers }, response) => {
    const { 'x-request-id': id, traceparent } = headers
    seen.push({ path: (url ?? '').split('?', 1)[0] ?? '', id, traceparent })
    response.writeHead(503).end()
  })
  onTestFinished(() => void server.close())
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}

const parent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'

test('one id connects a request with its call to the API, and a log line shows the page', async () => {
  const api = await startRecorder()
  const { url, output } = await runBuilt({ AUTH_DATABASE_URL: databaseUrl, API_INTERNAL_URL: api.url })
  await expect.poll(() => statusOf(`${url}/readyz`)).toBe(200)
  const cookie = await signUp(url)
  const page = await fetch(`${url}/?list=secret`, {
    headers: { cookie, 'x-request-id': 'from-the-proxy', traceparent: parent },
  })
  expect([page.status, page.headers.get('x-request-id')]).toEqual([200, 'from-the-proxy'])
  const erase = async (ids: Readonly<Record<string, string>>) => {
    const answer = await fetch(`${url}/api/auth/delete-user`, {
      method: 'POST',
      headers: { cookie, origin: url, 'content-type': 'application/json', ...ids },
      body: JSON.stringify({ password: 'correct horse battery staple' }),
    })
    expect(answer.status).toBe(503)
    return answer.headers.get('x-request-id')
  }
  /** The calls of the API; a failed one is repeated. */
  const expectCalls = (call: { id: string | null; traceparent: string | undefined }) => {
    expect(api.seen.length).toBeGreaterThan(0)
    for (const each of api.seen) expect(each).toEqual({ path: '/trpc/account.erase', ...call })
  }
  await erase({ 'x-request-id': 'erase-1', traceparent: parent })
  expectCalls({ id: 'erase-1', traceparent: parent })

  api.seen.length = 0
  const made = await erase({ 'x-request-id': "x' --", traceparent: 'none' })
  expect(made).toMatch(/^[\da-f-]{36}$/)
  expectCalls({ id: made, traceparent: undefined })

  const lines = () =>
    output()
      .split('\n')
      .filter((line) => line.startsWith('{'))
  await expect.poll(() => lines().filter((line) => line.includes('"requestId":"erase-1"'))).toHaveLength(1)
  const [line] = lines()
    .filter((text) => text.includes('from-the-proxy'))
    .map((text) => JSON.parse(text))
  expect(line).toMatchObject({ level: 30, msg: 'request', method: 'GET', path: '/', status: 200 })
  expect(line.traceId).toBe('4bf92f3577b34da6a3ce929d0e0e4736')
  expect(output()).not.toMatch(/secret|ada@example|correct horse|eyJ|session_token/)
  expect(output()).not.toContain('/_next/')
}, 60_000)

test('LOG_LEVEL controls how much is logged', async () => {
  const database = { AUTH_DATABASE_URL: databaseUrl }
  const [debug, silent] = [
    await runBuilt({ ...database, LOG_LEVEL: 'debug' }),
    await runBuilt({ ...database, LOG_LEVEL: 'silent' }),
  ]
  for (const { url } of [debug, silent]) {
    await expect.poll(() => statusOf(`${url}/readyz`)).toBe(200)
    await fetch(`${url}/_next/static/nothing.js`)
  }
  await expect.poll(debug.output).toContain('"path":"/_next/static/nothing.js"')
  expect(silent.output()).not.toContain('"msg":"request"')
})

test.runIf(process.platform === 'linux').each(['/dev/full'])(
  'a log that cannot be written, as on %s, does not stop the app',
  async (file) => {
    const port = await getPort()
    const url = `http://localhost:${port}`
    const out = openSync(file, 'w')
    const app = spawn(
      process.execPath,
      [fileURLToPath(new URL('../.next/standalone/apps/web/server.js', import.meta.url))],
      {
        env: {
          NODE_ENV: 'production',
          BETTER_AUTH_SECRET: 'a secret that is long enough for this',
          WEB_URL: url,
          PORT: String(port),
          HOSTNAME: 'localhost',
          AUTH_DATABASE_URL: databaseUrl,
        },
        stdio: ['ignore', out, out],
      },
    )
    onTestFinished(() => void app.kill('SIGKILL'))
    closeSync(out)
    await expect.poll(() => statusOf(`${url}/readyz`)).toBe(200)
    for (let n = 0; n < 20; n++) expect(await statusOf(`${url}/healthz`)).toBe(200)
    expect(await statusOf(`${url}/made-up`)).toBe(404)
    expect(app.exitCode).toBeNull()
  },
)
