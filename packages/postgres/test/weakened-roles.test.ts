import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execute, onDatabase, type ProvisionedUrls, provisionDatabases, startEmbeddedPostgres } from '@ownlist/postgres'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

// What the roles of a server must not be able to do, each with the privilege that would allow it. Roles belong to a whole
// server, so this test has its own.

let folder: string
let server: Awaited<ReturnType<typeof startEmbeddedPostgres>>
let urls: ProvisionedUrls
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ownlist-test-'))
  server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), password: 'x', lasting: false })
  urls = await provisionDatabases(server.adminUrl)
  await execute(urls.DATABASE_ADMIN_URL, [
    'create table row_of_another (id int)',
    'insert into row_of_another values (1)',
    'alter table row_of_another enable row level security',
    'grant select on row_of_another to ownlist_api',
  ])
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

interface Guard {
  readonly promise: () => Promise<unknown>
  /** The statement that breaks the promise, and the one that undoes it. */
  readonly weaken: readonly [string, string]
}

const databaseOf = (url: string) => new URL(url).pathname.slice(1)
const refused = (url: string, statement = 'select 1') =>
  expect(execute(url, [statement])).rejects.toThrow(/permission denied/)

const guards: Readonly<Record<string, Guard>> = {
  'the API cannot connect to the auth database': {
    promise: () => refused(onDatabase(urls.DATABASE_URL, databaseOf(urls.AUTH_DATABASE_URL))),
    weaken: ['grant connect on database ownlist_auth to public', 'revoke connect on database ownlist_auth from public'],
  },
  'the web app cannot connect to the API’s database': {
    promise: () => refused(onDatabase(urls.AUTH_DATABASE_URL, databaseOf(urls.DATABASE_URL))),
    weaken: [
      'grant connect on database ownlist_tasks to public',
      'revoke connect on database ownlist_tasks from public',
    ],
  },
  'row-level security binds the API': {
    async promise() {
      const client = new pg.Client({ connectionString: urls.DATABASE_URL })
      await client.connect()
      const { rowCount } = await client.query('select from row_of_another').finally(() => client.end())
      expect(rowCount).toBe(0)
    },
    weaken: ['alter role ownlist_api bypassrls', 'alter role ownlist_api nobypassrls'],
  },
  'the API cannot become the owner of its tables': {
    promise: () => refused(urls.DATABASE_URL, 'set role ownlist_tasks'),
    weaken: ['grant ownlist_tasks to ownlist_api', 'revoke ownlist_tasks from ownlist_api'],
  },
  'the API cannot make a database': {
    promise: () => refused(urls.DATABASE_URL, 'create database mine'),
    weaken: ['alter role ownlist_api createdb', 'alter role ownlist_api nocreatedb'],
  },
}

describe.each(Object.entries(guards))('%s', (_name, { promise, weaken: [weaken, undo] }) => {
  test('with the roles as they are created', promise)

  test(`but not with: ${weaken}`, async () => {
    await execute(server.adminUrl, [weaken])
    await expect(promise()).rejects.toThrow()
    await execute(server.adminUrl, [undo])
  })
})
