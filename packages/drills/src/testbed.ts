import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ApiClient, createApiClient } from '@ownlist/client'
import {
  applyMigrations,
  grantPrivileges,
  prismaFolder,
  provisionDatabases,
  startEmbeddedPostgres,
} from '@ownlist/postgres'
import { startTestIssuer, type TestIssuer } from '@ownlist/testkit/issuer'
import pg from 'pg'
import { type ApiOptions, type ApiProcess, startApi } from './api-process.js'
import { startProxy, type TcpProxy } from './proxy.js'

/**
 * A real PostgreSQL that survives power cuts, the real API process, and an issuer. Disposing of it removes everything.
 */
export interface Testbed extends AsyncDisposable {
  readonly api: ApiProcess
  /** The API's environment, to start another one next to it. */
  readonly apiEnv: Readonly<Record<string, string>>
  readonly issuer: TestIssuer
  /** The proxy between the API and PostgreSQL. */
  readonly proxy: TcpProxy
  clientFor(userId: string): ApiClient
  /** Queries PostgreSQL as its superuser. */
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>
  /** Kills PostgreSQL without warning, and starts it on the data that is left on the disk. */
  killPostgres(): Promise<void>
}

interface TestbedOptions extends ApiOptions {
  /** Without the proxy in between, for a drill that measures. Then PostgreSQL cannot be killed. */
  readonly direct?: boolean
}

export async function openTestbed({ direct = false, ...apiOptions }: TestbedOptions = {}): Promise<Testbed> {
  const folder = await mkdtemp(join(tmpdir(), 'ownlist-drill-'))
  const options = { dataDir: join(folder, 'postgres'), password: randomBytes(16).toString('hex') }
  let postgres = await startEmbeddedPostgres(options)
  const portOf = (url: string) => Number(new URL(url).port)
  const urls = await provisionDatabases(postgres.adminUrl)
  await applyMigrations(prismaFolder('tasks'), urls.DATABASE_ADMIN_URL)
  await grantPrivileges(urls)
  const proxy = await startProxy(portOf(postgres.adminUrl))
  const issuer = await startTestIssuer()
  const databaseUrl = new URL(urls.DATABASE_URL)
  if (!direct) databaseUrl.port = String(proxy.port)
  const apiEnv = {
    DATABASE_URL: databaseUrl.href,
    AUTH_ISSUER: issuer.issuer,
    AUTH_JWKS_URL: issuer.jwksUrl,
    AUTH_REVOCATIONS_URL: issuer.revocationsUrl,
  }
  const api = await startApi(apiEnv, apiOptions)
  return {
    api,
    apiEnv,
    issuer,
    proxy,
    clientFor: (userId) => createApiClient({ url: api.url, token: () => issuer.token(userId) }),
    async query(sql, values) {
      const url = new URL(postgres.adminUrl)
      url.pathname = databaseUrl.pathname
      const client = new pg.Client({ connectionString: url.href })
      await client.connect()
      try {
        return (await client.query(sql, values)).rows
      } finally {
        await client.end()
      }
    },
    async killPostgres() {
      const lock = await readFile(join(options.dataDir, 'postmaster.pid'), 'utf8')
      process.kill(Number(lock.split('\n')[0]), 'SIGKILL')
      await postgres[Symbol.asyncDispose]()
      postgres = await startEmbeddedPostgres(options)
      proxy.target = portOf(postgres.adminUrl)
    },
    async [Symbol.asyncDispose]() {
      await api[Symbol.asyncDispose]()
      await proxy[Symbol.asyncDispose]()
      await issuer[Symbol.asyncDispose]()
      await postgres[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
