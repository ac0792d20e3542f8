// domain: tasks
import { createTestDatabase, describeWith, pgBouncer, startPgBouncer, startTestIssuer } from '@ownlist/testkit'
import { expect, inject, test } from 'vitest'
import { environmentOf, runBuiltApi } from '../built-api.js'
import { answeredOrFailed, callersFor, expectNoFailure, startLoad } from './load.js'
import { startProcesses } from './start-processes.js'

const calls = inject('long') ? 20_000 : 300

describeWith(pgBouncer(), 'an API behind PgBouncer in transaction mode', (program) => {
  test.each([1, 2])(
    'of %i processes answers every simultaneous call, each with only its caller’s rows',
    {
      timeout: 600_000,
    },
    async (processes) => {
      await using database = await createTestDatabase()
      await using issuer = await startTestIssuer()
      await using bouncer = await startPgBouncer(program, database.url, { poolSize: 3 })
      const { api, url } = await start(processes, environmentOf(bouncer, issuer))
      const load = startLoad(url, await callersFor(issuer, 8))
      await answeredOrFailed(load, calls, inject('long') ? 500_000 : 60_000)
      await expectNoFailure(await load.end(), database, api.output())
      await api.stop()
    },
  )
})

async function start(processes: number, env: Record<string, string>) {
  if (processes > 1) return await startProcesses({ ...env, API_PROCESSES: String(processes) })
  const api = runBuiltApi(env)
  await expect.poll(api.output, { timeout: 60_000 }).toContain('"msg":"listening"')
  return { api, url: api.lines().find(({ url }) => url !== undefined)?.url ?? '' }
}
