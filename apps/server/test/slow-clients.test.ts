import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { startTestApi } from './api.js'
import { bearer, get } from './requests.js'

/**
 * Sends a head, or a part of it, and then one byte per second. @returns the answer, and how many seconds the connection
 * lasted
 */
async function drip(port: number, head: string): Promise<{ answer: string; seconds: number }> {
  const start = performance.now()
  const socket = connect(port, '127.0.0.1')
  socket.write(head)
  const timer = setInterval(() => socket.write('x'), 1_000)
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk
  })
  // A byte that arrives while the server closes the connection resets it, so `once` would throw.
  socket.on('error', () => undefined)
  await new Promise((resolve) => socket.once('close', resolve))
  clearInterval(timer)
  return { answer, seconds: (performance.now() - start) / 1_000 }
}

test('slow clients are disconnected: after 10 seconds for a head, and 15 seconds for a body', {
  timeout: 60_000,
}, async () => {
  await using api = await startTestApi()
  const { authorization } = await bearer(api)
  const lines = `Host: x\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: 1000`
  const [head, body] = await Promise.all([
    drip(api.port, 'GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: '),
    drip(api.port, `POST /trpc/probe.save HTTP/1.1\r\n${lines}\r\n\r\n`),
  ])
  expect(head.answer).toContain('408')
  expect(head.seconds).toBeLessThan(14)
  expect(body.seconds).toBeLessThan(19)
  expect((await get(api, '/healthz')).status).toBe(200)
})

test('a thousand clients that disconnect in the middle of a request run nothing and affect nobody', async () => {
  await using api = await startTestApi()
  const { authorization } = await bearer(api)
  const lines = `Host: api\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: 13`
  for (let n = 0; n < 1_000; n++) {
    await new Promise<void>((resolve) => {
      const socket = connect(api.port, '127.0.0.1', () => {
        // If the procedure ran, it would leave a line in the log.
        socket.write(`POST /trpc/probe.fail HTTP/1.1\r\n${lines}\r\n\r\n{"tit`, () => socket.destroy())
      })
      socket.on('error', () => undefined).on('close', () => resolve())
    })
  }
  expect((await get(api, '/trpc/probe.touch', { authorization })).status).toBe(200)
  expect(api.logLines.filter((line) => line.includes('procedure failed'))).toEqual([])
})
