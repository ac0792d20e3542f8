import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  applyMigrations,
  type DatabaseUrls,
  grantToApi,
  prismaFolder,
  provisionDatabases,
  startEmbeddedPostgres,
} from '@ownlist/postgres'
import type { TestProject } from 'vitest/node'

/** What the whole test run shares: one PostgreSQL server, with both databases migrated, the tasks one as a template. */
export interface TestPostgres {
  /** A superuser's. */
  readonly adminUrl: string
  /** Of the template databases: to copy from, not to write to. */
  readonly template: DatabaseUrls
}

declare module 'vitest' {
  export interface ProvidedContext {
    testPostgres: TestPostgres
  }
}

/** For `globalSetup` in a Vitest config: starts a throwaway PostgreSQL, and removes it after the last test. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'ownlist-test-'))
  const password = randomBytes(16).toString('hex')
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), password, lasting: false })
  const template = await provisionDatabases(postgres.adminUrl)
  await applyMigrations(prismaFolder('tasks'), template.DATABASE_ADMIN_URL)
  await grantToApi(template)
  await applyMigrations(prismaFolder('auth'), template.AUTH_DATABASE_URL)
  project.provide('testPostgres', { adminUrl: postgres.adminUrl, template })
  return async () => {
    await postgres[Symbol.asyncDispose]()
    await rm(folder, { recursive: true, force: true })
  }
}
