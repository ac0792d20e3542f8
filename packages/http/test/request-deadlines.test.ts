import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createRequestDeadlines } from '@ownlist/http'
import { expect, onTestFinished, test } from 'vitest'

const [headMs, keepAliveMs, bodyMs] = [300, 150, 600]

/**
 * A server with Node's own limits, as a framework creates it, with these deadlines. It answers once a body is complete.
 */
async function serve(options: Parameters<typeof createRequestDeadlines>[0] = {}): Promise<Server> {
  const deadlines = createRequestDeadlines({ headMs, keepAliveMs, bodyMs, ...options })
  const server = createServer((request, response) => {
    deadlines.started(request, response)
    if (request.url === '/early') response.end('early')
    else
      request.resume().once('end', () => setTimeout(() => response.end('whole'), request.url === '/slow' ? 1_500 : 0))
  })
  server.on('connection', deadlines.connected)
  server.on('upgrade', (_request, socket: Socket) => deadlines.release(socket))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return server
}

/**
 * Sends this, and then a byte at intervals.
 * @returns the response, and the time until the connection ends
 */
async function drip(first: string, options: { every?: number; halfClose?: boolean; keepAliveMs?: number } = {}) {
  const server = await serve(options)
  // Node's own timeout for idle connections is not tested here.
  server.keepAliveTimeout = 60_000
  const start = performance.now()
  const socket = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', allowHalfOpen: true })
  socket.on('error', () => undefined)
  if (first !== '') socket.write(first)
  if (options.halfClose) socket.end()
  const timer = options.every === undefined ? undefined : setInterval(() => socket.write('x'), options.every)
  onTestFinished(() => {
    clearInterval(timer)
    socket.destroy()
  })
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk
  })
  // A byte that arrives while the server closes the connection resets it. Then there is no `end`, only an error and `close`.
  await new Promise((resolve) => socket.once('end', resolve).once('close', resolve))
  return { answer, ms: performance.now() - start }
}

const head = (line: string, ...lines: string[]) => `${[line, 'Host: x', ...lines].join('\r\n')}\r\n\r\n`

test.each([
  ['says nothing', '', {}],
  ['drips a head', 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ', { every: 50 }],
  ['drips a request line', 'GET /', { every: 50 }],
  ['stops within a head', 'GET / HTTP/1.1\r\nHost', {}],
  ['drips the second head', `${head('GET / HTTP/1.1')}GET / HTTP/1.1\r\nX-Slow: `, { every: 50 }],
])('a client that %s is told so and closed', async (_case, first, options) => {
  const { answer, ms } = await drip(first, options)
  expect(answer).toMatch(/HTTP\/1\.1 408 Request Timeout\r\nConnection: close\r\n\r\n$/)
  expect(ms).toBeGreaterThan(headMs - 50)
  expect(ms).toBeLessThan(2 * headMs)
})

test.each([
  ['drips a body', head('POST / HTTP/1.1', 'Content-Length: 9999'), { every: 50 }],
  ['sends no body', head('POST / HTTP/1.1', 'Content-Length: 9999'), {}],
  ['drips a body in chunks', `${head('POST / HTTP/1.1', 'Transfer-Encoding: chunked')}ffff\r\n`, { every: 50 }],
])('a client that %s gets 408 and is disconnected', async (_case, first, options) => {
  const { answer, ms } = await drip(first, options)
  expect(answer).toMatch(/^HTTP\/1\.1 408 /)
  expect(ms).toBeGreaterThan(bodyMs - 50)
  expect(ms).toBeLessThan(2 * bodyMs)
})

test('a client whose response came before its body is disconnected, too', async () => {
  const { answer, ms } = await drip(head('POST /early HTTP/1.1', 'Content-Length: 9999'), { every: 50 })
  expect(answer).toMatch(/^HTTP\/1\.1 200 .*early/s)
  expect(ms).toBeLessThan(2 * bodyMs)
})

test.each(['', 'GET / HTTP/1.1\r\nHost'])('a connection that is half closed after %j ends', async (first) => {
  expect((await drip(first, { halfClose: true })).ms).toBeLessThan(2 * headMs)
})

test.each([
  ['drips it', { every: 50 }],
  ['drips it slowly', { every: 200 }],
])(
  'idle time does not extend the deadline of the next head: a client that %s is disconnected',
  async (_case, options) => {
    const { answer, ms } = await drip(`${head('GET / HTTP/1.1')}GET / HTTP/1.1\r\nX-Slow: `, {
      keepAliveMs: 30_000,
      ...options,
    })
    expect(answer).toMatch(/whole.*HTTP\/1\.1 408 Request Timeout\r\nConnection: close\r\n\r\n$/s)
    expect(ms).toBeLessThan(3 * headMs)
  },
)

test.each([100, 400, 900])('an idle connection is closed after %i ms without a response', async (keepAliveMs) => {
  const { answer, ms } = await drip(head('GET / HTTP/1.1'), { keepAliveMs })
  expect(answer).toMatch(/whole$/)
  expect(ms).toBeGreaterThan(keepAliveMs - 50)
  expect(ms).toBeLessThan(keepAliveMs + 250)
})

test('a response may take longer than both limits', async () => {
  const { answer } = await drip(head('GET /slow HTTP/1.1', 'Connection: close'))
  expect(answer).toMatch(/^HTTP\/1\.1 200 .*whole/s)
})

test('a connection that is used again in time stays open', async () => {
  const server = await serve()
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  let answers = ''
  socket.on('data', (chunk) => {
    answers += chunk
  })
  for (let n = 1; n <= 5; n++) {
    socket.write(head('GET / HTTP/1.1'))
    await expect.poll(() => answers.split('whole')).toHaveLength(n + 1)
    await sleep(keepAliveMs / 2)
  }
  expect(socket.readableEnded).toBe(false)
})

test('a connection that switches to another protocol is left alone', async () => {
  const server = await serve()
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.resume().write(head('GET / HTTP/1.1', 'Upgrade: websocket', 'Connection: Upgrade'))
  await sleep(3 * headMs)
  expect(socket.readableEnded).toBe(false)
})
