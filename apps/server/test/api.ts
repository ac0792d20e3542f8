import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  createKeySet,
  createRevocationList,
  createTokenVerifier,
  type KeySet,
  type RevocationList,
} from '@ownlist/auth'
import { type ApiClientOptions, apiLinks } from '@ownlist/client'
import {
  createClientAddresses,
  createConnectionLimit,
  createLog,
  type Metrics,
  type ProxySettings,
  proxiesAndLoopback,
} from '@ownlist/http'
import {
  createTestDatabase,
  startTestIssuer,
  type TableLayout,
  type TestDatabase,
  type TestDatabaseOptions,
  type TestIssuer,
} from '@ownlist/testkit'
import { createTRPCClient, type TRPCClient } from '@trpc/client'
import type { AnyTRPCRouter } from '@trpc/server'
import { createLimits, type LimitSettings } from '../src/limits.js'
import { createApiServer } from '../src/server.js'
import { createOpenStreams, type OpenStreams, type StreamSettings } from '../src/streams/open-streams.js'
import { type ProbeRouter, probeRouter } from './probe-router.js'

/** The real API on a real port, with its own database. */
interface TestServer extends AsyncDisposable {
  readonly server: Server
  readonly streams: OpenStreams
  readonly port: number
  readonly url: string
  readonly test: TestDatabase
  /** Its log, one JSON text per line. */
  readonly logLines: string[]
}

/** An API that also has its own issuer. */
export interface TestApi<Router extends AnyTRPCRouter = ProbeRouter> extends TestServer {
  readonly issuer: TestIssuer
  readonly keys: KeySet
  /** The typed client, with tokens for one user. */
  clientFor(userId: string): TRPCClient<Router>
}

export const webOrigin = 'http://app.example'

/** What a test may set. There are no limits, unless the test sets them. */
export interface TestSettings extends Omit<LimitSettings, 'addresses'>, ProxySettings {
  /** Addresses whose connections are not counted; by default this machine and the trusted proxies. */
  readonly isExempt: (address: string) => boolean
  readonly pathPrefix: string
  readonly keepAliveMs: number
  /** The maximum number of open connections. */
  readonly mostConnections: number
  /** Whether tRPC's adapter answers every call; false by default. */
  readonly adapterOnly: boolean
  /** The procedures: those of `probeRouter` by default. */
  readonly router: AnyTRPCRouter
  /** The maximum number of open streams. */
  readonly streams: StreamSettings
  readonly metrics: Pick<Metrics, 'watch' | 'watchStream' | 'databaseFailed'>
  /** How the tables of its database are stored; whole by default. */
  readonly layout: TableLayout
  /** How changes are announced; by default only within this process. */
  readonly live: TestDatabaseOptions['live']
}

/** The API with a router that belongs to no domain. `startAppApi` starts the API with all domains. */
export async function startTestApi<Router extends AnyTRPCRouter = ProbeRouter>(
  settings: Partial<TestSettings> = {},
): Promise<TestApi<Router>> {
  const issuer = await startTestIssuer()
  const keys = createKeySet({ url: issuer.jwksUrl })
  const trust = { issuer: issuer.issuer, audience: issuer.audience, keys }
  const revocations = createRevocationList({ ...trust, url: issuer.revocationsUrl, pollMs: 100 })
  const api = await startTestServer({ ...trust, revocations }, settings)
  return {
    ...api,
    issuer,
    keys,
    clientFor: (userId) => clientOf<Router>(api.url, () => issuer.token(userId)),
    async [Symbol.asyncDispose]() {
      await api[Symbol.asyncDispose]()
      revocations[Symbol.dispose]()
      keys[Symbol.dispose]()
      await issuer[Symbol.asyncDispose]()
    },
  }
}

/** The published client, with the types of another router. */
export const clientOf = <Router extends AnyTRPCRouter>(
  url: string,
  token: ApiClientOptions['token'],
  options: Partial<ApiClientOptions> = {},
): TRPCClient<Router> =>
  createTRPCClient<AnyTRPCRouter>({ links: apiLinks({ url, token, ...options }) }) as unknown as TRPCClient<Router>

/** The issuer and the database that the API trusts. The test has to dispose of them itself. */
interface Trust {
  readonly issuer: string
  readonly audience: string
  readonly keys: KeySet
  readonly revocations?: RevocationList
}

/** For a test that creates its own issuer. */
export async function startTestServer(trust: Trust, settings: Partial<TestSettings> = {}): Promise<TestServer> {
  const test = await createTestDatabase({ layout: settings.layout ?? 'whole', live: settings.live })
  const logLines: string[] = []
  const { calls = 0, refusals = 0, trustedProxies = [], forwardedHeader = 'x-forwarded-for' } = settings
  const { pathPrefix, keepAliveMs, mostConnections, adapterOnly, metrics, router = probeRouter } = settings
  const addresses = createClientAddresses({ trustedProxies, forwardedHeader })
  const streams = createOpenStreams({ isRevoked: trust.revocations?.isRevoked, ...settings.streams })
  const { isExempt = proxiesAndLoopback(addresses.isProxy) } = settings
  const server = createApiServer({
    router,
    keys: trust.keys,
    verifier: createTokenVerifier(trust),
    revocations: trust.revocations ?? null,
    limits: createLimits({ calls, refusals, addresses }),
    limitConnections: createConnectionLimit({ isExempt }),
    database: test.database,
    streams,
    cors: { origins: [webOrigin], headers: ['X-Of-This-Deployment'] },
    ...(pathPrefix === undefined ? {} : { pathPrefix }),
    ...(keepAliveMs === undefined ? {} : { keepAliveMs }),
    ...(mostConnections === undefined ? {} : { mostConnections }),
    ...(metrics === undefined ? {} : { metrics }),
    adapterOnly,
    log: createLog('info', { write: (line) => void logLines.push(line) }),
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    server,
    streams,
    port,
    url: `http://127.0.0.1:${port}`,
    test,
    logLines,
    async [Symbol.asyncDispose]() {
      streams[Symbol.dispose]()
      server.close()
      server.closeAllConnections()
      await test[Symbol.asyncDispose]()
    },
  }
}
