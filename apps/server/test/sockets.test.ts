import { once } from 'node:events'
import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { newUserId } from '@ownlist/testkit'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readSettings } from '../src/env.js'
import { startTestApi, type TestApi } from './api.js'
import { get } from './requests.js'

/**
 * Opens a connection from one of this machine's addresses.
 * @param finished the test's own function, if tests run at the same time
 */
async function open({ port }: TestApi, localAddress: string, finished = onTestFinished): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', localAddress, allowHalfOpen: true })
  socket.on('error', () => undefined)
  finished(() => void socket.destroy())
  await Promise.race([once(socket, 'connect'), once(socket, 'close')])
  return socket
}

/** The status of a call over a separate connection; 0 if the connection failed. */
const statusFrom = ({ port }: TestApi, localAddress: string, token: string) =>
  new Promise<number>((resolve) => {
    const path = '/trpc/probe.whoami'
    request({
      port,
      host: '127.0.0.1',
      localAddress,
      path,
      agent: false,
      headers: { authorization: `Bearer ${token}` },
    })
      .on('response', (response) => resolve(response.resume().statusCode ?? 0))
      .on('error', () => resolve(0))
      .end()
  })

const connections = ({ server }: TestApi) =>
  new Promise<number>((resolve, reject) =>
    server.getConnections((error, count) => (error === null ? resolve(count) : reject(error))),
  )

const bundle = 'GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: x\r\n\r\n'

const erase = 'POST /trpc/probe.erase HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n'

/** Ways in which slow clients use a connection. */
const slowness: readonly ((socket: Socket, token: string) => void)[] = [
  () => undefined,
  (socket) => socket.write('GET /healthz HTTP/1.1\r\nX-Slow: '),
  (socket, token) => socket.write(`${erase}Authorization: Bearer ${token}\r\nContent-Length: 1000\r\n\r\n`),
  (socket) => socket.end('GET /healthz HT'),
  (socket) => socket.pause().write(bundle.repeat(20)),
  (socket) => socket.resume().write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n'),
]

// Only Linux answers at every address of 127.0.0.0/8.
describe.runIf(process.platform === 'linux')('slow connections', () => {
  test('trusted proxies and this machine may hold connections for many clients', async () => {
    await using api = await startTestApi({ trustedProxies: ['127.0.0.2'] })
    await Promise.all(Array.from({ length: 120 }, () => open(api, '127.0.0.2')))
    await Promise.all(Array.from({ length: 120 }, () => open(api, '127.0.0.3')))
    await expect.poll(() => connections(api)).toBe(240)
  })
})

test('connections above the limit are closed immediately, and the earlier ones keep working', async () => {
  await using api = await startTestApi({ mostConnections: 2_000 })
  let closed = 0
  const sockets: Socket[] = []
  const openOne = async () => {
    const socket = connect(api.port, '127.0.0.1')
    sockets.push(socket.resume())
    socket.on('error', () => undefined).on('close', () => closed++)
    await Promise.race([once(socket, 'connect'), once(socket, 'close')])
  }
  // A few at a time, so that none is lost.
  for (let n = 0; n < 20; n++) await Promise.all(Array.from({ length: 101 }, openOne))
  await expect.poll(() => closed, { timeout: 10_000 }).toBeGreaterThanOrEqual(20)
  expect(closed).toBeLessThan(40)
  for (const socket of sockets) socket.destroy()
  const health = () =>
    get(api, '/healthz').then(
      ({ status }) => status,
      () => 'closed',
    )
  await expect.poll(health).toBe(200)
})

const health = 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n'
const answered = async (socket: Socket) => {
  socket.write(health)
  return String((await once(socket, 'data'))[0])
}

describe('connections that are kept open', () => {
  test.each([1, 2])('are closed after %i s without a request, as the setting says', async (seconds) => {
    await using api = await startTestApi({ keepAliveMs: seconds * 1_000 })
    const socket = await open(api, '127.0.0.1')
    await answered(socket)
    const start = performance.now()
    await once(socket, 'end')
    // Some of the time may have passed before the answer was read.
    expect(performance.now() - start).toBeGreaterThan(seconds * 1_000 - 200)
    expect(performance.now() - start).toBeLessThan(seconds * 1_000 + 2_500)
  })

  test('do not keep new clients out when more connections are idle than may be open', { timeout: 60_000 }, async () => {
    await using api = await startTestApi({ mostConnections: 2_000 })
    const token = await api.issuer.token(newUserId())
    for (let opened = 0; opened < 2_100; opened += 100) {
      await Promise.all(Array.from({ length: 100 }, async () => await answered(await open(api, '127.0.0.1'))))
    }
    expect(await connections(api)).toBeLessThanOrEqual(1_800)
    const statuses = await Promise.all(Array.from({ length: 80 }, () => statusFrom(api, '127.0.0.1', token)))
    expect(statuses.filter((status) => status !== 200)).toEqual([])
  })

  test('KEEP_ALIVE_SECONDS is a whole number from 1 to 3600', () => {
    const read = (seconds: string) =>
      readSettings({ DATABASE_URL: 'postgresql://api@db/ownlist', KEEP_ALIVE_SECONDS: seconds }).keepAliveMs
    expect(['', '1', '90', '620', '3600'].map(read)).toEqual([65_000, 1_000, 90_000, 620_000, 3_600_000])
    for (const wrong of ['0', '-1', '1.5', '3601', '65s', 'never']) {
      expect(() => read(wrong)).toThrow('KEEP_ALIVE_SECONDS')
    }
  })
})

// Each of these tests waits for a server's real time limits, so they run at the same time.
describe.concurrent('with the limits of a real deployment', { timeout: 90_000 }, () => {
  // Only Linux answers at every address of 127.0.0.0/8.
  test.runIf(process.platform === 'linux')(
    '2,100 slow connections from one address do not keep out a client at another',
    async ({ expect, onTestFinished }) => {
      await using api = await startTestApi({ isExempt: () => false, keepAliveMs: 15_000, mostConnections: 2_000 })
      const token = await api.issuer.token(newUserId())
      for (let opened = 0; opened < 2_100; opened += 100) {
        const sockets = await Promise.all(Array.from({ length: 100 }, () => open(api, '127.0.0.2', onTestFinished)))
        for (const [n, socket] of sockets.entries()) slowness[n % slowness.length]?.(socket, token)
      }
      expect(await connections(api)).toBeLessThanOrEqual(100)
      const statuses = await Promise.all(Array.from({ length: 80 }, () => statusFrom(api, '127.0.0.3', token)))
      expect(statuses.filter((status) => status !== 200)).toEqual([])
      // The slow client's own calls are refused until its connections have ended. All of them end.
      expect(await statusFrom(api, '127.0.0.2', token)).toBe(0)
      await expect.poll(() => connections(api), { timeout: 30_000, interval: 500 }).toBe(0)
      expect(await statusFrom(api, '127.0.0.2', token)).toBe(200)
    },
  )

  test('a client that does not read its answers is disconnected', async ({ expect, onTestFinished }) => {
    await using api = await startTestApi()
    const socket = await open(api, '127.0.0.1', onTestFinished)
    socket.pause().write(bundle.repeat(20))
    await expect.poll(() => connections(api)).toBe(1)
    await expect.poll(() => connections(api), { timeout: 25_000, interval: 500 }).toBe(0)
  })

  test('a connection that is kept open is kept for 65 seconds by default, longer than load balancers keep theirs', async ({
    expect,
    onTestFinished,
  }) => {
    await using api = await startTestApi()
    const socket = await open(api, '127.0.0.1', onTestFinished)
    expect(await answered(socket)).toMatch(/^keep-alive: timeout=65$/im)
    // Node's own default is 5 seconds.
    await sleep(6_500)
    expect(await answered(socket)).toMatch(/^HTTP\/1\.1 200 /)
  })

  test('a reused connection is closed, like a new one, if the client sends its next request too slowly', async ({
    expect,
    onTestFinished,
  }) => {
    await using api = await startTestApi()
    const socket = await open(api, '127.0.0.1', onTestFinished)
    await answered(socket)
    const start = performance.now()
    socket.write('GET /healthz HTTP/1.1\r\nX-Slow: ')
    const timer = setInterval(() => socket.write('x'), 500)
    onTestFinished(() => clearInterval(timer))
    expect(String((await once(socket, 'data'))[0])).toContain('408')
    expect(performance.now() - start).toBeLessThan(14_000)
  })
})
