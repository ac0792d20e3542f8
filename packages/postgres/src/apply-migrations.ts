import type pg from 'pg'
import { withClient } from './connect.js'
import { MigrationError } from './migration-error.js'
import { readMigrations } from './migration-files.js'
import { readHistory } from './migration-history.js'
import { defaultPatience, type LockPatience, runMigration, settle } from './run-migration.js'

export interface MigrateOptions {
  /** Applies only these; by default all missing ones. */
  readonly only?: readonly string[]
  readonly patience?: LockPatience
  /** Closes the connection when it is aborted: a running migration is rolled back. */
  readonly signal?: AbortSignal | undefined
}

/** The lock that Prisma's engine takes, so that the two do not migrate at the same time. */
const prismaLock = 72707369

/**
 * Applies the missing migrations, and records them in `_prisma_migrations`, as `prisma migrate deploy` does. A
 * statement that row-level security would hide rows from fails, instead of silently changing nothing.
 * @param folder such as `prismaFolder('tasks')`
 * @param url of a role that may change the schema
 * @returns the names of the migrations that it applied
 * @throws {MigrationError} that says what was kept and what to do
 */
export function applyMigrations(folder: string, url: string, options: MigrateOptions = {}): Promise<string[]> {
  return withClient(url, (client) => applyMissing(client, folder, options), { signal: options.signal })
}

async function applyMissing(
  client: pg.Client,
  folder: string,
  { only, patience = defaultPatience }: MigrateOptions,
): Promise<string[]> {
  await waitForTurn(client)
  const history = await readHistory(client)
  const failed = [...history].find(([, state]) => state === 'failed')?.[0]
  if (failed !== undefined) {
    throw new MigrationError(
      `The migration ${failed} failed before and has not been resolved.\n${settle(failed)}`,
      failed,
    )
  }
  await client.query('set row_security = off')
  const missing = readMigrations(folder).filter(({ name }) => !history.has(name) && (only?.includes(name) ?? true))
  for (const migration of missing) await runMigration(client, migration, patience)
  return missing.map(({ name }) => name)
}

async function waitForTurn(client: pg.Client): Promise<void> {
  await client.query('set lock_timeout = 60000')
  await client.query('select pg_advisory_lock($1)', [prismaLock]).catch((cause: Error) => {
    throw new MigrationError(
      'Another process has been migrating this database for more than a minute. Try again later.',
      null,
      {
        cause,
      },
    )
  })
}
