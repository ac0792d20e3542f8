import { once } from 'node:events'
import { createServer, type RequestListener, request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { clientAddressHeader } from '../src/auth/client-address'
import { openFrontDoor } from '../src/front-door/open-front-door'
import { fixedHeaders, pagePolicy } from '../src/front-door/security-headers'

const settings = { webUrl: 'http://localhost:3000', apiUrl: 'http://localhost:4000', isDevelopment: false }

openFrontDoor({
  ...settings,
  // Another proxy than this machine, so what comes from 127.0.0.1 is a stranger's.
  proxies: { trustedProxies: ['127.0.0.9'], forwardedHeader: 'x-forwarded-for' },
  // Only Linux answers at every address of 127.0.0.0/8; elsewhere all clients here have this one.
  isExempt: (address) => address === '127.0.0.1',
})
const echo: RequestListener = (request, response) => void response.end(request.headers[clientAddressHeader])
const server = createServer(echo)
beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'))
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

const port = () => (server.address() as AddressInfo).port

/** @returns the address that the app is told; null if the connection failed */
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

describe('the address that guesses are counted under', () => {
  test.each<Record<string, string>>([
    {},
    { [clientAddressHeader]: '192.0.2.1' },
    { 'x-forwarded-for': '192.0.2.1' },
    { forwarded: 'for=192.0.2.1' },
  ])('is that of the connection, whatever a client says: %j', async (headers) => {
    expect(await addressTold(headers)).toBe('127.0.0.1')
  })

  test.runIf(process.platform === 'linux').each([
    ['192.0.2.1:4711', '192.0.2.1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['192.0.2.1, ::ffff:192.0.2.2', '192.0.2.2'],
    ['192.0.2.1, unknown', '127.0.0.9'],
    ['192.0.2.1, 127.0.0.9', '192.0.2.1'],
  ])('is what a trusted proxy says, however it writes it: %s', async (value, address) => {
    expect(await addressTold({ 'x-forwarded-for': value }, '127.0.0.9')).toBe(address)
  })
})

test.runIf(process.platform === 'linux')('2,100 slow connections of one address push nobody else out', async () => {
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

describe('the policy of pages', () => {
  test('evaluates no code and takes no inline style, except under `next dev`', () => {
    expect(pagePolicy('x', settings)).not.toContain('unsafe')
    expect(pagePolicy('x', { ...settings, isDevelopment: true })).toContain("'unsafe-eval'")
  })

  test('lets pages call this app and the API, and nothing else', () => {
    expect(pagePolicy('x', settings)).toContain("connect-src 'self' http://localhost:4000;")
  })
})

test('browsers are told to stay with https only where people use https', () => {
  const header = 'strict-transport-security'
  expect(fixedHeaders({ ...settings, webUrl: 'https://app.example.com' })[header]).toBe('max-age=31536000')
  expect(fixedHeaders({ ...settings, webUrl: 'http://app.example.com' })[header]).toBeUndefined()
})
