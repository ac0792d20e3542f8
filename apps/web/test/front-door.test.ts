import { once } from 'node:events'
import { createServer, type RequestListener, request } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { createLog } from '@ownlist/http'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { clientAddressHeader } from '../src/auth/client-address'
import { openFrontDoor } from '../src/front-door/open-front-door'

const settings = { webUrl: 'http://localhost:3000', apiUrl: 'http://localhost:4000', isDevelopment: false }

const logLines: string[] = []
openFrontDoor({
  ...settings,
  keepAliveMs: 65_000,
  // The trusted proxy is not this machine, so requests from 127.0.0.1 are a stranger's.
  proxies: { trustedProxies: ['127.0.0.9'], forwardedHeader: 'x-forwarded-for' },
  // Only Linux answers at every address of 127.0.0.0/8. On other systems all clients here have this one.
  isExempt: (address) => address === '127.0.0.1',
  log: createLog('info', { write: (line) => void logLines.push(line) }),
  named: (_requestId, run) => run(),
})
const echo: RequestListener = (request, response) => {
  if (request.url?.startsWith('/echo')) response.end(request.url)
  else if (request.url?.startsWith('/trace')) response.end(JSON.stringify(request.headers))
  else response.end(request.headers[clientAddressHeader])
}
const server = createServer(echo)
beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'))
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

const port = () => (server.address() as AddressInfo).port

/** @returns the address that the app receives; null if the connection failed */
const addressTold = (headers: Record<string, string>, localAddress = '127.0.0.1') =>
  new Promise<string | null>((resolve) => {
    request({ port: port(), host: '127.0.0.1', localAddress, headers, agent: false })
      .on('response', async (response) => {
        let text = ''
        for await (const chunk of response) text += chunk
        resolve(text)
      })
      .on('error', () => resolve(null))
      .end()
  })

describe('the address under which guesses are counted', () => {
  test.each<Record<string, string>>([
    {},
    { [clientAddressHeader]: '192.0.2.1' },
    { 'x-forwarded-for': '192.0.2.1' },
    { forwarded: 'for=192.0.2.1' },
  ])('is that of the connection, whatever a client claims: %j', async (headers) => {
    expect(await addressTold(headers)).toBe('127.0.0.1')
  })

  test.runIf(process.platform === 'linux').each([
    ['192.0.2.1:4711', '192.0.2.1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['192.0.2.1, ::ffff:192.0.2.2', '192.0.2.2'],
    ['192.0.2.1, unknown', '127.0.0.9'],
    ['192.0.2.1, 127.0.0.9', '192.0.2.1'],
  ])('is the one that a trusted proxy states, in any notation: %s', async (value, address) => {
    expect(await addressTold({ 'x-forwarded-for': value }, '127.0.0.9')).toBe(address)
  })
})

test.runIf(process.platform === 'linux')('2,100 slow connections from one address do not keep others out', async () => {
  for (let opened = 0; opened < 2_100; opened += 100) {
    const sockets = Array.from({ length: 100 }, () =>
      connect({ port: port(), host: '127.0.0.1', localAddress: '127.0.0.2' }).on('error', () => undefined),
    )
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy()
    })
    await Promise.all(sockets.map((socket) => Promise.race([once(socket, 'connect'), once(socket, 'close')])))
    for (const socket of sockets) socket.write('GET / HTTP/1.1\r\nX-Slow: ')
  }
  const told = await Promise.all(Array.from({ length: 80 }, () => addressTold({}, '127.0.0.3')))
  expect(told.filter((address) => address !== '127.0.0.3')).toEqual([])
  expect(await addressTold({}, '127.0.0.2')).toBeNull()
})

test('a connection is kept for as long as the setting says, from its first response on', async () => {
  const socket = connect(port(), '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  for (let n = 0; n < 2; n++) {
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    expect(String((await once(socket, 'data'))[0])).toMatch(/^keep-alive: timeout=65$/im)
  }
  expect(server.keepAliveTimeout).toBe(65_000)
})

test('2,100 idle connections keep nobody out', { timeout: 30_000 }, async () => {
  const sockets: Socket[] = []
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
  })
  for (let opened = 0; opened < 2_100; opened += 100) {
    await Promise.all(
      Array.from({ length: 100 }, async () => {
        const socket = connect(port(), '127.0.0.1').on('error', () => undefined)
        sockets.push(socket)
        socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
        await once(socket, 'data')
      }),
    )
  }
  const told = await Promise.all(Array.from({ length: 80 }, () => addressTold({})))
  expect(told.filter((address) => address !== '127.0.0.1')).toEqual([])
})

test.each([
  ['http://localhost:3000/echo/a?b=c', '/echo/a?b=c'],
  ['https://other.example/echo', '/echo'],
  ['HTTP://[::1]:3000/echo?x', '/echo?x'],
  ['http://user@host/echo//x', '/echo//x'],
])('a whole URL as the target means the same as its path: %s', async (target, path) => {
  const socket = connect(port(), '127.0.0.1')
  socket.write(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
  let answer = ''
  for await (const chunk of socket) answer += chunk
  expect(answer).toMatch(/^HTTP\/1\.1 200 /)
  expect(answer).toContain(`\r\n\r\n`)
  expect(answer).toContain(path)
  expect(answer).toContain("default-src 'self'")
})

test.each(['*', 'ftp://localhost/echo', 'localhost:3000/echo', 'http:///echo', 'http:/echo'])(
  'a target that is neither a path nor a URL is refused: %s',
  async (target) => {
    const socket = connect(port(), '127.0.0.1')
    socket.write(`OPTIONS ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    let answer = ''
    for await (const chunk of socket) answer += chunk
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
  },
)

/** @returns the response, the headers that the app received, and the log lines about the request */
async function trace(path: string, headers: Record<string, string | string[]> = {}) {
  const before = logLines.length
  const answer = await new Promise<{ id: string; body: string }>((resolve, reject) => {
    request({ port: port(), host: '127.0.0.1', path, headers, agent: false })
      .on('response', async (response) => {
        let body = ''
        for await (const chunk of response) body += chunk
        resolve({ id: String(response.headers['x-request-id']), body })
      })
      .on('error', reject)
      .end()
  })
  await expect.poll(() => logLines.length).toBeGreaterThan(before)
  const lines = logLines.slice(before).map((line) => JSON.parse(line))
  return { ...answer, lines, told: path.startsWith('/trace') ? JSON.parse(answer.body) : null }
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

describe('each request has one id, in the response, in the log and behind the front door', () => {
  test.each(['01J9ZK3V', '7f3c9a52b6d84a19a3a1f6f1f8d90c11', 'proxy/eu-1:4711.2', 'A=b+c', 'x'.repeat(63)])(
    'which is that of a proxy in front: %s',
    async (id) => {
      const { lines, told, ...answer } = await trace('/trace?token=secret', { 'x-request-id': id })
      expect([answer.id, told['x-request-id'], lines[0].requestId]).toEqual([id, id, id])
      expect(lines).toEqual([
        expect.objectContaining({ level: 30, msg: 'request', method: 'GET', path: '/trace', status: 200 }),
      ])
      expect(lines[0].ms).toBeTypeOf('number')
    },
  )

  test.each<[string, Record<string, string | string[]>]>([
    ['no id', {}],
    ['an empty one', { 'x-request-id': '' }],
    ['one of 10 kB', { 'x-request-id': 'x'.repeat(10_000) }],
    ['one a character too long', { 'x-request-id': 'x'.repeat(64) }],
    ['quotes of SQL', { 'x-request-id': "x'; drop table erasure; --" }],
    ['letters beyond ASCII', { 'x-request-id': 'é'.repeat(5) }],
    ['a tab', { 'x-request-id': 'a\tb' }],
    ['an e-mail address', { 'x-request-id': 'ada@example.com' }],
    ['two ids', { 'x-request-id': ['one', 'two'] }],
    ['a dash at the beginning', { 'x-request-id': '--option' }],
  ])('which is a new one for %s', async (_what, headers) => {
    const { id, told, lines } = await trace('/trace', headers)
    expect(id).toMatch(uuid)
    expect([told['x-request-id'], lines[0].requestId]).toEqual([id, id])
  })

  const parent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'

  test('a trace is passed on, and the log has its id', async () => {
    const { told, lines } = await trace('/trace', { traceparent: parent })
    expect(told.traceparent).toBe(parent)
    expect(lines[0].traceId).toBe('4bf92f3577b34da6a3ce929d0e0e4736')
  })

  test.each([
    ['of zeros', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`],
    ['whose parent is zeros', `00-4bf92f3577b34da6a3ce929d0e0e4736-${'0'.repeat(16)}-01`],
    ['of version ff', parent.replace('00-', 'ff-')],
    ['in capitals', parent.toUpperCase()],
    ['that is cut off', parent.slice(0, -1)],
    ['with more behind it', `${parent}-x`],
    ['that is something else', "' or 1=1"],
  ])('a trace %s is dropped', async (_what, traceparent) => {
    const { told, lines } = await trace('/trace', { traceparent })
    expect(told.traceparent).toBeUndefined()
    expect(lines[0]).not.toHaveProperty('traceId')
  })
})

describe('the log', () => {
  test.each([
    ['/api/auth/reset-password/secret', '/api/auth/*'],
    ['/confirm-email?token=secret', '/confirm-email'],
    ['/?q=secret#secret', '/'],
    ['http://secret@example.com/sign-in?email=secret', '/sign-in'],
    ['/api/auth/sign-in/email?secret', '/api/auth/sign-in/email'],
  ])('holds of %s no more than %s', async (target, path) => {
    const { lines } = await trace(target, {
      cookie: 'better-auth.session_token=secret',
      authorization: 'Bearer secret',
      referer: 'http://localhost/?secret',
    })
    expect(lines).toHaveLength(1)
    expect(lines[0].path).toBe(path)
    expect(JSON.stringify(lines)).not.toContain('secret')
  })

  test('has no lines for static files', async () => {
    for (const path of ['/_next/static/chunks/main.js', '/_next/static/media/font.woff2', '/icon.svg?v=1']) {
      await (await fetch(`http://127.0.0.1:${port()}${path}`)).text()
    }
    const { lines } = await trace('/trace/after')
    expect(lines.map(({ path }) => path)).toEqual(['/trace/after'])
  })

  test('is one short line, whatever a path contains', async () => {
    const { lines } = await trace(`/%0d%0a${'x'.repeat(5_000)}`)
    expect(lines).toHaveLength(1)
    expect(lines[0].path).toHaveLength(200)
  })

  test('also shows refused requests', async () => {
    const before = logLines.length
    expect((await fetch(`http://127.0.0.1:${port()}/refused`, { method: 'DELETE' })).status).toBe(405)
    await expect.poll(() => logLines.length).toBe(before + 1)
    expect(JSON.parse(logLines.at(-1) ?? '')).toMatchObject({ method: 'DELETE', path: '/refused', status: 405 })
  })
})
