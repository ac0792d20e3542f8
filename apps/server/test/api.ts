import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { appRouter } from '@ownlist/api'
import {
  createKeySet,
  createRevocationList,
  createTokenVerifier,
  type KeySet,
  type RevocationList,
} from '@ownlist/auth'
import { type ApiClient, createApiClient } from '@ownlist/client'
import {
  createClientAddresses,
  createConnectionLimit,
  createLog,
  type ProxySettings,
  proxiesAndLoopback,
} from '@ownlist/http'
import { createTestDatabase, startTestIssuer, type TestDatabase, type TestIssuer } from '@ownlist/testkit'
import type { AnyTRPCRouter } from '@trpc/server'
import { createLimits, type LimitSettings } from '../src/limits.js'
import { createApiServer } from '../src/server.js'

/** The real API on a real port, with a database of its own. */
interface TestServer extends AsyncDisposable {
  readonly server: Server
  readonly port: number
  readonly url: string
  readonly test: TestDatabase
  /** What it has logged, one JSON text a line. */
  readonly logLines: string[]
}

/** One with an issuer of its own, too. */
export interface TestApi extends TestServer {
  readonly issuer: TestIssuer
  readonly keys: KeySet
  /** The typed client, with tokens for one user. */
  clientFor(userId: string): ApiClient
}

export const webOrigin = 'http://app.example'

interface TestLimits extends Omit<LimitSettings, 'addresses'>, ProxySettings {
  /** Whose connections are not counted; by default those of this machine and of trusted proxies. */
  readonly isExempt: (address: string) => boolean
  readonly pathPrefix: string
  readonly keepAliveMs: number
  /** Procedures of another version of the contract. */
  readonly router: AnyTRPCRouter
}

/** @param limits none, unless a test is about them */
export async function startTestApi(limits: Partial<TestLimits> = {}): Promise<TestApi> {
  const issuer = await startTestIssuer()
  const keys = createKeySet({ url: issuer.jwksUrl })
  const trust = { issuer: issuer.issuer, audience: issuer.audience, keys }
  const revocations = createRevocationList({ ...trust, url: issuer.revocationsUrl, pollMs: 100 })
  const api = await startTestServer({ ...trust, revocations }, limits)
  return {
    ...api,
    issuer,
    keys,
    clientFor: (userId) => createApiClient({ url: api.url, token: () => issuer.token(userId) }),
    async [Symbol.asyncDispose]() {
      await api[Symbol.asyncDispose]()
      revocations[Symbol.dispose]()
      keys[Symbol.dispose]()
      await issuer[Symbol.asyncDispose]()
    },
  }
}

/** Whose tokens are good, and for whom. What is in it stays the test's to dispose of. */
interface Trust {
  readonly issuer: string
  readonly audience: string
  readonly keys: KeySet
  readonly revocations?: RevocationList
}

/** For a test with an issuer of its own making. */
export async function startTestServer(trust: Trust, limits: Partial<TestLimits> = {}): Promise<TestServer> {
  const test = await createTestDatabase()
  const logLines: string[] = []
  const { calls = 0, refusals = 0, trustedProxies = [], forwardedHeader = 'x-forwarded-for' } = limits
  const { pathPrefix, keepAliveMs, router } = limits
  const addresses = createClientAddresses({ trustedProxies, forwardedHeader })
  const { isExempt = proxiesAndLoopback(addresses.isProxy) } = limits
  const server = createApiServer({
    router: appRouter,
    keys: trust.keys,
    verifier: createTokenVerifier(trust),
    revocations: trust.revocations ?? null,
    limits: createLimits({ calls, refusals, addresses }),
    limitConnections: createConnectionLimit({ isExempt }),
    database: test.database,
    cors: { origins: [webOrigin], headers: ['X-Of-This-Deployment'] },
    ...(pathPrefix === undefined ? {} : { pathPrefix }),
    ...(keepAliveMs === undefined ? {} : { keepAliveMs }),
    ...(router === undefined ? {} : { router }),
    log: createLog('info', { write: (line) => void logLines.push(line) }),
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    server,
    port,
    url: `http://127.0.0.1:${port}`,
    test,
    logLines,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await test[Symbol.asyncDispose]()
    },
  }
}
