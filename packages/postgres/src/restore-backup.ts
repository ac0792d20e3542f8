import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { applyMigrations } from './apply-migrations.js'
import { type DatabaseBackup, readBackup, type TableBackup } from './backup-manifest.js'
import { withClient } from './connect.js'
import { type DatabaseName, databases, prismaFolder, readMigrations } from './migration-files.js'

/**
 * Restores the rows of a backup into two empty databases, both or neither. Their schema is first brought to that of the
 * backup; bring it up to date afterwards.
 * @param urls of the roles that own the two databases
 * @returns how many rows there are now
 * @throws {Error} if the backup is damaged, if it comes from a newer version of this project, or if the databases have
 * rows already
 */
export async function restoreBackup(urls: Readonly<Record<DatabaseName, string>>, folder: string): Promise<number> {
  const backup = await readBackup(folder)
  for (const database of databases) {
    const known = new Set(readMigrations(prismaFolder(database)).map(({ name }) => name))
    const { migrations } = backup.databases[database]
    const unknown = migrations.filter((name) => !known.has(name))
    if (unknown.length > 0) {
      throw new Error(
        `The backup comes from a newer version of this project: the ${database} migration ${unknown} does not exist here.`,
      )
    }
    await applyMigrations(prismaFolder(database), urls[database], { only: migrations })
  }
  return await withClient(urls.tasks, (tasks) =>
    withClient(urls.auth, async (auth) => {
      const clients = { tasks, auth }
      let rows = 0
      for (const client of Object.values(clients)) await client.query('begin')
      for (const database of databases) rows += await fill(clients[database], folder, backup.databases[database])
      for (const client of Object.values(clients)) await client.query('commit')
      return rows
    }),
  )
}

/**
 * Within a transaction that locks the tables, the owner may see all rows, and no trigger checks old rows as if they
 * were new.
 */
async function fill(client: pg.Client, folder: string, { tables, sequences }: DatabaseBackup): Promise<number> {
  let rows = 0
  for (const table of tables) {
    const name = pg.escapeIdentifier(table.name)
    const wasForced = await isForced(client, table.name)
    if (wasForced) await client.query(`alter table ${name} no force row level security`)
    await client.query(`alter table ${name} disable trigger user`)
    await refuseRows(client, table.name)
    rows += await copy(client, folder, table)
    await client.query(`alter table ${name} enable trigger user`)
    if (wasForced) await client.query(`alter table ${name} force row level security`)
  }
  for (const { name, value } of sequences) {
    await client.query('select setval($1::regclass, $2)', [pg.escapeIdentifier(name), value])
  }
  return rows
}

async function isForced(client: pg.Client, table: string): Promise<boolean> {
  const { rows } = await client.query<{ forced: boolean }>(
    `select relforcerowsecurity as forced from pg_class where relname = $1 and relnamespace = 'public'::regnamespace`,
    [table],
  )
  return rows[0]?.forced ?? false
}

async function refuseRows(client: pg.Client, table: string): Promise<void> {
  const { rowCount } = await client.query(`select from ${pg.escapeIdentifier(table)} limit 1`)
  if (rowCount === 0) return
  throw new Error(
    `The table ${table} already has rows. A backup is restored only into empty databases: choose another DATA_DIR, or run pnpm db:reset --yes first.`,
  )
}

async function copy(client: pg.Client, folder: string, { name, columns, rows, file }: TableBackup): Promise<number> {
  const list = columns.map(pg.escapeIdentifier).join(', ')
  const target = client.query(copyFrom(`copy ${pg.escapeIdentifier(name)} (${list}) from stdin`))
  await pipeline(createReadStream(join(folder, file)), createGunzip(), target)
  if (target.rowCount !== rows) throw new Error(`${file} has ${target.rowCount} rows, but the manifest says ${rows}.`)
  return rows
}
