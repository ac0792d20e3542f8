// domain: tasks
import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  applyMigrations,
  execute,
  onDatabase,
  prismaFolder,
  provisionDatabases,
  restoreBackup,
  startEmbeddedPostgres,
  writeBackup,
} from '@ownlist/postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf } from './rows.js'

// This uses a separate server, because a backup contains all of both databases.
let folder: string
let server: Awaited<ReturnType<typeof startEmbeddedPostgres>>
let urls: Awaited<ReturnType<typeof provisionDatabases>>
let backup: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ownlist-backup-'))
  server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), password: 'x', lasting: false })
  urls = await provisionDatabases(server.adminUrl)
  await applyMigrations(prismaFolder('tasks'), urls.DATABASE_ADMIN_URL)
  await applyMigrations(prismaFolder('auth'), urls.AUTH_DATABASE_URL)
  await execute(onDatabase(server.adminUrl, 'ownlist_tasks'), [list, task, erased])
  await execute(urls.AUTH_DATABASE_URL, [user, session, key])
  backup = join(folder, 'backup')
  await writeBackup(sources(), backup, {})
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const listId = '0199c0de-0000-7000-8000-000000000001'
const awkward = `E'tab\\t, backslash \\\\\\\\, newline\\n, quote '' and 日本 🎉'`
const list = `insert into list values ('ada', '${listId}', 'Garden', 'd', 1, now(), now(), null)`
const task = `insert into task select 'ada', gen_random_uuid(), 'Title ' || n, ${awkward}, 'high', '2026-12-31', null, 'd', 1,
  now(), now(), null, '${listId}' from generate_series(1, 500) n`
const erased = `insert into erasure values ('ada', now() + interval '10 minutes')`
const user = `insert into "user" (id, name, email, email_verified) values ('ada', 'Ada', 'ada@example.com', true)`
const session = `insert into session (id, token, user_id, expires_at, updated_at) values ('s', 't', 'ada', now(), now())`
const key = `insert into jwks (id, public_key, private_key, created_at) values ('k', 'public', 'private', now())`

const sources = () => ({ tasks: urls.DATABASE_BACKUP_URL, auth: urls.AUTH_DATABASE_URL })
const owners = (u = urls) => ({ tasks: u.DATABASE_ADMIN_URL, auth: u.AUTH_DATABASE_URL })

/** Everything in both databases, except for the history of migrations. */
async function contents(adminUrl: string) {
  const all: Record<string, unknown> = {}
  for (const name of ['ownlist_tasks', 'ownlist_auth']) {
    const url = onDatabase(adminUrl, name)
    const tables = await rowsOf(
      url,
      `select relname::text as table from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
    )
    for (const { table } of tables as { table: string }[]) {
      if (table !== '_prisma_migrations')
        all[`${name}.${table}`] = await rowsOf(url, `select to_jsonb(t) as row from "${table}" t order by 1`)
    }
  }
  return all
}

/** A second, empty server. */
async function anotherServer() {
  const dataDir = join(await mkdtemp(join(tmpdir(), 'ownlist-restore-')), 'postgres')
  const other = await startEmbeddedPostgres({ dataDir, password: 'y', lasting: false })
  return { server: other, urls: await provisionDatabases(other.adminUrl) }
}

describe('a backup', () => {
  test('restored on another server has the same rows, and the same isolation', async () => {
    const other = await anotherServer()
    await using _server = other.server
    expect(await restoreBackup(owners(other.urls), backup)).toBe(505)
    expect(await contents(other.server.adminUrl)).toEqual(await contents(server.adminUrl))
    expect(await rowsOf(other.urls.DATABASE_ADMIN_URL, 'select from task')).toEqual([])
  })

  test('can be read by its owner only', async () => {
    expect((await stat(backup)).mode & 0o777).toBe(0o700)
    for (const name of await readdir(backup, { recursive: true })) {
      const entry = await stat(join(backup, name))
      expect(entry.mode & 0o077, name).toBe(0)
    }
  })

  test.each([
    ['the owner of the tables', () => urls.DATABASE_ADMIN_URL],
    ['the API’s role', () => urls.DATABASE_URL],
  ])('by %s fails, instead of leaving rows out, and leaves nothing', async (_who, url) => {
    const target = join(folder, 'refused')
    await expect(writeBackup({ ...sources(), tasks: url() }, target, {})).rejects.toThrow(
      /row-level security|permission denied/,
    )
    expect((await readdir(folder)).filter((name) => name.startsWith('refused'))).toEqual([])
  })

  test('never overwrites another one', async () => {
    await expect(writeBackup(sources(), backup, {})).rejects.toThrow('already exists')
  })

  test.each([
    ['a database with rows', async () => backup, /The table \w+ already has rows/],
    ['a folder that does not exist', async () => join(folder, 'nothing'), /is not a backup/],
    ['a damaged file', damaged, /task\.copy\.gz is damaged/],
    ['a backup of a newer version', newer, /newer version.*99990101000000_future/],
  ])('is refused for %s, and nothing is changed', async (_what, from, words) => {
    const before = await contents(server.adminUrl)
    await expect(restoreBackup(owners(), await from())).rejects.toThrow(words)
    expect(await contents(server.adminUrl)).toEqual(before)
  })
})

async function damaged(): Promise<string> {
  const target = join(folder, 'damaged')
  await writeBackup(sources(), target, {})
  await appendFile(join(target, 'tasks', 'task.copy.gz'), 'x')
  return target
}

async function newer(): Promise<string> {
  const target = join(folder, 'newer')
  await writeBackup(sources(), target, {})
  const path = join(target, 'manifest.json')
  const manifest = JSON.parse(await readFile(path, 'utf8'))
  manifest.databases.tasks.migrations.push('99990101000000_future')
  await writeFile(path, JSON.stringify(manifest))
  return target
}

describe('the role for backups', () => {
  test('sees every row, but cannot change any', async () => {
    expect(await rowsOf(urls.DATABASE_BACKUP_URL, 'select from task')).toHaveLength(500)
    for (const statement of ['delete from task', `update task set title = ''`, list, 'create table mine (id int)']) {
      await expect(execute(urls.DATABASE_BACKUP_URL, [statement])).rejects.toThrow('permission denied')
    }
    await expect(execute(onDatabase(urls.DATABASE_BACKUP_URL, 'ownlist_auth'), ['select 1'])).rejects.toThrow(
      'permission denied for database',
    )
  })
})
