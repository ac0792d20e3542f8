import { randomUUID } from 'node:crypto'
import { type Database, type DatabaseSettings, openDatabase } from '@ownlist/db'
import { execute, onDatabase, type ProvisionedUrls } from '@ownlist/postgres'
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
  /** The URL of the background program's own role. */
  readonly backgroundUrl: string
  /** The URL of the role that owns the tables, for direct access. Row-level security also applies to it. */
  readonly ownerUrl: string
  /** A superuser's URL, which sees every row. */
  readonly adminUrl: string
  /** The view that shows the activity of connections, on each server of a cluster. */
  readonly activity: 'pg_stat_activity' | 'citus_stat_activity'
}

/**
 * How the tables are stored: unchanged, or each in eight partitions by owner, as in a sharded database. If there is a Citus
 * cluster, `whole` tables are distributed over its servers instead.
 */
export type TableLayout = 'whole' | 'partitioned'

export interface TestDatabaseOptions {
  /** `whole` by default. */
  readonly layout?: TableLayout
  /** How its changes are announced; by default only within this process. */
  readonly live?: DatabaseSettings['live'] | undefined
}

/**
 * Copies the migrated template: some 50 ms, so every test file, or every test, can have its own. It needs
 * `@ownlist/testkit/global-setup` in the Vitest config.
 */
export async function createTestDatabase({ layout = 'whole', live }: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const cluster = inject('citusCluster')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  return cluster === null || layout === 'partitioned'
    ? await copyTemplate(name, layout, live)
    : await distribute(name, cluster, live)
}

async function copyTemplate(name: string, layout: TableLayout, live: Live): Promise<TestDatabase> {
  const { adminUrl, template } = inject('testPostgres')
  const nameOf = (url: string) => new URL(url).pathname.slice(1)
  const roleOf = (url: string) => new URL(url).username
  // Copying the files takes half the CPU time of writing every page to the log, which this server never has to replay.
  const how = `template ${nameOf(template.DATABASE_URL)} owner ${roleOf(template.DATABASE_ADMIN_URL)} strategy file_copy`
  await execute(adminUrl, [`create database ${name} ${how}`])
  if (layout === 'partitioned') {
    await execute(onDatabase(adminUrl, name), [partitionTables(roleOf(template.DATABASE_URL))])
  }
  const drop = () => execute(adminUrl, [`drop database ${name} with (force)`])
  return open({ name, adminUrl, roles: template, activity: 'pg_stat_activity', drop, live })
}

async function distribute(name: string, cluster: CitusCluster, live: Live): Promise<TestDatabase> {
  await createDistributedDatabase(cluster, name)
  const { nodes, roles } = cluster
  const drop = () => dropDistributedDatabase(cluster, name)
  return open({ name, adminUrl: nodes[0], roles, activity: 'citus_stat_activity', drop, live })
}

type Live = DatabaseSettings['live']

interface CreatedDatabase {
  readonly name: string
  readonly adminUrl: string
  readonly roles: ProvisionedUrls
  readonly activity: TestDatabase['activity']
  readonly live: Live
  drop(): Promise<void>
}

function open({ name, adminUrl, roles, activity, drop, live }: CreatedDatabase): TestDatabase {
  const url = onDatabase(roles.DATABASE_URL, name)
  const database = openDatabase(url, {}, live === undefined ? {} : { live })
  return {
    database,
    url,
    backgroundUrl: onDatabase(roles.DATABASE_BACKGROUND_URL, name),
    ownerUrl: onDatabase(roles.DATABASE_ADMIN_URL, name),
    adminUrl: onDatabase(adminUrl, name),
    activity,
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]()
      await drop()
    },
  }
}
