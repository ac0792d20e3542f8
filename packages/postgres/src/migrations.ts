import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execute, onDatabase } from './provision.js'
import { withSchemaEngine } from './schema-engine.js'

/** The two databases, each with a schema and migrations of its own: `prisma/tasks`, `prisma/auth`. */
export const databases = ['tasks', 'auth'] as const
export type DatabaseName = (typeof databases)[number]

/** The folder with a database's `schema.prisma` and its `migrations`. */
export const prismaFolder = (database: DatabaseName): string =>
  fileURLToPath(new URL(`../../../prisma/${database}`, import.meta.url))

const filters = { externalTables: [], externalEnums: [] }
const schemaIn = (folder: string) => readFileSync(join(folder, 'schema.prisma'), 'utf8')
const lockfileContent = '# Prisma reads this; keep it in version control.\nprovider = "postgresql"\n'

function migrationsIn(folder: string) {
  const baseDir = join(folder, 'migrations')
  const names = existsSync(baseDir) ? readdirSync(baseDir, { withFileTypes: true }) : []
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: lockfileContent },
    shadowDbInitScript: '',
    migrationDirectories: names
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => ({ path: name, migrationFile: migrationFile(baseDir, name) }))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
  }
}

const migrationFile = (baseDir: string, name: string) => ({
  path: 'migration.sql',
  content: { tag: 'ok' as const, value: readFileSync(join(baseDir, name, 'migration.sql'), 'utf8') },
})

/**
 * Applies what is missing, as `prisma migrate deploy` does, and returns the names of the migrations it applied.
 * @param folder such as `prismaFolder('tasks')`
 * @param url of a role that may change the schema
 * @throws {Error} in the engine's words: a migration that failed
 */
export function applyMigrations(folder: string, url: string): Promise<string[]> {
  return withSchemaEngine(url, schemaIn(folder), async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: migrationsIn(folder), filters })
    return appliedMigrationNames
  })
}

/**
 * The SQL that leads from the migrations, as they stand in their folder, to the schema; null when the two agree.
 * @param url of a role that may create databases: the migrations are replayed in a scratch one
 */
export async function schemaDrift(folder: string, url: string): Promise<string | null> {
  const scratch = `ownlist_scratch_${randomUUID().replaceAll('-', '')}`
  await execute(url, [`create database ${scratch}`]).catch((cause: Error) => {
    throw new Error(`No scratch database to replay the migrations in: ${cause.message}. Grant the role CREATEDB.`, {
      cause,
    })
  })
  try {
    const scratchUrl = onDatabase(url, scratch)
    await applyMigrations(folder, scratchUrl)
    const files = [{ path: 'schema.prisma', content: schemaIn(folder) }]
    const { exitCode, stdout } = await withSchemaEngine(scratchUrl, schemaIn(folder), (engine) =>
      engine.diff({
        from: { tag: 'schemaDatasource', files, configDir: folder },
        to: { tag: 'schemaDatamodel', files },
        script: true,
        exitCode: true,
        filters,
      }),
    )
    return exitCode === 0 ? null : stdout
  } finally {
    await execute(url, [`drop database ${scratch} with (force)`])
  }
}

/**
 * Writes the migration that leads to the schema as it stands now, for you to read and amend before it is applied.
 * @param url of a role that may create databases
 * @returns the path of the new `migration.sql`; null, and nothing written, when the schema has not changed
 */
export async function writeMigration(folder: string, name: string, url: string): Promise<string | null> {
  const sql = await schemaDrift(folder, url)
  if (sql === null) return null
  const instant = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const baseDir = join(folder, 'migrations')
  const migration = join(baseDir, `${instant}_${name}`)
  await mkdir(migration, { recursive: true })
  await writeFile(join(migration, 'migration.sql'), sql)
  await writeFile(join(baseDir, 'migration_lock.toml'), lockfileContent)
  return join(migration, 'migration.sql')
}
