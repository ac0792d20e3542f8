// domain: tasks
import { openDatabase, ownerOf } from '@ownlist/db'
import { createTestDatabase, execute, newUserId } from '@ownlist/testkit'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'

/** The answer of the database itself. */
async function answer(url: string, sql: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

test('the tables of a partitioned test database are in eight partitions each, which the API cannot use', async () => {
  await using own = await createTestDatabase({ layout: 'partitioned' })
  const parts = await answer(
    own.adminUrl,
    `select inhparent::regclass::text as name, count(*)::int as parts from pg_inherits
      join pg_class on pg_class.oid = inhrelid where relkind = 'r' group by 1 order by 1`,
  )
  const names = [
    'change',
    'change_counter',
    'due',
    'erasure',
    'feed',
    'filter',
    'import_part',
    'label',
    'list',
    'preference',
    'push_subscription',
  ]
  names.push('section', 'task')
  expect(parts).toEqual(names.map((name) => ({ name, parts: 8 })))
  // So many rows that an empty partition is practically impossible.
  for (const userId of Array.from({ length: 150 }, newUserId)) {
    await own.database.lists.create(ownerOf(userId), { id: uuidv7(), title: 'Hers' })
  }
  expect(await answer(own.adminUrl, 'select distinct tableoid from list')).toHaveLength(8)
  await expect(answer(own.url, 'select from list_0')).rejects.toThrow('permission denied')
})

test('the API does not start if it can use a partition on which row-level security is not in force', async () => {
  await using own = await createTestDatabase({ layout: 'partitioned' })
  const role = new URL(own.url).username
  await execute(own.ownerUrl, [`grant select on task_3 to ${role}`])
  await using database = openDatabase(own.url)
  await expect(database.assertRestrictedRole()).rejects.toThrow(/task_3 has no row-level security in force/)
})
