import { execute, newUserId } from '@ownlist/testkit'
import pg from 'pg'
import { expect, test } from 'vitest'
import { startTestApi } from './api.js'

/** What 20 users get while every connection to the database is ended again and again. */
test('a storm of ended connections is 503 with Retry-After, never 500, and then everything works', {
  timeout: 60_000,
}, async () => {
  await using api = await startTestApi()
  const killer = new pg.Client({ connectionString: api.test.adminUrl })
  await killer.connect()
  const seen = new Map<number, number>()
  let waits = 0
  let over = false
  async function use(n: number): Promise<void> {
    const authorization = `Bearer ${await api.issuer.token(newUserId())}`
    for (let turn = n; !over; turn++) {
      const headers = { authorization, 'content-type': 'application/json' }
      const response =
        turn % 2 === 0
          ? await fetch(`${api.url}/trpc/task.list`, { headers })
          : await fetch(`${api.url}/trpc/task.create`, { method: 'POST', headers, body: '{"title":"x"}' })
      await response.arrayBuffer()
      seen.set(response.status, (seen.get(response.status) ?? 0) + 1)
      if (response.headers.get('retry-after') !== null) waits++
    }
  }
  const calls = Array.from({ length: 20 }, (_, n) => use(n))
  for (const end = performance.now() + 8_000; performance.now() < end; ) {
    await killer.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    await new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 30))
  }
  over = true
  await Promise.all(calls)
  await killer.end()
  // Said by name if it fails.
  const faults = new Set(
    api.logLines
      .filter((line) => line.includes('INTERNAL_SERVER_ERROR'))
      .map((line) => JSON.stringify(JSON.parse(line).fault)),
  )
  expect([...faults]).toEqual([])
  expect([...seen.keys()].sort()).toEqual([200, 503])
  expect(waits).toBe(seen.get(503))
  expect(await api.clientFor(newUserId()).task.list.query()).toMatchObject({ items: [] })
})

test('while the database is gone, each call says when to try again, and is one short line of the log', async () => {
  await using own = await startTestApi()
  await expect.poll(async () => (await fetch(`${own.url}/readyz`)).status).toBe(200)
  const name = new URL(own.test.adminUrl).pathname.slice(1)
  await execute(own.test.adminUrl.replace(`/${name}`, '/postgres'), [
    `alter database ${name} allow_connections false`,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
  ])
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await own.issuer.token(newUserId())}` }
  for (const path of ['task.list', 'list.list']) {
    const call = await fetch(`${own.url}/trpc/${path}`, { headers })
    expect([call.status, call.headers.get('retry-after')]).toEqual([503, '5'])
  }
  for (const [name, body] of [
    ['task.create', '{"title":"x"}'],
    ['account.erase', '{}'],
  ]) {
    const call = await fetch(`${own.url}/trpc/${name}`, { method: 'POST', headers, body: body ?? '' })
    expect([call.status, call.headers.get('retry-after')]).toEqual([503, '5'])
  }
  const batch = await fetch(`${own.url}/trpc/account.whoami,task.list?batch=1`, { headers })
  expect([batch.status, batch.headers.get('retry-after')]).toEqual([207, '5'])

  // One short line for each call: an outage must not fill the disk.
  const lines = own.logLines.filter((line) => line.includes('procedure failed'))
  expect(lines.map((line) => JSON.parse(line).procedure)).toEqual([
    'task.list',
    'list.list',
    'task.create',
    'account.erase',
    'task.list',
  ])
  for (const line of lines) {
    expect(line.length).toBeLessThan(500)
    expect(JSON.parse(line)).toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
    // What it was, by its code, and not where it was noticed.
    expect(line).toMatch(/"name":"StoreError","code":"UNAVAILABLE"/)
    expect(line).not.toContain('    at ')
  }
})
