import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { applyMigrations } from './apply-migrations.js'
import { migrationPath } from './migration-files.js'
import { execute, onDatabase } from './provision.js'
import { withSchemaEngine } from './schema-engine.js'

const filters = { externalTables: [], externalEnums: [] }
/** Every `.prisma` file of the folder; together they are the schema. */
const schemaFiles = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((path) => ({ path, content: readFileSync(join(folder, path), 'utf8') }))
const lockfileContent = '# Prisma reads this file. Keep it in version control.\nprovider = "postgresql"\n'

/** The difference between the migrations and the schema. */
export interface SchemaDrift {
  readonly sql: string
  /** What could fail on existing rows, or lose some of them, in Prisma's words. */
  readonly warnings: readonly string[]
}

/**
 * The SQL that leads from the migrations in the folder to the schema; null if the two agree.
 * @param url of a role that may create databases: the migrations are replayed in a scratch database
 */
export async function schemaDrift(folder: string, url: string): Promise<SchemaDrift | null> {
  const scratch = `ownlist_scratch_${randomUUID().replaceAll('-', '')}`
  await execute(url, [`create database ${scratch}`]).catch((cause: Error) => {
    throw new Error(
      `The scratch database for replaying the migrations could not be created: ${cause.message}. Grant the role CREATEDB.`,
      {
        cause,
      },
    )
  })
  try {
    const scratchUrl = onDatabase(url, scratch)
    await applyMigrations(folder, scratchUrl)
    const sql = await difference(folder, scratchUrl)
    return sql === null ? null : { sql, warnings: await warningsAbout(folder, scratchUrl) }
  } finally {
    await execute(url, [`drop database ${scratch} with (force)`])
  }
}

async function difference(folder: string, url: string): Promise<string | null> {
  const files = schemaFiles(folder)
  const { exitCode, stdout } = await withSchemaEngine({ url, files }, (engine) =>
    engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: folder },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: true,
      filters,
    }),
  )
  return exitCode === 0 ? null : stdout
}

/**
 * Of the engine's functions in WebAssembly, only the one of `prisma db push` returns warnings. Its statements are not
 * executed.
 */
async function warningsAbout(folder: string, url: string): Promise<string[]> {
  const files = schemaFiles(folder)
  const { unexecutable, warnings } = await withSchemaEngine({ url, files, mode: 'as if there were rows' }, (engine) =>
    engine.schemaPush({ force: false, schema: { files }, filters }),
  )
  return [...unexecutable, ...warnings].map(withoutCounts)
}

/** The counts are not real (`catalogAdapter`), so the sentences get the endings of a migration that Prisma writes. */
const withoutCounts = (warning: string): string =>
  warning
    .replace(/There are \d+ rows in this table, .*$/, 'This is not possible if the table is not empty.')
    .replace(/, which still contains \d+ non-null values\./, '. All the data in the column will be lost.')
    .replace(
      /, which is not empty \(\d+ rows\)\./,
      '. If the table is not empty, all the data it contains will be lost.',
    )
    .replace(
      /, but there are \d+ existing NULL values\./,
      '. This step will fail if there are existing NULL values in it.',
    )

export interface NewMigration {
  /** The path of the new `migration.sql`. */
  readonly path: string
  readonly warnings: readonly string[]
}

export interface MigrationRequest {
  /** Without its timestamp, such as `add_colour`. */
  readonly name: string
  /** A table whose rows the migration will change. The file gets a place for that, with row-level security lifted. */
  readonly backfill?: string | null
}

/**
 * Writes the migration from the current migrations to the current schema. Read and edit it before it is applied. Warnings
 * are at its top, as Prisma writes them.
 * @param url of a role that may create databases
 * @returns null, and writes nothing, if the schema has not changed and there is no backfill
 */
export async function writeMigration(
  folder: string,
  url: string,
  { name, backfill = null }: MigrationRequest,
): Promise<NewMigration | null> {
  const drift = await schemaDrift(folder, url)
  if (drift === null && backfill === null) return null
  const { sql, warnings } = drift ?? { sql: '', warnings: [] }
  const instant = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const path = migrationPath(folder, `${instant}_${name}`)
  await mkdir(join(path, '..'), { recursive: true })
  const parts = [warningComment(warnings), sql, backfill === null ? '' : backfillOf(backfill)]
  await writeFile(path, parts.filter((part) => part !== '').join('\n'))
  await writeFile(join(folder, 'migrations', 'migration_lock.toml'), lockfileContent)
  return { path, warnings }
}

const warningComment = (warnings: readonly string[]): string =>
  warnings.length === 0 ? '' : `/*\n  Warnings:\n\n${warnings.map((warning) => `  - ${warning}\n`).join('')}\n*/\n`

/**
 * For a migration that changes rows of all users. Because of FORCE, the owner of the table would see only one user's
 * rows.
 */
const backfillOf = (
  table: string,
): string => `-- Row-level security also applies to the owner of the table, who would see no rows. It is lifted for the owner within this
-- transaction alone; the table is locked until it ends.
ALTER TABLE "${table}" NO FORCE ROW LEVEL SECURITY;

-- Here, such as: UPDATE "${table}" SET "colour" = 'none' WHERE "colour" IS NULL;

ALTER TABLE "${table}" FORCE ROW LEVEL SECURITY;
`
