import { distributeTables } from '@ownlist/postgres'
import { newUserId } from '@ownlist/testkit'
import { describe, expect, inject, test } from 'vitest'
import { rowsOf } from '../../postgres/test/rows.js'
import { createTestDatabase, execute } from '../src/index.js'

// Runs on a Citus cluster: pnpm test:citus.

const owner = "user_id = nullif(current_setting('app.user_id', true), '')"

/** Tables with rows, as a later migration would create them. One refers to the other, and one has a name that needs quotes. */
const laterTables = (userIds: readonly string[]) => [
  'create table "Later" (user_id text, id int, primary key (user_id, id))',
  `create table detail (user_id text, id int, later_id int, primary key (user_id, id),
    constraint "its later" foreign key (user_id, later_id) references "Later" (user_id, id))`,
  'create table shared (id int primary key)',
  ...userIds.flatMap((userId) => [
    `insert into "Later" values ('${userId}', 1)`,
    `insert into detail values ('${userId}', 1, 1)`,
  ]),
  ...['"Later"', 'detail'].flatMap((name) => [
    `alter table ${name} enable row level security, force row level security`,
    `create policy owner_only on ${name} using (${owner})`,
  ]),
]

describe.skipIf(inject('citusCluster') === null)('on a cluster', () => {
  test('tables with rows and foreign keys are distributed together, and no row is lost or left on the coordinator', async () => {
    await using own = await createTestDatabase()
    await execute(own.ownerUrl, laterTables(Array.from({ length: 30 }, newUserId)))
    const distributed = { shards: 4, servers: 2 }
    const later = ['"Later"', 'detail'].map((name) => ({ name, isNew: true, ...distributed }))
    const tables = await distributeTables(own.ownerUrl)
    expect(tables.filter(({ isNew }) => isNew)).toEqual(later)
    expect(tables.length).toBeGreaterThan(later.length)
    expect(tables.map(({ name }) => name)).not.toContain('shared')

    const count = (table: string) => rowsOf(own.adminUrl, `select count(*)::int from ${table}`)
    expect(await count('"Later" join detail using (user_id, id)')).toEqual([{ count: 30 }])
    const left = `select pg_relation_size('"Later"') + pg_relation_size('detail') as bytes`
    expect(await rowsOf(own.adminUrl, left)).toEqual([{ bytes: '0' }])
    const together = 'select count(distinct colocationid)::int as groups from pg_dist_partition'
    expect(await rowsOf(own.adminUrl, together)).toEqual([{ groups: 1 }])
    await expect(execute(own.adminUrl, ["insert into detail values ('ada', 1, 9)"])).rejects.toThrow('foreign key')
    await own.database.assertRestrictedRole()
  })

  test('it can be repeated', async () => {
    await using own = await createTestDatabase()
    const tables = await distributeTables(own.ownerUrl)
    expect(tables.map(({ isNew }) => isNew)).not.toContain(true)
    expect(await distributeTables(own.ownerUrl)).toEqual(tables)
  })

  test('if a table cannot be distributed, none is', async () => {
    await using own = await createTestDatabase()
    await execute(own.ownerUrl, [
      'create table a_later (user_id text, id int, primary key (user_id, id))',
      'create table b_wrong (user_id text, id int primary key)',
    ])
    await expect(distributeTables(own.ownerUrl)).rejects.toThrow('b_wrong')
    const later = "select from pg_dist_partition where logicalrelid = 'a_later'::regclass"
    expect(await rowsOf(own.adminUrl, later)).toEqual([])
  })
})
