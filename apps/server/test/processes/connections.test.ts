// domain: tasks
import { setTimeout as sleep } from 'node:timers/promises'
import { createTestDatabase, startTestIssuer } from '@ownlist/testkit'
import pg from 'pg'
import { expect, test } from 'vitest'
import { environmentOf } from '../built-api.js'
import { holdDatabase } from '../database-faults.js'
import { callersFor, startLoad } from './load.js'
import { startProcesses } from './start-processes.js'

test('several processes never open more than DATABASE_CONNECTIONS, under load and while they are replaced', {
  timeout: 120_000,
}, async () => {
  await using database = await createTestDatabase()
  await using issuer = await startTestIssuer()
  // Five connections for each process. One remains.
  const env = { ...environmentOf(database, issuer), API_PROCESSES: '2', DATABASE_CONNECTIONS: '11' }
  const open = await countConnections(database.adminUrl)
  const { api, url } = await startProcesses(env)
  const load = startLoad(url, await callersFor(issuer, 24))
  {
    // More calls than connections, which wait for this lock.
    await using held = await holdDatabase(database)
    await expect.poll(async () => (await held.waiting()).length).toBe(6)
    await sleep(500)
    await held.release()
  }
  api.kill('SIGUSR2')
  await expect.poll(api.output, { timeout: 60_000 }).toContain('"msg":"all processes were replaced"')
  await load.end()
  await api.stop()
  const most = await open.end()
  expect(most).toBeLessThanOrEqual(10)
  expect(most).toBeGreaterThanOrEqual(6)
})

/** Repeatedly counts the connections of the API’s role to a database. `end` returns the maximum. */
async function countConnections(adminUrl: string) {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  const over = new AbortController()
  let most = 0
  const counting = (async () => {
    while (!over.signal.aborted) {
      const { rows } = await client.query(
        `select count(*)::int from pg_stat_activity where datname = current_database() and usename like '%api'`,
      )
      most = Math.max(most, rows[0].count)
      await sleep(5)
    }
  })()
  return {
    async end() {
      over.abort()
      await counting
      await client.end()
      return most
    },
  }
}
