import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { createKeySet, createTokenVerifier } from '@ownlist/auth'
import { createTestDatabase, newUserId, startTestIssuer } from '@ownlist/testkit'
import getPort from 'get-port'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createLimits } from '../src/limits.js'
import { createApiServer } from '../src/server.js'

test('with no keys to be had every token is 503, two are 400, and once there are keys the API goes on by itself', async () => {
  await using own = await createTestDatabase()
  const port = await getPort()
  const jwksUrl = `http://127.0.0.1:${port}/api/auth/jwks`
  using keys = createKeySet({ url: jwksUrl, cooldownMs: 100 })
  const trust = { issuer: `http://127.0.0.1:${port}`, audience: 'ownlist-api', keys }
  const server = createApiServer({
    keys,
    verifier: createTokenVerifier(trust),
    revocations: null,
    limits: createLimits({ calls: 0, refusals: 0, trustedProxies: [] }),
    database: own.database,
    corsOrigins: [],
    log: pino({ level: 'silent' }),
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const api = server.address() as AddressInfo
  const url = `http://127.0.0.1:${api.port}`
  const status = async (path: string) => (await fetch(`${url}${path}`)).status

  try {
    await using elsewhere = await startTestIssuer()
    const authorization = `Bearer ${await elsewhere.token(newUserId())}`
    const refused = await fetch(`${url}/trpc/account.whoami`, { headers: { authorization } })
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5'])
    expect(refused.headers.get('www-authenticate')).toBeNull()
    expect(await refused.json()).toMatchObject({ error: { data: { code: 'SERVICE_UNAVAILABLE' } } })
    for (let n = 0; n < 20; n++) {
      const socket = connect(api.port, '127.0.0.1')
      const line = `Authorization: ${authorization}\r\n`
      socket.write(`GET /trpc/account.whoami HTTP/1.1\r\nHost: api\r\n${line}${line}Connection: close\r\n\r\n`)
      const [answer] = await once(socket, 'data')
      expect(String(answer)).toMatch(/^HTTP\/1\.1 400 /)
    }
    expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 503])

    await using issuer = await startTestIssuer({ port })
    await expect.poll(() => status('/readyz')).toBe(200)
    const headers = { authorization: `Bearer ${await issuer.token(newUserId())}` }
    expect((await fetch(`${url}/trpc/account.whoami`, { headers })).status).toBe(200)
  } finally {
    server.close()
    server.closeAllConnections()
  }
})
