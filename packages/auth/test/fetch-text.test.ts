import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { fetchText } from '../src/fetch-text.js'
import { startEndpoint } from './endpoint.js'

const limits = { accept: 'text/plain', timeoutMs: 10_000, longestBody: 1_024 }

/** A port of this machine on which nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  await once(server.close(), 'close')
  return port
}

test('the error for an unreachable issuer contains the system’s error code, so that an operator can look it up', async () => {
  const url = `http://127.0.0.1:${await closedPort()}/jwks`
  await expect(fetchText(url, limits)).rejects.toThrow(/^The issuer could not be reached \(ECONNREFUSED\)$/)
})

test('the error has no empty parentheses if there is no such code', async () => {
  // `fetch` refuses the port of another protocol before it connects (https://fetch.spec.whatwg.org/#port-blocking).
  await expect(fetchText('http://127.0.0.1:1/jwks', limits)).rejects.toThrow(/^The issuer could not be reached$/)
})

test('the error for a response that ends too early contains the code, too', async () => {
  await using endpoint = await startEndpoint(
    (response) => void response.writeHead(200, { 'content-length': '1000' }).write('a', () => response.destroy()),
  )
  await expect(fetchText(endpoint.url, limits)).rejects.toThrow(
    /^The connection ended before the whole response had arrived \([A-Z_]+\)$/,
  )
})

test.each([
  ['too long', 200, 'longer than 1 KiB'],
  ['an error', 500, 'answered 500'],
])('a response that is %s is not received to its end', async (_, status, message) => {
  let closed = false
  await using endpoint = await startEndpoint((response) => {
    response.on('close', () => {
      closed = true
    })
    response.writeHead(status).write('a'.repeat(limits.longestBody + 1))
  })
  await expect(fetchText(endpoint.url, limits)).rejects.toThrow(message)
  // The deadline would close the connection as well, but much later.
  await expect.poll(() => closed, { timeout: limits.timeoutMs / 2 }).toBe(true)
})

test.each([
  ['no', null],
  ['an unreadable', 'yesterday'],
])('with %s Date header, the clock of the server is unknown', async (_, header) => {
  await using endpoint = await startEndpoint((response) => {
    response.sendDate = false
    if (header !== null) response.setHeader('date', header)
    response.end('text')
  })
  expect(await fetchText(endpoint.url, limits)).toEqual({ text: 'text', date: null })
})

test('the clock of the server is read from the Date header', async () => {
  await using endpoint = await startEndpoint((response) => {
    response.setHeader('date', 'Thu, 26 Nov 2026 05:00:00 GMT').end('text')
  })
  expect(await fetchText(endpoint.url, limits)).toEqual({ text: 'text', date: new Date('2026-11-26T05:00:00Z') })
})

test('an empty response is an empty text', async () => {
  await using endpoint = await startEndpoint((response) => void response.end())
  expect(await fetchText(endpoint.url, limits)).toMatchObject({ text: '' })
})
