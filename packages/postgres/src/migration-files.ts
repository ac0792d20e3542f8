import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The two databases, each with its own schema and migrations: `prisma/tasks`, `prisma/auth`. */
export const databases = ['tasks', 'auth'] as const
export type DatabaseName = (typeof databases)[number]

/** The folder with the files of a database's Prisma schema, and its `migrations`. */
export const prismaFolder = (database: DatabaseName): string =>
  fileURLToPath(new URL(`../../../prisma/${database}`, import.meta.url))

/** One migration, as it is in its folder. */
export interface MigrationFile {
  /** The name of its folder, which begins with the time when it was created. */
  readonly name: string
  readonly sql: string
  /** SHA-256 of the file, in hex, as Prisma stores it. */
  readonly checksum: string
}

export const migrationPath = (folder: string, name: string): string => join(folder, 'migrations', name, 'migration.sql')

/** The migrations of a folder, in the order in which they are applied. */
export function readMigrations(folder: string): MigrationFile[] {
  const base = join(folder, 'migrations')
  if (!existsSync(base)) return []
  return readdirSync(base, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const bytes = readFileSync(migrationPath(folder, name))
      return { name, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') }
    })
}
