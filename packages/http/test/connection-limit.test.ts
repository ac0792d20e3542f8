import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { createConnectionLimit, proxiesAndLoopback } from '@ownlist/http'
import { expect, onTestFinished, test } from 'vitest'

/** A server that keeps every connection open that the limit allows. */
async function serve(options: Parameters<typeof createConnectionLimit>[0]): Promise<number> {
  const server = createServer(createConnectionLimit(options))
  server.on('connection', (socket) => socket.resume())
  onTestFinished(() => void server.close())
  await once(server.listen(0, '::'), 'listening')
  return (server.address() as AddressInfo).port
}

async function open(port: number, host: string, localAddress?: string): Promise<Socket> {
  const socket = connect({ port, host, ...(localAddress === undefined ? {} : { localAddress }) })
  socket.on('error', () => undefined)
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  return socket
}

const openMany = (count: number, ...where: [port: number, host: string, localAddress?: string]) =>
  Promise.all(Array.from({ length: count }, () => open(...where)))

const stillOpen = (sockets: readonly Socket[]) =>
  sockets.filter(({ readableEnded, closed }) => !readableEnded && !closed)

/** The connections that are still open after the server has had time to close the others. */
async function left(sockets: readonly Socket[]): Promise<number> {
  for (const socket of sockets) socket.resume()
  await new Promise((resolve) => setTimeout(resolve, 100))
  return stillOpen(sockets).length
}

const nobody = () => false

test('one client cannot have more open connections than the limit', async () => {
  const port = await serve({ isExempt: nobody, most: 5 })
  expect(await left(await openMany(12, port, '127.0.0.1'))).toBe(5)
})

test('a connection that ends makes room for another', async () => {
  const port = await serve({ isExempt: nobody, most: 2 })
  const [first] = await openMany(2, port, '127.0.0.1')
  expect(await left(await openMany(2, port, '127.0.0.1'))).toBe(0)
  first?.destroy()
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(await left(await openMany(2, port, '127.0.0.1'))).toBe(1)
})

test('an IPv4 address is the same client when it is written as IPv6, and IPv6 clients are counted too', async () => {
  const port = await serve({ isExempt: nobody, most: 3 })
  const sockets = [...(await openMany(2, port, '127.0.0.1')), ...(await openMany(2, port, '::ffff:127.0.0.1'))]
  expect(await left(sockets)).toBe(3)
  expect(await left(await openMany(4, port, '::1'))).toBe(3)
})

// Only Linux answers at every address of 127.0.0.0/8.
test.runIf(process.platform === 'linux')('a client at its limit does not affect others', async () => {
  const port = await serve({ isExempt: nobody, most: 3 })
  expect(await left(await openMany(9, port, '127.0.0.1', '127.0.0.2'))).toBe(3)
  expect(await left(await openMany(3, port, '127.0.0.1', '127.0.0.3'))).toBe(3)
})

test('trusted proxies and this machine are not counted', async () => {
  const exempt = proxiesAndLoopback((address) => address === '192.0.2.1')
  for (const address of ['192.0.2.1', '127.0.0.1', '127.9.9.9', '::1']) expect(exempt(address)).toBe(true)
  for (const address of ['192.0.2.2', '10.0.0.1', '2001:db8::1', '::2']) expect(exempt(address)).toBe(false)
  const port = await serve({ isExempt: exempt, most: 1 })
  expect(await left(await openMany(4, port, '127.0.0.1'))).toBe(4)
})
