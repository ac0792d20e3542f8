import { expect, test } from 'vitest'
import { startTestApi } from './api.js'
import { takeAway } from './database-faults.js'
import { bearer, get } from './requests.js'

test('/healthz is 200 without a token', async () => {
  await using api = await startTestApi()
  expect((await get(api, '/healthz')).status).toBe(200)
})

test('/readyz is 200 with signing keys and a database, and 503 while the database is unavailable', async () => {
  await using api = await startTestApi()
  await expect.poll(async () => (await get(api, '/readyz')).status).toBe(200)
  const bringBack = await takeAway(api.test)
  const notReady = await get(api, '/readyz')
  expect(notReady.status).toBe(503)
  expect(await notReady.json()).toMatchObject({
    status: 'not ready',
    database: false,
    keys: { keys: 1, stale: false },
  })
  expect(notReady.headers.get('retry-after')).toBe('5')
  expect((await get(api, '/healthz')).status).toBe(200)
  const call = await get(api, '/trpc/probe.touch', await bearer(api))
  expect([call.status, call.headers.get('retry-after')]).toEqual([503, '5'])
  await bringBack()
  expect((await get(api, '/readyz')).status).toBe(200)
})
