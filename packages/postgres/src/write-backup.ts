import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { BackupManifest, DatabaseBackup, TableBackup } from './backup-manifest.js'
import { syncFolder } from './cluster.js'
import { withClient } from './connect.js'
import type { DatabaseName } from './migration-files.js'

/**
 * Writes all rows of both databases into a new folder, readable by its owner only, while others continue to work. Each
 * database is read at one point in time, and the two points are as close as two connections allow.
 * @param urls of roles that see every row: PostgreSQL refuses other roles instead of leaving rows out
 * @param extras further files, by name
 * @throws {Error} if the folder exists, or if a role may not read everything; then no folder is left
 */
export async function writeBackup(
  urls: Readonly<Record<DatabaseName, string>>,
  folder: string,
  extras: Readonly<Record<string, string>>,
): Promise<BackupManifest> {
  if (existsSync(folder)) throw new Error(`${folder} already exists. Name a new folder.`)
  const unfinished = `${folder}.unfinished-${randomUUID()}`
  await mkdir(dirname(folder), { recursive: true })
  await mkdir(unfinished, { mode: 0o700 })
  try {
    const databases = await withSnapshot(urls.tasks, (tasks) =>
      withSnapshot(urls.auth, async (auth) => ({
        tasks: await dump(tasks, unfinished, 'tasks'),
        auth: await dump(auth, unfinished, 'auth'),
      })),
    )
    const manifest: BackupManifest = { format: 1, madeAt: new Date().toISOString(), databases }
    const files = { ...extras, 'manifest.json': `${JSON.stringify(manifest, null, 2)}\n` }
    for (const [name, text] of Object.entries(files)) {
      await writeFile(join(unfinished, name), text, { mode: 0o600, flush: true })
    }
    await syncFolder(unfinished)
    await rename(unfinished, folder)
    await syncFolder(dirname(folder))
    return manifest
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

/** All statements of the work see the same snapshot of the data. */
const withSnapshot = <T>(url: string, work: (client: pg.Client) => Promise<T>) =>
  withClient(url, async (client) => {
    await client.query('begin isolation level repeatable read read only')
    // An error is better than a backup without the rows that a policy hides.
    await client.query('set local row_security = off')
    return await work(client)
  })

async function dump(client: pg.Client, folder: string, database: DatabaseName): Promise<DatabaseBackup> {
  const migrations = await client.query<{ name: string }>(
    `select migration_name as name from _prisma_migrations
     where finished_at is not null and rolled_back_at is null order by migration_name`,
  )
  const sequences = await client.query<{ name: string; value: string }>(
    `select sequencename::text as name, last_value::text as value from pg_sequences
     where schemaname = 'public' and last_value is not null`,
  )
  await mkdir(join(folder, database), { mode: 0o700 })
  const tables: TableBackup[] = []
  for (const table of await tablesOf(client)) tables.push(await dumpTable(client, table, { folder, database }))
  return { migrations: migrations.rows.map(({ name }) => name), tables, sequences: sequences.rows }
}

interface Table {
  readonly name: string
  readonly columns: readonly string[]
  /** The tables that its foreign keys reference. */
  readonly refersTo: readonly string[]
}

/** All tables except the migration history, each after the tables that it refers to. */
async function tablesOf(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select relname::text as name,
       array(select attname::text from pg_attribute
             where attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = '' order by attnum) as columns,
       array(select distinct other.relname::text from pg_constraint join pg_class other on other.oid = confrelid
             where conrelid = pg_class.oid and contype = 'f' and confrelid <> conrelid) as "refersTo"
     from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
       and relname <> '_prisma_migrations' order by relname`,
  )
  const sorted: Table[] = []
  for (let left = rows; left.length > 0; ) {
    const ready = left.filter(({ refersTo }) => refersTo.every((name) => sorted.some((done) => done.name === name)))
    if (ready.length === 0) throw new Error(`Tables refer to each other in a cycle: ${left.map(({ name }) => name)}.`)
    sorted.push(...ready)
    left = left.filter((table) => !ready.includes(table))
  }
  return sorted
}

async function dumpTable(
  client: pg.Client,
  { name, columns }: Table,
  { folder, database }: { readonly folder: string; readonly database: DatabaseName },
): Promise<TableBackup> {
  const file = `${database}/${name}.copy.gz`
  const list = columns.map(pg.escapeIdentifier).join(', ')
  const rows = client.query(copyTo(`copy (select ${list} from ${pg.escapeIdentifier(name)}) to stdout`))
  const hash = createHash('sha256')
  const digested = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      hash.update(chunk)
      yield chunk
    }
  }
  const target = createWriteStream(join(folder, file), { mode: 0o600, flush: true })
  await pipeline(rows, createGzip(), digested, target)
  return { name, columns, rows: rows.rowCount, file, sha256: hash.digest('hex') }
}
