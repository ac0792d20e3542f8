import { openDatabase } from '@ownlist/db'
import pg from 'pg'
import { openBenchSystem } from '../bench-system.js'
import { postgresVersion } from '../contender-database.js'
import { usageOf } from '../process-usage.js'
import type { Say } from '../run.js'
import { median } from '../statistics.js'
import { fillTable } from './fill-table.js'
import { growthQueries, measuredUser, runQuery } from './growth-operations.js'

export interface GrowthSizes {
  /** The numbers of tasks of the measured users, fewest first. Each divides half of the rows of each table. */
  readonly users: readonly number[]
  /** The numbers of rows of the tables. */
  readonly tables: readonly number[]
  /** How often each operation is measured. */
  readonly times: number
}

/** One operation of one user in one table. */
export interface Growth {
  readonly operation: string
  readonly user: number
  readonly table: number
  /** The number of tasks that it found, at most 50. */
  readonly found: number
  /** The median time of a call of the store, in milliseconds. */
  readonly time: number
  /** CPU time of PostgreSQL per call, in milliseconds. */
  readonly cpu: number
}

export interface GrowthResult {
  readonly growth: readonly Growth[]
  readonly postgres: string
}

/** Measures each operation of each user in each table. Each table has its own PostgreSQL server, which is then removed. */
export async function measureGrowth(sizes: GrowthSizes, say: Say): Promise<GrowthResult> {
  const growth: Growth[] = []
  let postgres = ''
  for (const rows of sizes.tables) {
    await using system = await openBenchSystem()
    postgres = await postgresVersion(system.adminUrl)
    const started = performance.now()
    await fillTable(system.adminUrl, { rows, users: sizes.users.map(measuredUser) })
    say(`${rows.toLocaleString('en')} rows written in ${Math.round((performance.now() - started) / 1_000)} s`)
    for (const user of sizes.users) {
      growth.push(
        ...(await measureUser({ databaseUrl: system.databaseUrl, adminUrl: system.adminUrl }, { rows, user, sizes })),
      )
      say(`measured: the user with ${user.toLocaleString('en')} tasks`)
    }
  }
  return { growth, postgres }
}

interface Urls {
  readonly databaseUrl: string
  readonly adminUrl: string
}

async function measureUser(urls: Urls, { rows, user, sizes }: { rows: number; user: number; sizes: GrowthSizes }) {
  await using database = openDatabase(urls.databaseUrl)
  const run = (query: Parameters<typeof runQuery>[2]) => runQuery(database.tasks, measuredUser(user), query)
  const growth: Growth[] = []
  for (const [operation, query] of Object.entries(growthQueries(rows))) {
    // PostgreSQL plans the first five runs of a prepared statement for their actual values.
    for (let n = 0; n < 7; n++) await run(query)
    const pid = await backendOf(urls)
    const cpuBefore = usageOf(pid).cpu
    const times: number[] = []
    let found = 0
    for (let n = 0; n < sizes.times; n++) {
      const from = performance.now()
      found = await run(query)
      times.push(performance.now() - from)
    }
    const cpu = (usageOf(pid).cpu - cpuBefore) / 1_000 / sizes.times
    growth.push({ operation, user, table: rows, found, time: median(times), cpu })
  }
  return growth
}

/** The PostgreSQL process that serves the store. Calls one after another use a single connection. */
async function backendOf({ databaseUrl, adminUrl }: Urls): Promise<number> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const sql = 'select pid from pg_stat_activity where usename = $1 order by backend_start desc limit 1'
    const { rows } = await client.query<{ pid: number }>(sql, [new URL(databaseUrl).username])
    if (rows[0] === undefined) throw new Error('The store has no connection')
    return rows[0].pid
  } finally {
    await client.end()
  }
}
