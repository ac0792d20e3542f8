import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatabaseName } from './migration-files.js'

/** The rows of one table, in a file of PostgreSQL's COPY text format, compressed with gzip. */
export interface TableBackup {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: number
  /** Relative to the backup's folder. */
  readonly file: string
  /** Of the file, in hex. */
  readonly sha256: string
}

/** One database in a backup. Its schema is that of these migrations. */
export interface DatabaseBackup {
  readonly migrations: readonly string[]
  /** Each table comes after the tables that it refers to. */
  readonly tables: readonly TableBackup[]
  readonly sequences: readonly { readonly name: string; readonly value: string }[]
}

/** The contents of `manifest.json` in a backup's folder. */
export interface BackupManifest {
  readonly format: 1
  readonly madeAt: string
  readonly databases: Readonly<Record<DatabaseName, DatabaseBackup>>
}

/**
 * Reads a backup's manifest and checks that every file is unchanged.
 * @throws {Error} that names what is missing or damaged
 */
export async function readBackup(folder: string): Promise<BackupManifest> {
  const path = join(folder, 'manifest.json')
  const text = await readFile(path, 'utf8').catch((cause: Error) => {
    throw new Error(`${folder} is not a backup: ${cause.message}`, { cause })
  })
  const manifest: BackupManifest = JSON.parse(text)
  if (manifest.format !== 1) throw new Error(`${path} was written by another version of this project.`)
  for (const { tables } of Object.values(manifest.databases)) {
    for (const { file, sha256 } of tables) {
      if ((await digestOf(join(folder, file))) !== sha256) throw new Error(`${join(folder, file)} is damaged.`)
    }
  }
  return manifest
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex')
}
