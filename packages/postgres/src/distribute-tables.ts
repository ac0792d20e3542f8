import pg from 'pg'
import { withClient } from './connect.js'
import { hasCitus } from './has-citus.js'

/** A table with owners, distributed over the servers of a Citus cluster. */
export interface DistributedTable {
  /** Quoted if necessary. */
  readonly name: string
  /** Whether this call distributed it. */
  readonly isNew: boolean
  readonly shards: number
  /** How many servers hold them. */
  readonly servers: number
}

/**
 * Distributes every table with owners over the servers of a Citus cluster by `user_id`, so that all rows of a user are on
 * one server. A table has owners if it has this column. Call it again after a migration that creates a table. All of this
 * is one transaction, during which others wait for these tables.
 *
 * Foreign keys are dropped first and added again at the end, since Citus accepts none between a table that is distributed
 * and one that is not yet.
 * @param url the coordinator's URL, with the role that owns the database and its tables
 * @throws {Error} that says what the server lacks, or what Citus refuses. Then nothing was changed
 */
export function distributeTables(url: string): Promise<DistributedTable[]> {
  return withClient(url, async (client) => {
    await refuseWithoutCitus(client)
    await client.query('begin')
    // If a policy would hide a row, this is an error. Otherwise, the row would be left behind.
    await client.query('set local row_security = off')
    await useOneConnection(client)
    const missing = await distributeMissing(client)
    await passSettingsOn(client)
    const tables = await ownedTables(client)
    await client.query('commit')
    return tables.map(({ name, shards, servers }) => ({
      name,
      isNew: missing.some((table) => table.name === name),
      shards,
      servers,
    }))
  })
}

/**
 * For the rest of a transaction, only one connection to each server is used, because keys between tables can only be
 * checked on one connection.
 */
export const useOneConnection = (client: pg.Client): Promise<unknown> =>
  client.query(`set local citus.multi_shard_modify_mode = 'sequential'`)

/** Whether `distributeTables` was already called for the database. It must have Citus. */
export async function isDistributed(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query('select 1 from pg_dist_partition limit 1')
  return rowCount === 1
}

/**
 * Distributes the tables with owners that are not distributed yet. Call it in a transaction, after `useOneConnection`.
 * @param addForeignKeys called after they are distributed, while the owner of the tables sees all rows
 * @returns the tables that were distributed
 */
export async function distributeMissing(
  client: pg.Client,
  addForeignKeys: () => Promise<void> = async () => {},
): Promise<readonly Pick<DistributedTable, 'name'>[]> {
  const known = await ownedTables(client)
  const missing = known.filter(({ isDistributed }) => !isDistributed)
  if (missing.length === 0) await addForeignKeys()
  else await distribute(client, known, addForeignKeys)
  return missing
}

async function refuseWithoutCitus(client: pg.Client): Promise<void> {
  if (await hasCitus(client)) return
  throw new Error(
    `The database ${client.database} has no Citus: as a superuser, run CREATE EXTENSION citus in it on the coordinator and on each worker, then citus_add_node() for each worker.`,
  )
}

interface OwnedTable {
  readonly name: string
  readonly isDistributed: boolean
  readonly shards: number
  readonly servers: number
}

/** Without partitions, which are distributed with their table. */
async function ownedTables(client: pg.Client): Promise<OwnedTable[]> {
  const { rows } = await client.query<OwnedTable>(
    `select c.oid::regclass::text as name, exists (select from pg_dist_partition where logicalrelid = c.oid) as "isDistributed",
       count(shardid)::int as shards, count(distinct groupid)::int as servers
     from pg_class c join pg_attribute on attrelid = c.oid
       left join pg_dist_shard on logicalrelid = c.oid left join pg_dist_placement using (shardid)
     where attname = 'user_id' and not attisdropped and relkind in ('r', 'p') and not relispartition
     group by c.oid order by 1`,
  )
  return rows
}

/** Meanwhile, row-level security is lifted for the owner of the tables, who could otherwise not move the rows. */
async function distribute(
  client: pg.Client,
  tables: readonly OwnedTable[],
  addForeignKeys: () => Promise<void>,
): Promise<void> {
  const foreignKeys = await foreignKeysOfMissing(client, tables)
  for (const { table, name } of foreignKeys) await client.query(`alter table ${table} drop constraint ${name}`)
  for (const { name } of tables) await client.query(`alter table ${name} no force row level security`)
  let colocated = tables.find(({ isDistributed }) => isDistributed)?.name
  for (const { name } of tables.filter(({ isDistributed }) => !isDistributed)) {
    await client.query(`select create_distributed_table($1::regclass, 'user_id', colocate_with => $2)`, [
      name,
      colocated ?? 'none',
    ])
    // The rows are on the shards now. Without this, a copy that no statement sees would survive their deletion.
    await client.query('select truncate_local_data_after_distributing_table($1::regclass)', [name])
    colocated ??= name
  }
  for (const { table, name, definition } of foreignKeys) {
    await client.query(`alter table ${table} add constraint ${name} ${definition}`)
  }
  await addForeignKeys()
  for (const { name } of tables) await client.query(`alter table ${name} force row level security`)
}

interface ForeignKey {
  readonly table: string
  readonly name: string
  readonly definition: string
}

/** The keys between tables with owners, at least one of which is not distributed yet. */
async function foreignKeysOfMissing(client: pg.Client, tables: readonly OwnedTable[]): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and conparentid = 0
       and conrelid = any ($1::regclass[]) and confrelid = any ($1::regclass[])
       and (conrelid = any ($2::regclass[]) or confrelid = any ($2::regclass[])) order by 1, 2`,
    [tables, tables.filter(({ isDistributed }) => !isDistributed)].map((some) => some.map(({ name }) => name)),
  )
  return rows
}

/** Citus only forwards SET LOCAL to the servers of a transaction if this is set. It applies to new connections. */
async function passSettingsOn(client: pg.Client): Promise<void> {
  const database = pg.escapeIdentifier(client.database ?? '')
  await client.query(`alter database ${database} set citus.propagate_set_commands = 'local'`)
}
