import { once } from 'node:events'
import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { newUserId } from '@ownlist/testkit'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startTestApi, type TestApi } from './api.js'

/** Opens a connection from one of this machine's addresses. */
async function open({ port }: TestApi, localAddress: string): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', localAddress, allowHalfOpen: true })
  socket.on('error', () => undefined)
  onTestFinished(() => void socket.destroy())
  await Promise.race([once(socket, 'connect'), once(socket, 'close')])
  return socket
}

/** The status of a call over a connection of its own; 0 if the connection failed. */
const statusFrom = ({ port }: TestApi, localAddress: string, token: string) =>
  new Promise<number>((resolve) => {
    const path = '/trpc/account.whoami'
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

const erase = 'POST /trpc/account.erase HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n'

/** What slow clients do with a connection. */
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
  test('2,100 of one address push no client of another out', { timeout: 60_000 }, async () => {
    await using api = await startTestApi({ isExempt: () => false })
    const token = await api.issuer.token(newUserId())
    for (let opened = 0; opened < 2_100; opened += 100) {
      const sockets = await Promise.all(Array.from({ length: 100 }, () => open(api, '127.0.0.2')))
      for (const [n, socket] of sockets.entries()) slowness[n % slowness.length]?.(socket, token)
    }
    expect(await connections(api)).toBeLessThanOrEqual(100)
    const statuses = await Promise.all(Array.from({ length: 80 }, () => statusFrom(api, '127.0.0.3', token)))
    expect(statuses.filter((status) => status !== 200)).toEqual([])
    // The slow client's own calls are refused until its connections have ended, which each of them does.
    expect(await statusFrom(api, '127.0.0.2', token)).toBe(0)
    await expect.poll(() => connections(api), { timeout: 30_000, interval: 500 }).toBe(0)
    expect(await statusFrom(api, '127.0.0.2', token)).toBe(200)
  })

  test('trusted proxies and this machine may hold more than one client', async () => {
    await using api = await startTestApi({ trustedProxies: ['127.0.0.2'] })
    await Promise.all(Array.from({ length: 120 }, () => open(api, '127.0.0.2')))
    await Promise.all(Array.from({ length: 120 }, () => open(api, '127.0.0.3')))
    await expect.poll(() => connections(api)).toBe(240)
  })
})

test('a client that does not read its answers is cut off', { timeout: 40_000 }, async () => {
  await using api = await startTestApi()
  const socket = await open(api, '127.0.0.1')
  socket.pause().write(bundle.repeat(20))
  await expect.poll(() => connections(api)).toBe(1)
  await expect.poll(() => connections(api), { timeout: 25_000, interval: 500 }).toBe(0)
})
