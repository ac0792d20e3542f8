import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { createKeySet, createTokenVerifier } from '@ownlist/auth'
import { createTestDatabase, newUserId, startTestIssuer } from '@ownlist/testkit'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { drain } from '../src/drain.js'
import { createLimits } from '../src/limits.js'
import { createApiServer } from '../src/server.js'

async function startServer() {
  const database = await createTestDatabase()
  const issuer = await startTestIssuer()
  const keys = createKeySet({ url: issuer.jwksUrl })
  const server = createApiServer({
    keys,
    verifier: createTokenVerifier({ issuer: issuer.issuer, audience: issuer.audience, keys }),
    revocations: null,
    limits: createLimits({ calls: 0, refusals: 0, trustedProxies: [] }),
    database: database.database,
    corsOrigins: [],
    log: pino({ level: 'silent' }),
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  await expect.poll(async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200)
  return {
    server,
    token: () => issuer.token(newUserId()),
    /** A connection that is kept alive, and has been used. */
    async open(): Promise<Socket> {
      const socket = connect(port, '127.0.0.1').on('error', () => undefined)
      socket.write(get('/healthz'))
      expect(await answerOn(socket)).toMatch(/^HTTP\/1\.1 200 /)
      return socket
    },
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      keys[Symbol.dispose]()
      await issuer[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
    },
  }
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: api\r\n\r\n`

/** What comes next; nothing if the connection ends. */
const answerOn = (socket: Socket) =>
  Promise.race([once(socket, 'data').then(([chunk]) => String(chunk)), once(socket, 'close').then(() => '')])

test('while draining, who has a connection gets one more answer, hears that it is not ready, and it ends', async () => {
  await using own = await startServer()
  const socket = await own.open()
  const drained = drain(own.server, 20_000)
  while (own.server.listening) await setImmediate()
  socket.write(get('/readyz'))
  const ended = once(socket, 'close')
  const answer = await answerOn(socket)
  expect(answer).toMatch(/^HTTP\/1\.1 503 /)
  expect(answer).toMatch(/^connection: close/im)
  expect(answer).toContain('"draining":true')
  await ended
  await drained
})

test('a connection that idles does not hold it up', async () => {
  await using own = await startServer()
  // By itself this server would keep it for a minute.
  own.server.keepAliveTimeout = 60_000
  const socket = await own.open()
  const ended = once(socket, 'close')
  await drain(own.server, 60_000)
  await ended
})

test('a request that never ends is cut off', async () => {
  await using own = await startServer()
  own.server.requestTimeout = 0
  const socket = await own.open()
  const ended = once(socket, 'close')
  const arrived = once(own.server, 'request')
  const head = `POST /trpc/task.create HTTP/1.1\r\nHost: api\r\nAuthorization: Bearer ${await own.token()}\r\n`
  socket.write(`${head}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n`)
  await arrived
  await drain(own.server, 1_500)
  await ended
})
