import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { execute, newUserId } from '@ownlist/testkit'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startTestApi, type TestApi, webOrigin } from './api.js'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api[Symbol.asyncDispose]())

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${api.url}${path}`, { headers })
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const post = (path: string, body: unknown, headers: Record<string, string>) =>
  fetch(`${api.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

/** Sends bytes as they are, and returns the answer's. */
const raw = (text: string) =>
  new Promise<string>((resolve, reject) => {
    const { hostname, port } = new URL(api.url)
    let answer = ''
    connect(Number(port), hostname)
      .on('data', (chunk) => {
        answer += chunk
      })
      .on('close', () => resolve(answer))
      .on('error', reject)
      .write(text)
  })

describe('the gate', () => {
  test('answers 401 with a bare challenge where there is no token, before any body is read', async () => {
    const head =
      'POST /trpc/task.create HTTP/1.1\r\nHost: api\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n'
    // The body that the header promises is never sent.
    expect(await raw(`${head}Connection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 401 /)
    const { status, headers } = await get('/trpc/task.list')
    expect(status).toBe(401)
    expect(headers.get('www-authenticate')).toBe('Bearer realm="ownlist"')
  })

  test('answers every bad token with the same bytes', async () => {
    const user = newUserId()
    const token = await api.issuer.token(user)
    const bad = [
      'nonsense',
      `${token}x`,
      await api.issuer.token(user, { exp: 1_000 }),
      await api.issuer.token(user, { aud: 'another' }),
      await api.issuer.token(user, { iss: `${api.issuer.issuer}/` }),
      await api.issuer.token(user, { sub: undefined }),
    ]
    const answers = await Promise.all(
      bad.map(async (token) => {
        const response = await get('/trpc/account.whoami', bearer(token))
        return [response.status, response.headers.get('www-authenticate'), await response.text()]
      }),
    )
    expect(answers[0]?.slice(0, 2)).toEqual([401, 'Bearer realm="ownlist", error="invalid_token"'])
    for (const answer of answers) expect(answer).toEqual(answers[0])
  })

  test('refuses two Authorization headers', async () => {
    const line = `Authorization: Bearer ${await api.issuer.token(newUserId())}\r\n`
    const answer = await raw(
      `GET /trpc/account.whoami HTTP/1.1\r\nHost: api\r\n${line}${line}Connection: close\r\n\r\n`,
    )
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
  })

  test('reads no token from a cookie or from the query', async () => {
    const token = await api.issuer.token(newUserId())
    expect((await get('/trpc/account.whoami', { cookie: `token=${token}` })).status).toBe(401)
    expect((await get(`/trpc/account.whoami?access_token=${token}`)).status).toBe(401)
    const [header, query] = [newUserId(), await api.issuer.token(newUserId())]
    const both = await get(`/trpc/account.whoami?access_token=${query}`, bearer(await api.issuer.token(header)))
    expect(both.status).toBe(400)
    expect(await both.text()).not.toContain(query)
    expect(api.logLines.join('')).not.toContain(query)
    expect(api.logLines.join('')).not.toContain(token)
  })

  test('verifies the token of a batch once', async () => {
    const verifySignature = vi.spyOn(crypto.subtle, 'verify')
    const names = Array(10).fill('account.whoami').join(',')
    expect((await get(`/trpc/${names}?batch=1`, bearer(await api.issuer.token(newUserId())))).status).toBe(200)
    // The issuer's feed is verified beside it.
    const claims = verifySignature.mock.calls.map(([, , , signed]) => String(Buffer.from(signed as Uint8Array)))
    const tokens = claims.map((text) => JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString()))
    expect(tokens.filter(({ sub }) => sub !== undefined)).toHaveLength(1)
    verifySignature.mockRestore()
  })

  test('a call that outlives its token is finished, and the next one refused', async () => {
    const now = Math.floor(Date.now() / 1_000)
    // Good for two more seconds of the tolerance.
    const headers = bearer(await api.issuer.token(newUserId(), { iat: now - 300, exp: now - 3 }))
    const holder = new pg.Client({ connectionString: api.test.adminUrl })
    await holder.connect()
    try {
      await holder.query('begin; lock table task')
      const slow = get('/trpc/task.list', headers)
      await expect.poll(async () => (await get('/trpc/account.whoami', headers)).status).toBe(401)
      await holder.query('commit')
      expect((await slow).status).toBe(200)
    } finally {
      await holder.end()
    }
  })

  test('takes the tokens of a new key soon after a rotation', async () => {
    await using own = await startTestApi()
    const userId = newUserId()
    await own.clientFor(userId).account.whoami.query()
    await own.issuer.rotate()
    await own.keys.reload()
    expect(await own.clientFor(userId).account.whoami.query()).toEqual({ userId })
  })
})

describe('limits', () => {
  test('a body of more than 64 KiB is 413', async () => {
    const headers = bearer(await api.issuer.token(newUserId()))
    const { status } = await post('/trpc/task.create', { title: 'x', notes: 'x'.repeat(70_000) }, headers)
    expect(status).toBe(413)
  })

  test('a batch of more than ten calls is 400', async () => {
    const names = Array.from({ length: 11 }, () => 'account.whoami').join(',')
    const { status } = await get(`/trpc/${names}?batch=1`, bearer(await api.issuer.token(newUserId())))
    expect(status).toBe(400)
  })

  test('a body that is not JSON is 400 and says nothing of the inside', async () => {
    const response = await post('/trpc/task.create', '{"title":', bearer(await api.issuer.token(newUserId())))
    expect(response.status).toBe(400)
    expect(await response.text()).not.toMatch(/stack|node_modules|\bat /)
  })

  test('a procedure that does not exist is 404, whatever its name', async () => {
    const headers = bearer(await api.issuer.token(newUserId()))
    for (const name of ['task.nothing', '__proto__', 'constructor', 'task.__proto__']) {
      expect((await get(`/trpc/${name}`, headers)).status).toBe(404)
    }
  })
})

describe('what HTTP can carry', () => {
  const ask = async (line: string, headers: Record<string, string> = {}, body = '') => {
    const all = { host: 'api', connection: 'close', ...headers }
    const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
    return Number((await raw(`${line} HTTP/1.1\r\n${head.join('')}\r\n${body}`)).split(' ')[1])
  }
  const token = () => api.issuer.token(newUserId())

  test.each(['PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND'])('%s is 405', async (method) => {
    expect(await ask(`${method} /trpc/task.create`, bearer(await token()))).toBe(405)
  })

  test('a mutation by GET, or a method by header, is 405; a query may go by POST', async () => {
    const headers = bearer(await token())
    expect(await ask('GET /trpc/task.create', headers)).toBe(405)
    const json = { ...headers, 'content-type': 'application/json', 'content-length': '2' }
    expect(await ask('POST /trpc/account.whoami', json, '{}')).toBe(200)
    expect(await ask('GET /trpc/task.create', { ...headers, 'x-http-method-override': 'POST' })).toBe(405)
  })

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    '',
  ])('a body as %j is 415, also without a token', async (type) => {
    const headers = { 'content-type': type, 'content-length': '13' }
    expect(await ask('POST /trpc/task.create', { ...headers, ...bearer(await token()) }, '{"title":"x"}')).toBe(415)
    expect(await ask('POST /trpc/task.create', headers, '{"title":"x"}')).toBe(415)
  })

  test.each([
    ['a path that does not decode', 'GET /trpc/%E0%A4%A', {}],
    ['a batch whose input is no JSON', 'GET /trpc/task.get?batch=1&input=nonsense', {}],
    ['a host that cannot be one', 'GET /trpc/account.whoami', { host: 'a b' }],
    ['two lengths', 'POST /trpc/task.create', { 'content-length': '5', 'transfer-encoding': 'chunked' }],
    ['a name with a line break', 'GET /trpc/a%0d%0ab', {}],
  ])('%s is refused as the client’s fault', async (_what, line, headers) => {
    const status = await ask(line, { ...bearer(await token()), ...headers })
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
  })

  test.each([
    'http://api',
    'https://api.example:8443',
    'http://127.0.0.1:4000',
    'HTTP://EVIL.EXAMPLE',
    'http://[2001:db8::1]:80',
    'http://user@host',
  ])('a whole address as the target is the same as its path: %s', async (host) => {
    expect(await ask(`GET ${host}/healthz`)).toBe(200)
    expect(await ask(`GET ${host}/trpc/account.whoami`)).toBe(401)
    expect(await ask(`GET ${host}/trpc/account.whoami`, bearer(await token()))).toBe(200)
    const json = { 'content-type': 'application/json', 'content-length': '2' }
    expect(await ask(`POST ${host}/trpc/account.erase`, { ...json, ...bearer(await token()) }, '{}')).toBe(200)
    expect(await ask(`GET ${host}/nowhere`)).toBe(404)
    expect(await ask(`GET ${host}`)).toBe(404)
    expect(await ask(`GET ${host}?x`)).toBe(404)
  })

  test.each(['ftp://api/healthz', 'api/healthz', 'http:/healthz', 'http:///healthz', '*'])(
    'a target that is neither a path nor a whole address is no path of ours: %s',
    async (target) => {
      const status = await ask(`GET ${target}`)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
    },
  )

  test('a request without a host is 400', async () => {
    expect(await raw('GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
  })

  test('HEAD is answered without a body, CONNECT not at all', async () => {
    const head = await fetch(`${api.url}/healthz`, { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    const call = { method: 'HEAD', headers: bearer(await token()) }
    expect((await fetch(`${api.url}/trpc/account.whoami`, call)).ok).toBe(true)
    expect(await raw('CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n')).toBe('')
    expect((await get('/healthz')).status).toBe(200)
  })

  test('of more than 2,000 connections the others are closed at once, and those that were there go on', async () => {
    const { hostname, port } = new URL(api.url)
    let closed = 0
    const sockets: Socket[] = []
    const open = async () => {
      const socket = connect(Number(port), hostname)
      sockets.push(socket.resume())
      socket.on('error', () => undefined).on('close', () => closed++)
      await Promise.race([once(socket, 'connect'), once(socket, 'close')])
    }
    // A few at a time, so that none is lost on its way.
    for (let n = 0; n < 20; n++) await Promise.all(Array.from({ length: 101 }, open))
    await expect.poll(() => closed, { timeout: 10_000 }).toBeGreaterThanOrEqual(20)
    expect(closed).toBeLessThan(40)
    for (const socket of sockets) socket.destroy()
    await expect
      .poll(() =>
        get('/healthz').then(
          ({ status }) => status,
          () => 'closed',
        ),
      )
      .toBe(200)
  })

  test('an address of 20 KB is 431', async () => {
    expect(await ask(`GET /trpc/task.list?input=${'x'.repeat(20_000)}`)).toBe(431)
  })

  test('JSON without end, of any depth, pollutes nothing and is 400 or 413', async () => {
    const headers = bearer(await token())
    for (const body of [
      '['.repeat(30_000),
      `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
      '{"__proto__":{"polluted":true},"title":"x"}',
      '{"constructor":{"prototype":{"polluted":true}},"title":"x"}',
      '',
      'null',
      '\u0000',
    ]) {
      expect([400, 413]).toContain((await post('/trpc/task.create', body, headers)).status)
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  test('a thousand clients that go away in the middle of their request hurt nobody', async () => {
    const authorization = `Bearer ${await token()}`
    const { hostname, port } = new URL(api.url)
    const head = `POST /trpc/task.create HTTP/1.1\r\nHost: api\r\nAuthorization: ${authorization}\r\n`
    for (let n = 0; n < 1_000; n++) {
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), hostname, () => {
          socket.write(`${head}Content-Type: application/json\r\nContent-Length: 13\r\n\r\n{"tit`, () =>
            socket.destroy(),
          )
        })
        socket.on('error', () => undefined).on('close', () => resolve())
      })
    }
    const response = await get('/trpc/task.list', { authorization })
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ result: { data: { items: [] } } })
  })
})

describe('what leaves the server', () => {
  test('no answer, of whatever status, is kept, framed or taken for a page', async () => {
    for (const path of ['/healthz', '/readyz', '/nowhere', '/trpc/task.list']) {
      const { headers } = await get(path)
      expect(headers.get('cache-control')).toBe('private, no-store')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('x-powered-by')).toBeNull()
    }
  })

  test('faults of the input come with the path of each field', async () => {
    const response = await post('/trpc/task.create', { title: '' }, bearer(await api.issuer.token(newUserId())))
    expect(await response.json()).toMatchObject({
      error: { data: { code: 'BAD_REQUEST', issues: [{ path: 'title', message: 'must not be empty' }] } },
    })
  })

  test('an unexpected error shows neither its message nor a stack, and its log line neither message nor title', async () => {
    await using own = await startTestApi()
    // Its words quote the row.
    await execute(own.test.adminUrl, [
      `create function surprise() returns trigger language plpgsql as $$
        begin raise exception 'surprise: %', new.title; end $$`,
      'create trigger surprise before insert on task for each row execute function surprise()',
    ])
    const token = await own.issuer.token(newUserId())
    const response = await fetch(`${own.url}/trpc/task.create`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...bearer(token) },
      body: JSON.stringify({ title: 'very private words' }),
    })
    const text = await response.text()
    expect(response.status).toBe(500)
    expect(text).toContain('Something went wrong on our side')
    expect(text).not.toMatch(/surprise|prisma|stack|private words/i)
    const log = own.logLines.join('')
    expect(log).toContain('procedure failed')
    expect(log).not.toMatch(/very private words|surprise/)
    expect(log).not.toContain(token)
  })

  test('each answer is private, names its request, and the log names the same one, without the query', async () => {
    const token = await api.issuer.token(newUserId())
    const input = encodeURIComponent(JSON.stringify({ search: 'secret search' }))
    const { headers } = await get(`/trpc/task.list?input=${input}`, bearer(token))
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    const requestId = headers.get('x-request-id') ?? 'none'
    await expect.poll(() => api.logLines.filter((line) => line.includes(requestId))).toHaveLength(1)
    expect(api.logLines.join('')).not.toMatch(/secret|Bearer|eyJ/)
  })

  test('a log line is one line, and a short one, whatever a path holds', async () => {
    const { headers } = await get(`/trpc/a%0d%0ab${'x'.repeat(2_000)}`, bearer(await api.issuer.token(newUserId())))
    const requestId = headers.get('x-request-id') ?? 'none'
    const lines = () => api.logLines.filter((line) => line.includes(requestId))
    await expect.poll(lines).toHaveLength(1)
    expect(lines()[0]?.length).toBeLessThan(600)
    expect(lines()[0]?.trimEnd()).not.toMatch(/[\r\n]/)
  })
})

describe('CORS', () => {
  test('lets pages of the web app call, and answers their preflight without a token', async () => {
    const response = await fetch(`${api.url}/trpc/task.list`, { method: 'OPTIONS', headers: { origin: webOrigin } })
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-origin')).toBe(webOrigin)
    expect(response.headers.get('access-control-allow-headers')).toMatch(/^authorization, content-type, trpc-accept, /)
    expect(response.headers.get('access-control-allow-methods')).toBe('GET, POST')
    expect(response.headers.get('access-control-max-age')).toBe('600')
    expect(response.headers.get('access-control-expose-headers')).toBe('www-authenticate, retry-after, x-request-id')
    expect(response.headers.get('access-control-allow-credentials')).toBeNull()
  })

  test.each(['null', `${webOrigin}.evil.example`, 'http://evil.example', `${webOrigin}:81`])(
    'not those of %s',
    async (origin) => {
      const { headers } = await get('/trpc/task.list', { origin })
      expect(headers.get('access-control-allow-origin')).toBeNull()
      expect(headers.get('vary')).toContain('origin')
    },
  )
})

describe('health', () => {
  test('/healthz is 200 without a token', async () => {
    expect((await get('/healthz')).status).toBe(200)
  })

  test('/readyz is 200 with keys and a database, and 503 when the database is gone', async () => {
    await using own = await startTestApi()
    await expect.poll(async () => (await fetch(`${own.url}/readyz`)).status).toBe(200)
    const name = new URL(own.test.adminUrl).pathname.slice(1)
    const superuser = own.test.adminUrl.replace(`/${name}`, '/postgres')
    await execute(superuser, [
      `alter database ${name} allow_connections false`,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
    ])
    const notReady = await fetch(`${own.url}/readyz`)
    expect(notReady.status).toBe(503)
    expect(await notReady.json()).toMatchObject({
      status: 'not ready',
      database: false,
      keys: { keys: 1, stale: false },
    })
    expect(notReady.headers.get('retry-after')).toBe('5')
    expect((await fetch(`${own.url}/healthz`)).status).toBe(200)
    const call = await fetch(`${own.url}/trpc/task.list`, { headers: bearer(await own.issuer.token(newUserId())) })
    expect([call.status, call.headers.get('retry-after')]).toEqual([503, '5'])
    await execute(superuser, [`alter database ${name} allow_connections true`])
    expect((await fetch(`${own.url}/readyz`)).status).toBe(200)
  })
})

describe('a token whose session or account is gone', () => {
  const statusWith = async (url: string, token: string) =>
    (await fetch(`${url}/trpc/account.whoami`, { headers: { authorization: `Bearer ${token}` } })).status

  test.each(['sid', 'sub'] as const)('is refused within seconds, by its %s, and nobody else’s', async (claim) => {
    await using own = await startTestApi()
    const token = await own.issuer.token('user-1', { sid: 'session-1' })
    const others = [
      await own.issuer.token('user-2', { sid: 'session-2' }),
      ...(claim === 'sid' ? [await own.issuer.token('user-1', { sid: 'session-3' })] : []),
    ]
    expect(await statusWith(own.url, token)).toBe(200)
    own.issuer.revoke(claim === 'sid' ? { sid: 'session-1' } : { sub: 'user-1' })
    await expect.poll(() => statusWith(own.url, token), { timeout: 5_000 }).toBe(401)
    for (const other of others) expect(await statusWith(own.url, other)).toBe(200)
    expect(await (await fetch(`${own.url}/readyz`)).json()).toMatchObject({ revocations: { entries: 1, stale: false } })
  })

  test('is good to its exp while the feed cannot be had, and /readyz says so', async () => {
    await using own = await startTestApi()
    const token = await own.issuer.token('user-1', { sid: 'session-1' })
    const readiness = async () => await (await fetch(`${own.url}/readyz`)).json()
    await expect.poll(readiness).toMatchObject({ revocations: { stale: false } })
    await own.issuer[Symbol.asyncDispose]()
    await expect.poll(readiness).toMatchObject({ revocations: { stale: true } })
    expect(await statusWith(own.url, token)).toBe(200)
  })
})

describe('limits', () => {
  const bad = { authorization: 'Bearer no-token' }
  const statusesOf = async (url: string, count: number, headers: () => Record<string, string>) => {
    const statuses: number[] = []
    for (let n = 0; n < count; n++)
      statuses.push((await fetch(`${url}/trpc/account.whoami`, { headers: headers() })).status)
    return statuses
  }

  test('a user’s calls count one by one, in batches too, and nobody else’s are less for it', async () => {
    await using own = await startTestApi({ calls: 5 })
    const batch = async (user: string, size: number) =>
      await fetch(`${own.url}/trpc/${Array(size).fill('account.whoami').join(',')}?batch=1`, {
        headers: { authorization: `Bearer ${await own.issuer.token(user)}` },
      })
    expect((await batch('user-1', 3)).status).toBe(200)
    expect((await batch('user-1', 2)).status).toBe(200)
    const refused = await batch('user-1', 1)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(10)
    expect(await refused.json()).toMatchObject({
      error: {
        message: expect.stringMatching(/^Too many requests\. Try again in \d+ seconds\.$/),
        data: { code: 'TOO_MANY_REQUESTS' },
      },
    })
    expect((await batch('user-2', 5)).status).toBe(200)
  })

  test('an address that shows bad tokens is told to wait, and good tokens from there still pass', async () => {
    await using own = await startTestApi({ refusals: 3, trustedProxies: ['127.0.0.1'] })
    const from = (address: string) => () => ({ ...bad, 'x-forwarded-for': address })
    expect(await statusesOf(own.url, 4, from('192.0.2.1'))).toEqual([401, 401, 401, 429])
    expect(await statusesOf(own.url, 1, from('192.0.2.2'))).toEqual([401])
    const authorization = `Bearer ${await own.issuer.token('user-1')}`
    expect(await statusesOf(own.url, 1, () => ({ authorization, 'x-forwarded-for': '192.0.2.1' }))).toEqual([200])
  })

  test('an IPv6 /64 is one address, and what a client adds in front of the proxy’s word is not believed', async () => {
    await using own = await startTestApi({ refusals: 3, trustedProxies: ['127.0.0.1'] })
    let n = 0
    const within = () => ({ ...bad, 'x-forwarded-for': `2001:db8:1:2::${++n}` })
    expect(await statusesOf(own.url, 4, within)).toEqual([401, 401, 401, 429])
    const forged = () => ({ ...bad, 'x-forwarded-for': `198.51.100.${++n}, 192.0.2.9` })
    expect(await statusesOf(own.url, 4, forged)).toEqual([401, 401, 401, 429])
  })

  test.each<[header: 'x-forwarded-for' | 'forwarded', value: string, other: string]>([
    ['x-forwarded-for', '203.0.113.9:4711', '203.0.113.10:4711'],
    ['x-forwarded-for', '[2001:db8:1:2::1]:443', '[2001:db8:1:3::1]:443'],
    ['x-forwarded-for', '203.0.113.11 , unknown', '203.0.113.12'],
    ['x-forwarded-for', '203.0.113.13, ::ffff:203.0.113.14', '203.0.113.13'],
    ['forwarded', 'for="[2001:db8:1:4::1]:443";proto=https', 'for=203.0.113.15'],
    ['forwarded', 'for="x, for=_hidden', 'for=203.0.113.16'],
  ])('a client is counted however its proxy writes the address, as %s: %s', async (forwardedHeader, value, other) => {
    await using own = await startTestApi({ refusals: 2, trustedProxies: ['127.0.0.1'], forwardedHeader })
    const from = (address: string) => () => ({
      ...bad,
      'x-forwarded-for': 'x',
      forwarded: 'x',
      [forwardedHeader]: address,
    })
    expect(await statusesOf(own.url, 3, from(value))).toEqual([401, 401, 429])
    expect(await statusesOf(own.url, 1, from(other))).toEqual([401])
  })

  test('X-Forwarded-For of a stranger is not read', async () => {
    await using own = await startTestApi({ refusals: 1 })
    // This machine is a stranger here, and the loopback address is not limited.
    expect(await statusesOf(own.url, 3, () => ({ ...bad, 'x-forwarded-for': '192.0.2.1' }))).toEqual([401, 401, 401])
  })
})

describe('slow clients', () => {
  /** Sends the head, or a part of it, and then a byte a second. @returns what was answered, and after how many seconds */
  async function drip(url: string, head: string): Promise<{ answer: string; seconds: number }> {
    const start = performance.now()
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.write(head)
    const timer = setInterval(() => socket.write('x'), 1_000)
    let answer = ''
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('error', () => undefined)
    await once(socket, 'close')
    clearInterval(timer)
    return { answer, seconds: (performance.now() - start) / 1_000 }
  }

  test('are cut off: a head in 10 seconds, a body in 15', { timeout: 60_000 }, async () => {
    const authorization = `Authorization: Bearer ${await api.issuer.token('user-1')}`
    const [head, body] = await Promise.all([
      drip(api.url, 'GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: '),
      drip(
        api.url,
        `POST /trpc/task.create HTTP/1.1\r\nHost: x\r\n${authorization}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n`,
      ),
    ])
    expect(head.answer).toContain('408')
    expect(head.seconds).toBeLessThan(14)
    expect(body.seconds).toBeLessThan(19)
    expect((await fetch(`${api.url}/healthz`)).status).toBe(200)
  })
})
