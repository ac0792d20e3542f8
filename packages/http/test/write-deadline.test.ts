import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { setWriteDeadline } from '@ownlist/http'
import { expect, onTestFinished, test } from 'vitest'

const ms = 400
/** More than the kernel's buffers at both ends can hold. */
const large = Buffer.alloc(64 * 1024 * 1024, 'x')

async function serve(answer: RequestListener): Promise<Server> {
  const server = createServer((request, response) => {
    setWriteDeadline(response, ms)
    answer(request, response)
  })
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return server
}

function ask(server: Server, requests: string): Socket {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.on('error', () => undefined)
  onTestFinished(() => void socket.destroy())
  socket.write(requests)
  return socket
}

const get = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'

const connections = (server: Server) =>
  new Promise<number>((resolve, reject) =>
    server.getConnections((error, count) => (error === null ? resolve(count) : reject(error))),
  )

/** Whether the server has disconnected a client that reads nothing, well before its idle timeout. */
async function cutsOff(answer: RequestListener, requests: string): Promise<void> {
  const server = await serve(answer)
  ask(server, requests).pause()
  await expect.poll(() => connections(server)).toBe(1)
  await expect.poll(() => connections(server), { timeout: 4 * ms }).toBe(0)
}

test('a client that does not read a large response is disconnected', () =>
  cutsOff((_request, response) => response.end(large), get))

test('a client that does not read a response that is sent in parts is disconnected', () =>
  cutsOff((_request, response) => {
    const write = () => void (response.write(large.subarray(0, 1024 * 1024)) ? setImmediate(write) : null)
    response.on('drain', write)
    write()
  }, get))

test('a client that sends many requests and reads no responses is disconnected', () =>
  cutsOff((_request, response) => response.end(large.subarray(0, 1024 * 1024)), get.repeat(100)))

test('a client that keeps sending without reading is disconnected', async () => {
  const server = await serve((_request, response) => response.end(large))
  const socket = ask(server, get)
  socket.pause()
  const trickle = setInterval(() => socket.write(get), ms / 10)
  onTestFinished(() => clearInterval(trickle))
  await sleep(ms)
  await expect.poll(() => connections(server), { timeout: 4 * ms }).toBe(0)
})

test('a client that reads a part of a response and then stops is disconnected', async () => {
  const server = await serve((_request, response) => response.end(large))
  const socket = ask(server, get)
  let read = 0
  socket.on('data', (chunk) => {
    read += chunk.length
    if (read > 8 * 1024 * 1024) socket.pause()
  })
  await expect.poll(() => read).toBeGreaterThan(8 * 1024 * 1024)
  await expect.poll(() => connections(server), { timeout: 4 * ms }).toBe(0)
})

test('a slow client that keeps reading gets all of it', async () => {
  const server = await serve((_request, response) => response.end(large))
  const socket = ask(server, 'GET / HTTP/1.0\r\n\r\n')
  let read = 0
  const start = performance.now()
  for await (const chunk of socket) {
    read += chunk.length
    // It is paced to take several times the deadline.
    const due = (read / large.length) * 6 * ms
    const ahead = due - (performance.now() - start)
    if (ahead > 0) await sleep(ahead)
  }
  expect(read).toBeGreaterThan(large.length)
  expect(performance.now() - start).toBeGreaterThan(4 * ms)
})

test('a response may take long to produce, also on a reused connection', async () => {
  const server = await serve((_request, response) => void setTimeout(() => response.end('made'), 4 * ms))
  const socket = ask(server, get)
  let answers = ''
  socket.on('data', (chunk) => {
    answers += chunk
  })
  await expect.poll(() => answers).toContain('made')
  socket.write(get)
  await expect.poll(() => answers.split('made')).toHaveLength(3)
})
