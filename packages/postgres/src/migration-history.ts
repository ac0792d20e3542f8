import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { withClient } from './connect.js'
import { MigrationError } from './migration-error.js'
import { type MigrationFile, readMigrations } from './migration-files.js'

/** The state of a migration in a database, according to `_prisma_migrations`. */
type MigrationState = 'applied' | 'failed'

/** Prisma's own table, as Prisma's engine creates it. */
const table = `create table _prisma_migrations (
  id                  varchar(36) primary key not null,
  checksum            varchar(64) not null,
  finished_at         timestamptz,
  migration_name      varchar(255) not null,
  logs                text,
  rolled_back_at      timestamptz,
  started_at          timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`

/**
 * The migrations that were applied to a database, by name. Those that were rolled back are left out. Creates Prisma's
 * table in an empty database.
 * @throws {MigrationError} if the database has tables but no history
 */
export async function readHistory(client: pg.Client): Promise<Map<string, MigrationState>> {
  const { rows } = await client.query<{ history: boolean; tables: boolean }>(
    `select to_regclass('_prisma_migrations') is not null as history,
      exists (select from pg_tables where schemaname = current_schema()) as tables`,
  )
  const [found] = rows
  if (!found?.history && found?.tables) {
    throw new MigrationError(
      'The database has tables, but no _prisma_migrations, so it is not known which migrations were applied. Use an empty database.',
      null,
    )
  }
  if (!found?.history) await client.query(table)
  const entries = await client.query<{ name: string; done: boolean }>(
    `select migration_name as name, finished_at is not null as done
     from _prisma_migrations where rolled_back_at is null order by started_at`,
  )
  return new Map(entries.rows.map(({ name, done }) => [name, done ? 'applied' : 'failed']))
}

/**
 * Records that a migration begins.
 * @returns the id of the entry
 */
export async function beginEntry(client: pg.Client, { name, checksum }: MigrationFile): Promise<string> {
  const id = randomUUID()
  const insert = 'insert into _prisma_migrations (id, checksum, migration_name) values ($1, $2, $3)'
  await client.query(insert, [id, checksum, name])
  return id
}

/** Records that it succeeded, even if it rolled back its own entry. */
export async function finishEntry(client: pg.Client, id: string, { name, checksum }: MigrationFile): Promise<void> {
  await client.query(
    `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
     values ($1, $2, $3, clock_timestamp(), 1)
     on conflict (id) do update set finished_at = clock_timestamp(), applied_steps_count = 1`,
    [id, checksum, name],
  )
}

/** Stores the reason with a migration that failed. */
export async function failEntry(client: pg.Client, id: string, reason: string): Promise<void> {
  await client.query('update _prisma_migrations set logs = $2 where id = $1', [id, reason])
}

/** What became of a migration that failed: it was completed by hand, or its changes were undone. */
export type Resolution = 'applied' | 'rolled-back'

/** Which migration to resolve, and how. */
export interface MigrationResolution {
  readonly name: string
  readonly as: Resolution
}

/**
 * Resolves a migration that failed, as `prisma migrate resolve` does, so that others can be applied again.
 * @throws {MigrationError} if it did not fail, or no migration of the folder has this name
 */
export async function resolveMigration(folder: string, url: string, { name, as }: MigrationResolution): Promise<void> {
  const migration = readMigrations(folder).find((candidate) => candidate.name === name)
  if (migration === undefined) throw new MigrationError(`There is no migration ${name}.`, name)
  await withClient(url, async (client) => {
    if ((await readHistory(client)).get(name) !== 'failed') {
      throw new MigrationError(`${name} has not failed, so there is nothing to resolve.`, name)
    }
    await client.query('begin')
    await client.query(
      `update _prisma_migrations set rolled_back_at = now()
       where migration_name = $1 and finished_at is null and rolled_back_at is null`,
      [name],
    )
    if (as === 'applied') {
      await client.query(
        `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
         values ($1, $2, $3, now(), 0)`,
        [randomUUID(), migration.checksum, name],
      )
    }
    await client.query('commit')
  })
}

/** The migrations that failed in a database and are not resolved yet. */
export async function failedMigrations(url: string): Promise<string[]> {
  return await withClient(url, async (client) =>
    [...(await readHistory(client))].flatMap(([name, state]) => (state === 'failed' ? [name] : [])),
  )
}
