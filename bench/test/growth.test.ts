import { openDatabase } from '@ownlist/db'
import { createTestDatabase } from '@ownlist/testkit'
import pg from 'pg'
import { expect, test } from 'vitest'
import { fillTable } from '../src/growth/fill-table.js'
import { growthQueries, measuredUser, runQuery } from '../src/growth/growth-operations.js'
import { writeGrowthReport } from '../src/growth/growth-report.js'

const sizes = { users: [100, 1_000], tables: [4_000, 20_000], times: 1 }

test('the measured users have as many tasks as they should, spread over the table, and each search finds some', async () => {
  await using own = await createTestDatabase()
  const users = sizes.users.map(measuredUser)
  const client = new pg.Client({ connectionString: own.adminUrl })
  await client.connect()
  const indices = async () =>
    (await client.query("select indexdef from pg_indexes where tablename = 'task' order by 1")).rows
  const before = await indices()
  await fillTable(own.adminUrl, { rows: 4_000, users })
  const { rows } = await client.query(
    `select user_id as "userId", count(*)::int as tasks, max(completed_at) is not null as completes,
      count(distinct substring(ctid::text from '[0-9]+'))::int as blocks
      from task where user_id like 'user-with-%' group by 1 order by 2`,
  )
  const after = await indices()
  await client.end()
  expect(rows).toEqual(users.map((user) => ({ ...user, completes: true, blocks: expect.any(Number) })))
  expect(rows[1].blocks).toBeGreaterThan(50)
  expect(after).toEqual(before)

  await using database = openDatabase(own.url)
  for (const user of users) {
    for (const [operation, query] of Object.entries(growthQueries(4_000))) {
      const found = await runQuery(database.tasks, user, query)
      expect(found > 0, `${operation} of ${user.userId}`).toBe(operation !== 'search: nothing found')
    }
  }
})

test('the report shows each operation of each user in each table, as figures and in a plot, and the ratio to the first', () => {
  const growth = sizes.tables.flatMap((table) =>
    sizes.users.flatMap((user) =>
      ['list', 'deep page'].map((operation) => ({ operation, user, table, found: 50, time: 2, cpu: user / 100 })),
    ),
  )
  const machine = { cpu: 'A processor', cores: 2, memoryGiB: 8, system: 'Linux 6', load: 0.5 }
  const facts = { sizes, machine, date: '2026-11-26', command: 'pnpm bench growth' }
  const files = writeGrowthReport({ growth, postgres: '18.0' }, facts)
  const text = files['2026-11-26-growth.md'] ?? ''
  for (const part of ['`pnpm bench growth`', 'A processor, 2 cores', 'PostgreSQL 18.0']) expect(text).toContain(part)
  expect(text).toContain('| tasks of the user / rows | 100 / 4K | 1K / 4K | 100 / 20K | 1K / 20K |')
  expect(text).toContain('| deep page | 1 | 10 | 1 | 10 |')
  expect(text).toContain('](2026-11-26-growth.svg)')
  expect(files['2026-11-26-growth.svg']).toContain('>1K / 20K</text>')
  expect(JSON.parse(files['2026-11-26-growth.json'] ?? '')).toMatchObject({ growth, date: '2026-11-26' })
})
