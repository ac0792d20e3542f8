import {
  applyMigrations,
  distributeTables,
  execute,
  grantPrivileges,
  onDatabase,
  type ProvisionedUrls,
  prismaFolder,
  provisionDatabases,
} from '@ownlist/postgres'
import pg from 'pg'

/** A cluster for tests. Its servers have Citus in `shared_preload_libraries`, and trust each other's connections. */
export interface CitusCluster {
  /** The URLs of a superuser with the same name and password on all servers. The first URL is the coordinator's. */
  readonly nodes: readonly [coordinator: string, ...workers: string[]]
  /** On the coordinator. The databases in these URLs are not used. */
  readonly roles: ProvisionedUrls
}

/** Creates the API's roles on each server of a cluster. */
export async function prepareCluster(nodes: CitusCluster['nodes']): Promise<CitusCluster> {
  const [coordinator, ...workers] = nodes
  for (const worker of workers) await provisionDatabases(worker)
  return { nodes, roles: await provisionDatabases(coordinator) }
}

/** A small number, so that a test database takes one second instead of ten. */
const shards = 4

/** Creates a database of the API on each server, with all migrations, and distributes its tables over the workers. */
export async function createDistributedDatabase(cluster: CitusCluster, name: string): Promise<void> {
  // Only one at a time, because with each database, Citus also changes the roles of the workers, which all databases share.
  const turn = new pg.Client({ connectionString: cluster.nodes[0] })
  await turn.connect()
  try {
    await turn.query(`select pg_advisory_lock(hashtext('test database'))`)
    await create(cluster, name)
  } finally {
    await turn.end()
  }
}

async function create({ nodes, roles }: CitusCluster, name: string): Promise<void> {
  const owner = new URL(roles.DATABASE_ADMIN_URL).username
  for (const node of nodes) {
    await execute(node, [`create database ${name} owner ${owner}`])
    await execute(onDatabase(node, name), ['create extension citus'])
  }
  const [coordinator, ...workers] = nodes
  const { hostname, port } = new URL(coordinator)
  await execute(onDatabase(coordinator, name), [
    `alter database ${name} set citus.shard_count = ${shards}`,
    `select citus_set_coordinator_host('${hostname}', ${port})`,
    ...workers.map((worker) => `select citus_add_node('${new URL(worker).hostname}', ${new URL(worker).port})`),
  ])
  const urls = {
    DATABASE_URL: onDatabase(roles.DATABASE_URL, name),
    DATABASE_ADMIN_URL: onDatabase(roles.DATABASE_ADMIN_URL, name),
    DATABASE_BACKGROUND_URL: onDatabase(roles.DATABASE_BACKGROUND_URL, name),
  }
  await applyMigrations(prismaFolder('tasks'), urls.DATABASE_ADMIN_URL)
  await grantPrivileges(urls)
  await distributeTables(urls.DATABASE_ADMIN_URL)
}

/** Drops the database on each server. */
export async function dropDistributedDatabase({ nodes }: CitusCluster, name: string): Promise<void> {
  for (const node of nodes) await execute(node, [`drop database ${name} with (force)`])
}
