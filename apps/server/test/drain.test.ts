import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { drain } from '../src/drain.js'
import { startTestApi, type TestApi } from './api.js'
import { bearer } from './requests.js'

/** An API that is ready. */
async function startReadyApi() {
  const api = await startTestApi()
  await expect.poll(async () => (await fetch(`${api.url}/readyz`)).status).toBe(200)
  return api
}

/** A kept-alive connection that has been used once. */
async function openTo({ port }: TestApi): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined)
  socket.write(get('/healthz'))
  expect(await answerOn(socket)).toMatch(/^HTTP\/1\.1 200 /)
  return socket
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: api\r\n\r\n`

/** The next answer; empty if the connection ends. */
const answerOn = (socket: Socket) =>
  Promise.race([once(socket, 'data').then(([chunk]) => String(chunk)), once(socket, 'close').then(() => '')])

test('while the API drains, an open connection gets one more answer, which says that it is not ready, and is closed', async () => {
  await using api = await startReadyApi()
  const socket = await openTo(api)
  const drained = drain(api.server, 20_000)
  while (api.server.listening) await setImmediate()
  socket.write(get('/readyz'))
  const ended = once(socket, 'close')
  const answer = await answerOn(socket)
  expect(answer).toMatch(/^HTTP\/1\.1 503 /)
  expect(answer).toMatch(/^connection: close/im)
  expect(answer).toContain('"draining":true')
  await ended
  await drained
})

test('an idle connection does not delay the shutdown', async () => {
  await using api = await startReadyApi()
  // Otherwise this server would keep it for a minute.
  api.server.keepAliveTimeout = 60_000
  const socket = await openTo(api)
  const ended = once(socket, 'close')
  await drain(api.server, 60_000)
  await ended
})

test('a connection on which nothing was ever sent does not delay the end', async () => {
  await using api = await startReadyApi()
  const accepted = once(api.server, 'connection')
  const socket = connect(api.port, '127.0.0.1').resume()
  await accepted
  const ended = once(socket, 'close')
  await drain(api.server, 60_000)
  await ended
})

test('a request that never ends is aborted', async () => {
  await using api = await startReadyApi()
  api.server.requestTimeout = 0
  const socket = await openTo(api)
  const ended = once(socket, 'close')
  const arrived = once(api.server, 'request')
  const { authorization } = await bearer(api)
  const head = `POST /trpc/probe.save HTTP/1.1\r\nHost: api\r\nAuthorization: ${authorization}\r\n`
  socket.write(`${head}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n`)
  await arrived
  await drain(api.server, 1_500)
  await ended
})
