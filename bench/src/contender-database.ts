import { execute, onDatabase } from '@ownlist/postgres'
import pg from 'pg'
import type { BenchSystem } from './bench-system.js'

const columns = `user_id, id, title, notes, priority, due_on, completed_at, list_id, version, created_at, updated_at, deleted_at`

/**
 * The columns that the API shows, with the API's key and index. There is no row-level security, no trigger and no column
 * that only the API needs, because the contenders do not use them.
 */
const table = `
  create table task (
    user_id text not null,
    id uuid not null,
    title text not null,
    notes text not null,
    priority text not null,
    due_on date,
    completed_at timestamptz(3),
    list_id uuid,
    version integer not null,
    created_at timestamptz(3) not null,
    updated_at timestamptz(3) not null,
    deleted_at timestamptz(3),
    primary key (user_id, id)
  );
  create index on task (user_id, created_at desc, id desc)`

const nameOf = (url: string) => new URL(url).pathname.slice(1)

/**
 * The contenders' database, next to the API's on the same server. The API would refuse to start if their table were in its
 * own database.
 */
export const contenderUrl = ({ ownerUrl }: Pick<BenchSystem, 'ownerUrl'>): string =>
  onDatabase(ownerUrl, `${nameOf(ownerUrl)}_contenders`)

type Urls = Pick<BenchSystem, 'adminUrl' | 'ownerUrl'>

/** Creates the contenders' database with the current rows of the API. */
export async function createContenderDatabase({ adminUrl, ownerUrl }: Urls): Promise<void> {
  const url = contenderUrl({ ownerUrl })
  const owner = pg.escapeIdentifier(new URL(ownerUrl).username)
  await execute(adminUrl, [`create database ${pg.escapeIdentifier(nameOf(url))} owner ${owner}`])
  await execute(url, [table])
  const [copied] = await query<{ rows: unknown }>(
    adminUrl,
    `select json_agg(row) as rows from (select ${columns} from task) row`,
  )
  await query(url, `insert into task select * from json_populate_recordset(null::task, $1)`, [
    JSON.stringify(copied?.rows ?? []),
  ])
  await execute(url, ['analyze task'])
}

/** Removes newer rows from both databases, so that each round starts with the same rows. */
export async function removeWritten({ adminUrl, ownerUrl }: Urls, writers: readonly string[]): Promise<void> {
  for (const url of [adminUrl, contenderUrl({ ownerUrl })]) {
    await query(url, 'delete from task where user_id = any($1)', [writers])
    await execute(url, ['vacuum analyze task'])
  }
}

/** The version of the server. */
export async function postgresVersion(adminUrl: string): Promise<string> {
  const [row] = await query<{ server_version: string }>(adminUrl, 'show server_version')
  return row?.server_version ?? ''
}

async function query<Row extends pg.QueryResultRow>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}
