import { randomUUID } from 'node:crypto'
import { type Database, openDatabase } from '@ownlist/db'
import { type DatabaseUrls, execute, onDatabase } from '@ownlist/postgres'
import { inject } from 'vitest'
import { type CitusCluster, createDistributedDatabase, dropDistributedDatabase } from './citus-cluster.js'
// This imports the type of what the global setup provides.
import type {} from './global-setup.js'
import { partitionTables } from './partition-tables.js'

/** A separate database of the API, empty and migrated, on a real server. Disposing of it drops it. */
export interface TestDatabase extends AsyncDisposable {
  /** Connected as the API's restricted role, as in production. */
  readonly database: Database
  /** The restricted role's URL. */
  readonly url: string
  /** The URL of the role that owns the tables, for direct access. Row-level security also applies to it. */
  readonly ownerUrl: string
  /** A superuser's URL, which sees every row. */
  readonly adminUrl: string
  /** The view of what connections do, on each server of a cluster. */
  readonly activity: 'pg_stat_activity' | 'citus_stat_activity'
}

/**
 * How the tables are stored: as they are, or each in eight partitions by owner, as a sharded database would have them. If
 * there is a Citus cluster, `whole` tables are distributed over its servers instead.
 */
export type TableLayout = 'whole' | 'partitioned'

export interface TestDatabaseOptions {
  /** `whole` by default. */
  readonly layout?: TableLayout
}

/**
 * Copies the migrated template: some 50 ms, so every test file, or every test, can have its own. It needs
 * `@ownlist/testkit/global-setup` in the Vitest config.
 */
export async function createTestDatabase({ layout = 'whole' }: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const cluster = inject('citusCluster')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  return cluster === null || layout === 'partitioned'
    ? await copyTemplate(name, layout)
    : await distribute(name, cluster)
}

async function copyTemplate(name: string, layout: TableLayout): Promise<TestDatabase> {
  const { adminUrl, template } = inject('testPostgres')
  const nameOf = (url: string) => new URL(url).pathname.slice(1)
  const roleOf = (url: string) => new URL(url).username
  // Copying files costs half of writing every page through the log, which this server would never replay.
  const how = `template ${nameOf(template.DATABASE_URL)} owner ${roleOf(template.DATABASE_ADMIN_URL)} strategy file_copy`
  await execute(adminUrl, [`create database ${name} ${how}`])
  if (layout === 'partitioned') {
    await execute(onDatabase(adminUrl, name), [partitionTables(roleOf(template.DATABASE_URL))])
  }
  const drop = () => execute(adminUrl, [`drop database ${name} with (force)`])
  return open({ name, adminUrl, roles: template, activity: 'pg_stat_activity', drop })
}

async function distribute(name: string, cluster: CitusCluster): Promise<TestDatabase> {
  await createDistributedDatabase(cluster, name)
  const { nodes, roles } = cluster
  const drop = () => dropDistributedDatabase(cluster, name)
  return open({ name, adminUrl: nodes[0], roles, activity: 'citus_stat_activity', drop })
}

interface CreatedDatabase {
  readonly name: string
  readonly adminUrl: string
  readonly roles: DatabaseUrls
  readonly activity: TestDatabase['activity']
  drop(): Promise<void>
}

function open({ name, adminUrl, roles, activity, drop }: CreatedDatabase): TestDatabase {
  const url = onDatabase(roles.DATABASE_URL, name)
  const database = openDatabase(url)
  return {
    database,
    url,
    ownerUrl: onDatabase(roles.DATABASE_ADMIN_URL, name),
    adminUrl: onDatabase(adminUrl, name),
    activity,
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]()
      await drop()
    },
  }
}
