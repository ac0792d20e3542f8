import { randomBytes } from 'node:crypto'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  applyMigrations,
  grantPrivileges,
  onDatabase,
  prismaFolder,
  provisionDatabases,
  startEmbeddedPostgres,
} from '@ownlist/postgres'
import { startTestIssuer, type TestIssuer } from '@ownlist/testkit/issuer'

/** What all contenders share. */
export interface BenchSystem {
  /** The tasks database, as the API's restricted role. */
  readonly databaseUrl: string
  /** The same, as the role that owns its tables, and the contenders' database. */
  readonly ownerUrl: string
  /** The same, as a superuser. */
  readonly adminUrl: string
  readonly issuer: TestIssuer
  /** Where standard output goes: a file descriptor. */
  readonly log: number
}

/** A PostgreSQL server like that of `pnpm start`, and an issuer. Disposing of it removes everything. */
export async function openBenchSystem(): Promise<BenchSystem & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'ownlist-bench-'))
  const log = await open(join(folder, 'log'), 'a')
  const password = randomBytes(16).toString('hex')
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), password })
  const urls = await provisionDatabases(postgres.adminUrl)
  await applyMigrations(prismaFolder('tasks'), urls.DATABASE_ADMIN_URL)
  await grantPrivileges(urls)
  const issuer = await startTestIssuer()
  return {
    databaseUrl: urls.DATABASE_URL,
    ownerUrl: urls.DATABASE_ADMIN_URL,
    adminUrl: onDatabase(postgres.adminUrl, new URL(urls.DATABASE_URL).pathname.slice(1)),
    issuer,
    log: log.fd,
    async [Symbol.asyncDispose]() {
      await issuer[Symbol.asyncDispose]()
      await postgres[Symbol.asyncDispose]()
      await log.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
