import { once } from 'node:events'
import { connect } from 'node:net'
import { createKeySet } from '@ownlist/auth'
import { newUserId, startTestIssuer } from '@ownlist/testkit'
import getPort from 'get-port'
import { expect, test } from 'vitest'
import { startTestServer } from './api.js'

test('while no signing keys are available, every token is 503 and two tokens are 400; with keys the API recovers by itself', async () => {
  const port = await getPort()
  using keys = createKeySet({ url: `http://127.0.0.1:${port}/api/auth/jwks`, cooldownMs: 100 })
  await using api = await startTestServer({ issuer: `http://127.0.0.1:${port}`, audience: 'ownlist-api', keys })
  const status = async (path: string) => (await fetch(`${api.url}${path}`)).status

  await using elsewhere = await startTestIssuer()
  const authorization = `Bearer ${await elsewhere.token(newUserId())}`
  const refused = await fetch(`${api.url}/trpc/probe.whoami`, { headers: { authorization } })
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5'])
  expect(refused.headers.get('www-authenticate')).toBeNull()
  expect(await refused.json()).toMatchObject({ error: { data: { code: 'SERVICE_UNAVAILABLE' } } })
  for (let n = 0; n < 20; n++) {
    const socket = connect(api.port, '127.0.0.1')
    const line = `Authorization: ${authorization}\r\n`
    socket.write(`GET /trpc/probe.whoami HTTP/1.1\r\nHost: api\r\n${line}${line}Connection: close\r\n\r\n`)
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toMatch(/^HTTP\/1\.1 400 /)
  }
  expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 503])

  await using issuer = await startTestIssuer({ port })
  await expect.poll(() => status('/readyz')).toBe(200)
  const headers = { authorization: `Bearer ${await issuer.token(newUserId())}` }
  expect((await fetch(`${api.url}/trpc/probe.whoami`, { headers })).status).toBe(200)
})
