// domain: tasks
import {
  applyMigrations,
  execute,
  failedMigrations,
  MigrationError,
  onDatabase,
  resolveMigration,
} from '@ownlist/postgres'
import pg from 'pg'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { copyPrisma } from './prisma-copy.js'
import { rowsOf } from './rows.js'

const { adminUrl } = inject('testPostgres')
const brief = { timeoutMs: 200, tries: 20, pauseMs: 100 }
const asSuperuser = (url: string) => onDatabase(adminUrl, new URL(url).pathname.slice(1))
const addTask = `insert into task values ('ada', gen_random_uuid(), 'Title', '', 'none', null, null, 'd', 1, now(), now(), null, null)`
const columnsOf = (url: string) =>
  rowsOf(
    url,
    `select column_name from information_schema.columns where table_name = 'task' and column_name like 'new%'`,
  )

describe('a migration that fails', () => {
  test.each([
    [
      'on an existing row',
      'alter table task add new_a text; alter table task add new_b text not null',
      /contains null values/,
    ],
    ['on its last line', 'alter table task add new_a text;\nselect nonsense', /line 2: .*nonsense/],
    ['on a syntax error', 'alter table task add new_a text; alter tabel task', /syntax error/],
    [
      'on an error that it raises itself',
      `alter table task add new_a text; do $$ begin raise 'no; way'; end $$`,
      /no; way/,
    ],
    [
      'on a check of existing rows',
      `alter table task add new_a text, add check (title <> 'Title')`,
      /violated by some row/,
    ],
    ['on a missing privilege', 'alter table task add new_a text; create role mine', /permission denied/],
  ])('%s changes nothing, and can be applied once it is corrected', async (_what, sql, words) => {
    const { folder, url, add, change } = await copyPrisma()
    await applyMigrations(folder, url)
    await execute(asSuperuser(url), [addTask])
    const name = await add('bad', sql)
    const failure = applyMigrations(folder, url)
    await expect(failure).rejects.toThrow(MigrationError)
    await expect(failure).rejects.toThrow(words)
    await expect(failure).rejects.toThrow(`${name} failed`)
    await expect(failure).rejects.toThrow('None of it was applied. Correct its migration.sql')
    expect(await columnsOf(url)).toEqual([])
    expect(await failedMigrations(url)).toEqual([])
    await change(name, 'alter table task add new_a text')
    expect(await applyMigrations(folder, url)).toEqual([name])
  })

  test.each([
    ['after its own COMMIT', 'begin; alter table task add new_a text; commit; select nonsense'],
    ['with a statement that cannot run in a transaction', 'create unique index concurrently new_a on task (title)'],
  ])('%s says what to do, and can be resolved with db:resolve either way', async (_what, sql) => {
    for (const as of ['rolled-back', 'applied'] as const) {
      const { folder, url, add, change } = await copyPrisma()
      await applyMigrations(folder, url)
      await execute(asSuperuser(url), [addTask, addTask])
      const name = await add('partly', sql)
      await expect(applyMigrations(folder, url)).rejects.toThrow(`pnpm db:resolve --rolled-back ${name}`)
      await expect(applyMigrations(folder, url)).rejects.toThrow(`${name} failed before and has not been resolved`)
      expect(await failedMigrations(url)).toEqual([name])
      await resolveMigration(folder, url, { name, as })
      await change(name, 'select 1')
      expect(await applyMigrations(folder, url)).toEqual(as === 'applied' ? [] : [name])
      await expect(resolveMigration(folder, url, { name, as })).rejects.toThrow('has not failed')
    }
  })

  test('that Prisma’s own engine left behind is named, and resolved in the same way', async () => {
    const { folder, url, add } = await copyPrisma()
    await applyMigrations(folder, url)
    const name = await add('by_prisma', 'select 1')
    const entry = `insert into _prisma_migrations (id, checksum, migration_name) values ('x', 'y', '${name}')`
    await execute(url, [entry])
    await expect(applyMigrations(folder, url)).rejects.toThrow(`pnpm db:resolve --applied ${name}`)
    await resolveMigration(folder, url, { name, as: 'rolled-back' })
    expect(await applyMigrations(folder, url)).toEqual([name])
  })
})

describe('a migration is applied', () => {
  test.each([
    ['with its own transaction', 'begin; alter table task add new_a text; commit'],
    ['with a single statement that cannot run in a transaction', 'create index concurrently new_a on task (title)'],
    ['with semicolons in functions and strings', `do $$ begin perform 1; end $$; comment on table task is ';'`],
    ['with nothing but comments', '-- nothing; really'],
  ])('%s, and counts as applied', async (_what, sql) => {
    const { folder, url, add } = await copyPrisma()
    await applyMigrations(folder, url)
    const name = await add('good', sql)
    expect(await applyMigrations(folder, url)).toEqual([name])
    expect(await applyMigrations(folder, url)).toEqual([])
  })

  test('once, when five migrate at the same time', async () => {
    const { folder, url, add } = await copyPrisma()
    const name = await add('slow', 'select pg_sleep(0.3); create table once (id int)')
    const applied = await Promise.all(Array.from({ length: 5 }, () => applyMigrations(folder, url)))
    expect(applied.flat().filter((candidate) => candidate === name)).toHaveLength(1)
  })

  test('never to a database with unknown tables', async () => {
    const { folder, url } = await copyPrisma()
    await execute(url, ['create table task (mine text)'])
    await expect(applyMigrations(folder, url)).rejects.toThrow('has tables, but no _prisma_migrations')
  })
})

describe('a migration that waits for a lock', () => {
  async function holding(url: string, statement: string) {
    const client = new pg.Client({ connectionString: asSuperuser(url) })
    onTestFinished(() => client.end().catch(() => undefined))
    await client.connect()
    await client.query('begin')
    await client.query(statement)
    return client
  }

  test.each([
    ['a reader', 'select from task'],
    ['a writer', `update task set title = title`],
    ['somebody who locked the table', 'lock table task in share mode'],
    ['a backup', 'lock table task in access share mode'],
  ])('held by %s lets other statements run in the meantime, and is applied afterwards', async (_what, statement) => {
    const { folder, url, add } = await copyPrisma()
    await applyMigrations(folder, url)
    const holder = await holding(url, statement)
    const name = await add('locked', 'alter table task add new_a text')
    const migrating = applyMigrations(folder, url, { patience: brief })
    await expect
      .poll(() => rowsOf(asSuperuser(url), `select from pg_locks where not granted`).then((rows) => rows.length))
      .toBe(1)
    const begin = performance.now()
    await rowsOf(asSuperuser(url), 'select count(*) from task')
    expect(performance.now() - begin).toBeLessThan(1_500)
    await holder.query('commit')
    expect(await migrating).toEqual([name])
  })

  test('for too long fails, says which process holds it, and that nothing was changed', async () => {
    const { folder, url, add } = await copyPrisma()
    await applyMigrations(folder, url)
    const holder = await holding(url, 'select from task')
    const { rows } = await holder.query('select pg_backend_pid() as pid')
    await add('locked', 'alter table task add new_a text')
    const patience = { timeoutMs: 400, tries: 3, pauseMs: 300 }
    const failure = applyMigrations(folder, url, { patience })
    await expect(failure).rejects.toThrow(`process ${rows[0].pid}`)
    await expect(failure).rejects.toThrow('None of it was applied. Try again')
    expect(await columnsOf(url)).toEqual([])
  })
})
