import { createHash } from 'node:crypto'
import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import {
  applyMigrations,
  databases,
  execute,
  onDatabase,
  prismaFolder,
  schemaDrift,
  writeMigration,
} from '@ownlist/postgres'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { rowsOf } from './rows.js'

const { adminUrl } = inject('testPostgres')

describe.each(databases)('prisma/%s', (database) => {
  test('has migrations that result in exactly its schema', async () => {
    const drift = await schemaDrift(prismaFolder(database), adminUrl)
    expect(drift, `schema and migrations differ: run pnpm db:new-migration NAME ${database}`).toBeNull()
  })
})

describe('migrations', () => {
  // A copy of prisma/tasks that the test can change, and an empty database for it.
  let folder: string
  let url: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ownlist-prisma-'))
    await cp(prismaFolder('tasks'), folder, { recursive: true })
    const name = basename(folder).toLowerCase().replaceAll('-', '_')
    await execute(adminUrl, [`create database "${name}"`])
    url = onDatabase(adminUrl, name)
  })
  afterEach(async () => {
    await execute(adminUrl, [`drop database "${new URL(url).pathname.slice(1)}" with (force)`])
    await rm(folder, { recursive: true })
  })

  const query = (sql: string) => rowsOf(url, sql)
  const addColumn = async () => {
    const schema = join(folder, 'schema.prisma')
    await writeFile(
      schema,
      (await readFile(schema, 'utf8')).replace('  until ', '  colour String @default("")\n  until '),
    )
  }

  test('are applied once, and recorded as Prisma does', async () => {
    const names = await applyMigrations(folder, url)
    expect(await applyMigrations(folder, url)).toEqual([])
    const account = names.map(async (name) => {
      const sql = await readFile(join(folder, 'migrations', name, 'migration.sql'))
      return { migration_name: name, checksum: createHash('sha256').update(sql).digest('hex'), done: true }
    })
    expect(
      await query(
        'select migration_name, checksum, finished_at is not null as done from _prisma_migrations order by started_at',
      ),
    ).toEqual(await Promise.all(account))
  })

  test('are written for the changes in the schema, and only once', async () => {
    await applyMigrations(folder, url)
    await addColumn()
    expect((await schemaDrift(folder, adminUrl))?.sql).toContain('ADD COLUMN     "colour"')
    const path = (await writeMigration(folder, adminUrl, { name: 'add_colour' }))?.path ?? ''
    expect(path.slice(folder.length)).toMatch(/^\/migrations\/\d{14}_add_colour\/migration\.sql$/)
    expect(await schemaDrift(folder, adminUrl)).toBeNull()
    expect(await writeMigration(folder, adminUrl, { name: 'nothing' })).toBeNull()
    expect(await applyMigrations(folder, url)).toEqual([basename(dirname(path))])
    expect(await query('select colour from erasure')).toEqual([])
  })

  test('stop at one that fails, with a message that names it, and leave no scratch database behind', async () => {
    await addColumn()
    const path = (await writeMigration(folder, adminUrl, { name: 'add_colour' }))?.path ?? ''
    await appendFile(path, '\nselect nonsense;\n')
    await expect(applyMigrations(folder, url)).rejects.toThrow(/add_colour failed, line \d+: .*nonsense/)
    await expect(schemaDrift(folder, adminUrl)).rejects.toThrow('nonsense')
    expect(await query("select datname from pg_database where datname like 'ownlist_scratch%'")).toEqual([])
  })
})
