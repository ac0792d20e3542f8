// domain: tasks
import { createTestDatabase, execute, newUserId, startTestIssuer } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { environmentOf } from '../built-api.js'
import { createdRows } from './load.js'
import { startProcesses } from './start-processes.js'

const quota = 100_000
const room = 30

test('two processes at once exceed the quota of a user by at most a tenth of the room that was left', {
  timeout: 120_000,
}, async () => {
  await using database = await createTestDatabase()
  await using issuer = await startTestIssuer()
  const userId = newUserId()
  await execute(database.adminUrl, [
    `insert into task (user_id, id, title, digest, version, created_at, updated_at, notes, priority)
      select '${userId}', gen_random_uuid(), 'Title', '', 1, now(), now(), '', 'none'
      from generate_series(1, ${quota - room})`,
  ])
  const { api, url } = await startProcesses({ ...environmentOf(database, issuer), API_PROCESSES: '2' })
  const headers = { authorization: `Bearer ${await issuer.token(userId)}`, 'content-type': 'application/json' }
  const create = async () => {
    const body = JSON.stringify({ id: uuidv7(), title: 'One more' })
    return (await fetch(`${url}/trpc/task.create`, { method: 'POST', headers, body })).status
  }
  const statuses = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const own: number[] = []
      while (own.length < 3 * room && own.at(-1) !== 403) own.push(await create())
      return own
    }),
  )
  expect(new Set(statuses.flat())).toEqual(new Set([200, 403]))
  const rows = (await createdRows(database, { created: new Map([[userId, 0]]) })).get(userId)
  expect(rows).toBeGreaterThanOrEqual(quota)
  expect(rows).toBeLessThanOrEqual(quota + room / 10)
  await api.stop()
})
