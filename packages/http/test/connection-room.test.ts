import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { createConnectionRoom } from '@ownlist/http'
import { expect, onTestFinished, test } from 'vitest'

/** A server with room for 4 connections. It answers immediately, except under `/slow`. */
async function serve(): Promise<number> {
  const room = createConnectionRoom(4)
  const server = createServer((request, response) => {
    room.started(request.socket, response)
    setTimeout(() => response.end('done'), request.url === '/slow' ? 500 : 0)
  })
  server.on('connection', room.connected)
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return (server.address() as AddressInfo).port
}

interface Client {
  readonly socket: Socket
  readonly answers: () => number
}

async function open(port: number): Promise<Client> {
  const socket = connect(port, '127.0.0.1')
  let text = ''
  socket
    .on('error', () => undefined)
    .on('data', (chunk) => {
      text += chunk
    })
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  return { socket, answers: () => text.split('done').length - 1 }
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`

async function openIdle(port: number): Promise<Client> {
  const client = await open(port)
  client.socket.write(get('/'))
  await expect.poll(client.answers).toBe(1)
  return client
}

/** Those that are still open once the server has had time to close the others. */
async function openOf(clients: readonly Client[]): Promise<boolean[]> {
  await new Promise((resolve) => setTimeout(resolve, 100))
  return clients.map(({ socket }) => !socket.readableEnded && !socket.closed)
}

test('for each new connection, a full server ends the one that has been idle for the longest time', async () => {
  const port = await serve()
  const clients = [await openIdle(port), await openIdle(port), await openIdle(port), await openIdle(port)]
  expect(await openOf(clients)).toEqual([true, true, true, true])
  clients.push(await openIdle(port))
  expect(await openOf(clients)).toEqual([false, true, true, true, true])
  clients.push(await openIdle(port))
  expect(await openOf(clients)).toEqual([false, false, true, true, true, true])
})

test('a connection that is used again is not the longest idle one any more', async () => {
  const port = await serve()
  const clients = [await openIdle(port), await openIdle(port), await openIdle(port), await openIdle(port)]
  clients[0]?.socket.write(get('/'))
  await expect.poll(() => clients[0]?.answers()).toBe(2)
  clients.push(await openIdle(port))
  expect(await openOf(clients)).toEqual([true, false, true, true, true])
})

test('a connection with one or two unanswered requests is never ended for another', async () => {
  const port = await serve()
  const [waiting, pipelined] = [await open(port), await openIdle(port)]
  waiting.socket.write(get('/slow'))
  pipelined.socket.write(get('/') + get('/slow'))
  await new Promise((resolve) => setTimeout(resolve, 50))
  const others = [await openIdle(port), await openIdle(port), await openIdle(port), await openIdle(port)]
  await expect.poll(waiting.answers).toBe(1)
  await expect.poll(pipelined.answers).toBe(3)
  expect(await openOf(others)).toEqual([false, false, true, true])
})

test('a connection that has started its next head can also be ended, so sending slowly does not protect it', async () => {
  const port = await serve()
  const dripping = await openIdle(port)
  dripping.socket.write('GET / HTTP/1.1\r\nX-Slow: ')
  const others = [await openIdle(port), await openIdle(port), await openIdle(port), await openIdle(port)]
  expect(await openOf([dripping, ...others])).toEqual([false, true, true, true, true])
})

test('connections that end by themselves take no room', async () => {
  const port = await serve()
  for (let n = 0; n < 10; n++) (await openIdle(port)).socket.destroy()
  const clients = [await openIdle(port), await openIdle(port), await openIdle(port), await openIdle(port)]
  expect(await openOf(clients)).toEqual([true, true, true, true])
})
