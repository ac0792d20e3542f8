import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createKeySet, createRevocationList, createTokenVerifier, type KeySet } from '@ownlist/auth'
import { type ApiClient, createApiClient } from '@ownlist/client'
import { createTestDatabase, startTestIssuer, type TestDatabase, type TestIssuer } from '@ownlist/testkit'
import { pino } from 'pino'
import { createLimits, type LimitSettings } from '../src/limits.js'
import { createApiServer } from '../src/server.js'

/** The real API on a real port, with a database and an issuer of its own. */
export interface TestApi extends AsyncDisposable {
  readonly url: string
  readonly issuer: TestIssuer
  readonly test: TestDatabase
  readonly keys: KeySet
  /** What it has logged, one JSON text a line. */
  readonly logLines: string[]
  /** The typed client, with tokens for one user. */
  clientFor(userId: string): ApiClient
}

export const webOrigin = 'http://app.example'

/** @param limits none, unless a test is about them */
export async function startTestApi(limits: Partial<LimitSettings> = {}): Promise<TestApi> {
  const test = await createTestDatabase()
  const issuer = await startTestIssuer()
  const keys = createKeySet({ url: issuer.jwksUrl })
  const trust = { issuer: issuer.issuer, audience: issuer.audience, keys }
  const revocations = createRevocationList({ ...trust, url: issuer.revocationsUrl, pollMs: 100 })
  const verifier = createTokenVerifier({ ...trust, revocations })
  const logLines: string[] = []
  const log = pino({}, { write: (line) => void logLines.push(line) })
  const server = createApiServer({
    keys,
    verifier,
    revocations,
    limits: createLimits({ calls: 0, refusals: 0, trustedProxies: [], ...limits }),
    database: test.database,
    corsOrigins: [webOrigin],
    log,
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    issuer,
    test,
    keys,
    logLines,
    clientFor: (userId) => createApiClient({ url, token: () => issuer.token(userId) }),
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      revocations[Symbol.dispose]()
      keys[Symbol.dispose]()
      await issuer[Symbol.asyncDispose]()
      await test[Symbol.asyncDispose]()
    },
  }
}
