// domain: tasks
import { applyMigrations, execute, onDatabase } from '@ownlist/postgres'
import { expect, inject, test } from 'vitest'
import { copyPrisma } from './prisma-copy.js'
import { rowsOf } from './rows.js'

// Citus is not installed here. This fake of it forwards the text of a query to other servers, which accept only one
// statement. Its list of distributed tables is empty.

const { adminUrl } = inject('testPostgres')

async function copyOnCitus() {
  const copy = await copyPrisma()
  await applyMigrations(copy.folder, copy.url)
  await execute(onDatabase(adminUrl, new URL(copy.url).pathname.slice(1)), [
    "update pg_extension set extname = 'citus' where extname = 'plpgsql'",
    'create table pg_dist_partition ()',
    'grant select on pg_dist_partition to public',
  ])
  return copy
}

test('with Citus, the statements of a migration are sent one by one, and applied together', async () => {
  const { folder, url, add, change } = await copyOnCitus()
  const note = `insert into sent values (current_query());`
  const name = await add('several', `create table sent (query text);\n-- é ; 👩‍🚀\n${note}\n${note}\nselect nonsense`)
  await expect(applyMigrations(folder, url)).rejects.toThrow(/line 5: .*nonsense/)
  expect(await rowsOf(url, `select to_regclass('sent') as name`)).toEqual([{ name: null }])
  await change(name, `create table sent (query text);\n-- é ; 👩‍🚀\n${note}\n${note}`)
  expect(await applyMigrations(folder, url)).toEqual([name])
  const alone = { query: 'insert into sent values (current_query())' }
  expect(await rowsOf(url, 'select query from sent')).toEqual([alone, alone])
})

test('without Citus, a migration is sent as a whole', async () => {
  const { folder, url, add } = await copyPrisma()
  await add('several', 'create table sent (query text); insert into sent values (current_query())')
  await applyMigrations(folder, url)
  expect(await rowsOf(url, 'select query from sent')).toEqual([{ query: expect.stringContaining('create table') }])
})
