import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createKeySet, createTokenVerifier, type KeySet } from '@ownlist/auth'
import { type ApiClient, createApiClient } from '@ownlist/client'
import { createTestDatabase, startTestIssuer, type TestDatabase, type TestIssuer } from '@ownlist/testkit'
import { pino } from 'pino'
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

export async function startTestApi(): Promise<TestApi> {
  const test = await createTestDatabase()
  const issuer = await startTestIssuer()
  const keys = createKeySet({ url: issuer.jwksUrl })
  const verifier = createTokenVerifier({ issuer: issuer.issuer, audience: issuer.audience, keys })
  const logLines: string[] = []
  const log = pino({}, { write: (line) => void logLines.push(line) })
  const server = createApiServer({ keys, verifier, database: test.database, corsOrigins: [webOrigin], log })
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
      keys[Symbol.dispose]()
      await issuer[Symbol.asyncDispose]()
      await test[Symbol.asyncDispose]()
    },
  }
}
