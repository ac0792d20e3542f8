import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { openBenchSystem } from '../bench-system.js'
import { startContender } from '../contender-process.js'
import { api } from '../contenders.js'
import { startLoadGenerator } from '../load.js'
import { newWrittenIds, type Operation, planOf } from '../operations.js'
import { type People, seedRequests, tasksPerUser, tokensOf } from '../people.js'
import { usageOf } from '../process-usage.js'
import type { Say } from '../run.js'

const connections = 16
/** In this order, so that created tasks exist before they are changed, and all of them exist when the table is measured. */
const operations: readonly Operation[] = ['list', 'get', 'search', 'create', 'update']

/** The cost of a call, in microseconds of CPU time and in bytes. */
interface CallCost {
  readonly operation: Operation
  /** Of the API's process. */
  readonly api: number
  /** Of all processes of PostgreSQL. */
  readonly database: number
  /** The bytes that are written to the write-ahead log. */
  readonly wal: number
}

/** The size of a row in the table of tasks, in bytes. */
interface RowSize {
  readonly rows: number
  readonly table: number
  readonly indices: number
}

export interface Capacity {
  readonly calls: readonly CallCost[]
  readonly row: RowSize
}

/**
 * Measures this API and its database under load.
 * @param requests the number of requests for each operation
 */
export async function measureCapacity(requests: number, say: Say): Promise<Capacity> {
  await using system = await openBenchSystem()
  await using load = startLoadGenerator()
  const people = newPeople()
  const tokens = await tokensOf(people, system.issuer)
  await using running = await startContender(api, { system, token: [...tokens.values()][0] ?? '' })
  await using database = await connect(system.adminUrl)
  await load.send(running.url, { connections: seedRequests(people), each: tasksPerUser }, tokens)
  const ids = newWrittenIds(connections, Math.ceil(requests / connections))
  const calls: CallCost[] = []
  for (const operation of operations) {
    say(operation)
    // Reads warm the process up, because each create is only possible once.
    if (operation !== 'create') await load.send(running.url, planOf(operation, people, ids), tokens)
    await database.query('checkpoint')
    const [before, walBefore] = [usages(running.pid, database.postmaster), await database.wal()]
    await load.send(running.url, planOf(operation, people, ids), tokens)
    const [after, walAfter] = [usages(running.pid, database.postmaster), await database.wal()]
    const each = (end: number, start: number) => (end - start) / (ids.length * (ids[0]?.length ?? 1))
    calls.push({
      operation,
      api: each(after.api, before.api),
      database: each(after.database, before.database),
      wal: each(walAfter, walBefore),
    })
  }
  return { calls, row: await database.rowSize() }
}

/** Their ids are as long as those of Better Auth, because every row and every index contains them. */
function newPeople(): People {
  const newId = () => randomBytes(16).toString('hex')
  const ids = newWrittenIds(connections, tasksPerUser)
  return { readers: ids.map((tasks) => ({ userId: newId(), tasks })), writers: ids.map(newId) }
}

const usages = (api: number, postmaster: number) => ({ api: usageOf(api).cpu, database: usageOf(postmaster).cpu })

/** A superuser's connection, and its queries. */
async function connect(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const figures = async <Row extends pg.QueryResultRow>(sql: string) => (await client.query<Row>(sql)).rows[0]
  const file = await figures<{ line: string }>(`select split_part(pg_read_file('postmaster.pid'), E'\\n', 1) as line`)
  return {
    postmaster: Number(file?.line),
    query: (sql: string) => client.query(sql),
    wal: async () =>
      Number((await figures<{ bytes: string }>(`select pg_current_wal_insert_lsn() - '0/0' as bytes`))?.bytes),
    async rowSize(): Promise<RowSize> {
      await client.query('vacuum analyze task')
      const found = await figures<{ rows: string; heap: string; indices: string }>(
        `select count(*) as rows, pg_table_size('task') as heap, pg_indexes_size('task') as indices from task`,
      )
      const rows = Number(found?.rows)
      return { rows, table: Number(found?.heap) / rows, indices: Number(found?.indices) / rows }
    },
    [Symbol.asyncDispose]: () => client.end(),
  }
}
