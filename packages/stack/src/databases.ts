import { join } from 'node:path'
import {
  applyMigrations,
  type DatabaseName,
  type DatabaseUrls,
  grantToApi,
  prismaFolder,
  provisionDatabases,
  runningPostgres,
  startEmbeddedPostgres,
} from '@ownlist/postgres'
import type { StackSettings } from './env.js'
import { localSecrets } from './secrets.js'

/** The two databases, reachable for as long as this is not disposed of. */
export interface Databases extends AsyncDisposable {
  readonly urls: DatabaseUrls
  /** Of a role that may create databases, for `pnpm db:new-migration`. */
  readonly creatorUrl: string
}

/**
 * Opens the databases that the environment names, or else the embedded ones: those that run already (another command may
 * have started them), or else started now.
 */
export async function openDatabases({ databases, dataDir }: StackSettings): Promise<Databases> {
  if (databases !== null) {
    return { urls: databases, creatorUrl: databases.DATABASE_ADMIN_URL, [Symbol.asyncDispose]: async () => undefined }
  }
  const { postgresPassword } = await localSecrets(dataDir)
  const options = { dataDir: join(dataDir, 'postgres'), password: postgresPassword }
  const running = await runningPostgres(options)
  if (running !== null) {
    return {
      urls: await provisionDatabases(running),
      creatorUrl: running,
      [Symbol.asyncDispose]: async () => undefined,
    }
  }
  const embedded = await startEmbeddedPostgres(options)
  const dispose = () => embedded[Symbol.asyncDispose]()
  return {
    urls: await provisionDatabases(embedded.adminUrl),
    creatorUrl: embedded.adminUrl,
    [Symbol.asyncDispose]: dispose,
  }
}

/** Brings both databases up to date and returns what was applied to each. */
export async function migrateDatabases(urls: DatabaseUrls): Promise<Record<DatabaseName, string[]>> {
  const tasks = await applyMigrations(prismaFolder('tasks'), urls.DATABASE_ADMIN_URL)
  await grantToApi(urls)
  return { tasks, auth: await applyMigrations(prismaFolder('auth'), urls.AUTH_DATABASE_URL) }
}
