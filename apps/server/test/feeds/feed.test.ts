import { newUserId } from '@ownlist/testkit'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApi, startAppApi } from '../app-api.js'

let api: AppApi
beforeAll(async () => {
  api = await startAppApi()
})
afterAll(() => api[Symbol.asyncDispose]())

const read = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(`${api.url}${path}`, init)
  const headers = [...response.headers].filter(([name]) => !['date', 'x-request-id', 'keep-alive'].includes(name))
  return { status: response.status, headers, text: await response.text() }
}

test('a feed contains its owner’s open tasks with a day, and a rotated or disabled address gets the same 404 as an unknown one', async () => {
  const [alice, bob] = [newUserId(), newUserId()]
  const hers = api.clientFor(alice)
  await hers.task.create.mutate({ title: 'All day', dueOn: '2026-12-01' })
  await hers.task.create.mutate({ title: 'At ten', dueOn: '2026-12-02', dueTime: '10:00', dueZone: 'Europe/Berlin' })
  await hers.task.create.mutate({ title: 'By then', deadlineOn: '2026-12-03' })
  await hers.task.create.mutate({ title: 'No day' })
  await hers.task.create.mutate({ title: 'Done', dueOn: '2026-12-04', completedAt: '2026-11-01T00:00:00.000Z' })
  await api.clientFor(bob).task.create.mutate({ title: 'Bob’s', dueOn: '2026-12-01' })
  const { path } = await hers.feed.rotate.mutate()
  const feed = await read(path)
  expect(feed.status).toBe(200)
  expect(Object.fromEntries(feed.headers)).toMatchObject({
    'content-type': 'text/calendar; charset=utf-8',
    'cache-control': 'private, no-store',
  })
  const shown = feed.text
    .split('BEGIN:VEVENT')
    .slice(1)
    .map((event) => {
      const line = (name: string) => event.split('\r\n').find((each) => each.startsWith(name))
      return [line('SUMMARY'), line('DTSTART')]
    })
  expect(shown.sort()).toEqual([
    ['SUMMARY:All day', 'DTSTART;VALUE=DATE:20261201'],
    ['SUMMARY:At ten', 'DTSTART;TZID=Europe/Berlin:20261202T100000'],
    ['SUMMARY:⚑ By then', 'DTSTART;VALUE=DATE:20261203'],
  ])

  const { path: next } = await hers.feed.rotate.mutate()
  const unknown = await read(`/feeds/${newUserId()}.${'a'.repeat(43)}.ics`)
  expect(unknown).toMatchObject({ status: 404, text: '{"status":"not found"}' })
  for (const wrong of [path, next.replace(alice, bob), next.slice(0, -5), '/feeds/', `${next}x`]) {
    expect(await read(wrong), wrong).toEqual(unknown)
  }
  expect((await read(next)).status).toBe(200)
  expect((await read(next, { method: 'HEAD' })).text).toBe('')
  expect((await read(next, { method: 'POST' })).status).toBe(405)
  expect(await hers.feed.disable.mutate()).toEqual({ disabled: true })
  expect(await read(next)).toEqual(unknown)
  expect(await hers.feed.get.query()).toEqual({ createdAt: null })
})

test('the secret of a feed is in no log line and not in the database, and an erased owner’s feed is gone', async () => {
  const userId = newUserId()
  const { path } = await api.clientFor(userId).feed.rotate.mutate()
  const secret = path.slice(-47, -4)
  await read(path)
  await read(`/proxy${path}`)
  await expect.poll(() => api.logLines.filter((line) => line.includes('/feeds/…')).length).toBeGreaterThan(1)
  expect(api.logLines.join('\n')).not.toContain(secret)
  const client = new pg.Client({ connectionString: api.test.adminUrl })
  await client.connect()
  const { rows } = await client.query<{ row: string }>('select feed::text as row from feed where user_id = $1', [
    userId,
  ])
  await client.end()
  expect(rows).toEqual([{ row: expect.not.stringContaining(secret) }])
  await api.test.database.eraseOwner(userId)
  expect((await read(path)).status).toBe(404)
})

test('a client that guesses addresses is limited by its network address, and the owner by their calls', async () => {
  await using limited = await startAppApi({ refusals: 3, calls: 25, trustedProxies: ['127.0.0.1/32', '::1/128'] })
  const { path } = await limited.clientFor(newUserId()).feed.rotate.mutate()
  const get = (address: string, from: string) =>
    fetch(`${limited.url}${address}`, { headers: { 'x-forwarded-for': from } })
  const tries = []
  for (let n = 0; n < 5; n++) tries.push((await get(`/feeds/x.${'b'.repeat(43)}.ics`, '203.0.113.7')).status)
  expect(tries).toEqual([404, 404, 404, 429, 429])
  expect([(await get(path, '198.51.100.1')).status, (await get(path, '198.51.100.1')).status]).toEqual([200, 200])
  expect((await get(path, '198.51.100.1')).status).toBe(429)
})
