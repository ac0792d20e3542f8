import { fileURLToPath } from 'node:url'
import { createTokenVerifier } from '@ownlist/auth'
import { describeWith, nginx, startNginx } from '@ownlist/testkit'
import getPort from 'get-port'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { createAuthDatabase } from './auth-database'
import { startBuilt, statusOf } from './built-app'

const password = 'correct horse battery staple'
const json = { 'content-type': 'application/json' }

/** Two web apps that were started at the same moment on one empty database, behind one address. */
async function startTwo() {
  const databaseUrl = await createAuthDatabase()
  const proxyPort = await getPort()
  const webUrl = `http://localhost:${proxyPort}`
  const env = { AUTH_DATABASE_URL: databaseUrl, WEB_URL: webUrl, TRUSTED_PROXIES: '127.0.0.1,::1' }
  const apps = await Promise.all([startBuilt(env), startBuilt(env)])
  const ready = () => Promise.all(apps.map(({ url }) => statusOf(`${url}/readyz`)))
  await vi.waitFor(async () => expect(await ready()).toEqual([200, 200]), { timeout: 60_000 })
  const [first, second] = apps.map(({ url }) => `${url}/api/auth`)
  if (first === undefined || second === undefined) throw new Error('There are not two')
  const end = () => apps.map(({ app }) => app.kill('SIGKILL'))
  return { apps, first, second, proxyPort, webUrl, end }
}

type Two = Awaited<ReturnType<typeof startTwo>>

let two: Two
beforeAll(async () => {
  two = await startTwo()
}, 120_000)
afterAll(() => void two?.end())

let addresses = 0
/** Requests of a browser with its own address and cookies, which the proxy sends to either app. */
function openBrowser({ webUrl }: Two) {
  const address = `198.51.100.${++addresses}`
  let cookie = ''
  const send = async (url: string, body?: object): Promise<Response> => {
    const response = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { origin: webUrl, 'x-forwarded-for': address, cookie, ...(body === undefined ? {} : json) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const set = response.headers.getSetCookie().map((line) => line.split(';', 1)[0])
    if (set.length > 0) cookie = set.join('; ')
    return response
  }
  return Object.assign(send, { cookies: () => cookie })
}

const signUp = (browse: ReturnType<typeof openBrowser>, url: string, email: string) =>
  browse(`${url}/sign-up/email`, { name: 'Ada', email, password })

const tokenOf = async (response: Response): Promise<string> => ((await response.json()) as { token: string }).token
const payloadOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())

const starts = inject('long') ? 5 : 1

test('two web apps that start at once on an empty database sign with one key, and an API with the keys of either accepts every token', {
  timeout: starts * 90_000,
}, async () => {
  for (let n = 0; n < starts; n++) {
    if (n > 0) {
      two.end()
      two = await startTwo()
    }
    const urls = [two.first, two.second]
    const keys = await Promise.all(
      urls.map(async (url) => ((await (await fetch(`${url}/jwks`)).json()) as { keys: { kid: string }[] }).keys),
    )
    expect(keys[0]).toHaveLength(1)
    expect(keys[1]).toEqual(keys[0])
    const verifiers = urls.map((url) =>
      createTokenVerifier({ issuer: two.webUrl, audience: 'ownlist-api', jwksUrl: `${url}/jwks` }),
    )
    const tokens = await Promise.all(
      urls.map(async (url, n) => {
        const browse = openBrowser(two)
        expect((await signUp(browse, url, `user-${n}@example.com`)).status).toBe(200)
        return await tokenOf(await browse(`${url}/token`))
      }),
    )
    for (const verifier of verifiers) {
      for (const token of tokens) await expect(verifier.verifyToken(token)).resolves.toHaveProperty('userId')
      verifier[Symbol.dispose]()
    }
  }
})

test('a session that begins at one web app is valid at the other, and ends at both', async () => {
  const browse = openBrowser(two)
  expect((await signUp(browse, two.first, 'ada@example.com')).status).toBe(200)
  const { sub, sid } = payloadOf(await tokenOf(await browse(`${two.second}/token`)))
  expect(payloadOf(await tokenOf(await browse(`${two.first}/token`)))).toMatchObject({ sub, sid })
  const headers = { cookie: browse.cookies() }
  expect((await browse(`${two.second}/sign-out`, {})).status).toBe(200)
  for (const url of [two.first, two.second]) {
    expect((await fetch(`${url}/token`, { headers })).status).toBe(401)
    // Each app generates its feed at most once a second.
    const revoked = async () => payloadOf(await (await fetch(`${url}/revocations`)).text()).revoked
    await expect.poll(revoked).toEqual([expect.objectContaining({ sid })])
  }
})

test('two web apps share the limit on sign-ins from one address', async () => {
  const browse = openBrowser(two)
  const statuses = await Promise.all(
    Array.from({ length: 12 }, async (_, n) => {
      const body = { email: `nobody-${n}@example.com`, password }
      return (await browse(`${n % 2 === 0 ? two.first : two.second}/sign-in/email`, body)).status
    }),
  )
  expect(statuses.filter((status) => status === 401)).toHaveLength(3)
  expect(statuses.filter((status) => status === 429)).toHaveLength(9)
})

describeWith(nginx(), 'two web apps behind nginx', (program) => {
  test('serve one person in turn, with the documented configuration', async () => {
    const port = two.proxyPort
    const addresses = two.apps.map(({ url }) => `server ${new URL(url).host} fail_timeout=1s;\n`)
    await using _proxy = await startNginx(program, {
      port,
      include: [fileURLToPath(new URL('../../../docs/nginx/web.conf', import.meta.url))],
      files: {
        'ownlist/web-instances.conf': addresses.join(''),
        'ownlist/web-server.conf': `listen 127.0.0.1:${port};\nserver_name localhost;\n`,
      },
    })
    const browse = openBrowser(two)
    const url = `http://127.0.0.1:${port}/api/auth`
    expect((await signUp(browse, url, 'grace@example.com')).status).toBe(200)
    for (let n = 0; n < 10; n++) expect((await browse(`${url}/token`)).status).toBe(200)
    for (const { output } of two.apps) await expect.poll(output).toContain('"path":"/api/auth/token","status":200')
  })
})
