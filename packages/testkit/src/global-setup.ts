import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  applyMigrations,
  grantPrivileges,
  type ProvisionedUrls,
  prismaFolder,
  provisionDatabases,
  startEmbeddedPostgres,
} from '@ownlist/postgres'
import type { TestProject } from 'vitest/node'
import { type CitusCluster, prepareCluster } from './citus-cluster.js'
import { describeNotRun } from './not-run.js'

/**
 * What the whole test run shares: one PostgreSQL server with both databases migrated. The API's database is a template.
 */
export interface TestPostgres {
  /** The URL of a superuser. */
  readonly adminUrl: string
  /** The URLs of the template databases: copy from them, but do not write to them. */
  readonly template: ProvisionedUrls
}

declare module 'vitest' {
  export interface ProvidedContext {
    testPostgres: TestPostgres
    /** Whether this is a long run at night (`--mode long`). */
    long: boolean
    /** The URLs of a superuser on the servers of a Citus cluster, the coordinator's first; empty without a cluster. */
    citusNodes: readonly string[]
    /** The cluster on which `createTestDatabase` creates databases; null to use the server of the test run. */
    citusCluster: CitusCluster | null
  }
}

/**
 * For `globalSetup` in a Vitest config: starts a temporary PostgreSQL server, and removes it after the last test. Then it
 * reports which tests were not run because a program is missing.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'ownlist-test-'))
  const password = randomBytes(16).toString('hex')
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), password, lasting: false })
  const template = await provisionDatabases(postgres.adminUrl)
  await applyMigrations(prismaFolder('tasks'), template.DATABASE_ADMIN_URL)
  await grantPrivileges(template)
  await applyMigrations(prismaFolder('auth'), template.AUTH_DATABASE_URL)
  project.provide('testPostgres', { adminUrl: postgres.adminUrl, template })
  const notRun = join(folder, 'not-run')
  project.provide('notRun', notRun)
  const [coordinator, ...workers] = project.getProvidedContext().citusNodes
  project.provide('citusCluster', coordinator === undefined ? null : await prepareCluster([coordinator, ...workers]))
  return async () => {
    const missing = describeNotRun(notRun)
    if (missing !== null) process.stderr.write(`${missing}\n`)
    await postgres[Symbol.asyncDispose]()
    await rm(folder, { recursive: true, force: true })
  }
}
