import { newUserId } from '@ownlist/testkit'
import { expect, inject, test } from 'vitest'
import { startTestApi } from './api.js'
import { endConnections, takeAway } from './database-faults.js'
import { bearer } from './requests.js'

test('while all database connections are terminated again and again, calls get 503 with Retry-After, never 500; then everything works', {
  timeout: 60_000,
}, async () => {
  await using api = await startTestApi()
  const seen = new Map<number, number>()
  let waits = 0
  let ended = false
  async function use(n: number): Promise<void> {
    const headers = { 'content-type': 'application/json', ...(await bearer(api)) }
    for (let turn = n; !ended; turn++) {
      const response =
        turn % 2 === 0
          ? await fetch(`${api.url}/trpc/probe.touch`, { headers })
          : await fetch(`${api.url}/trpc/probe.erase`, { method: 'POST', headers, body: '{}' })
      await response.arrayBuffer()
      seen.set(response.status, (seen.get(response.status) ?? 0) + 1)
      if (response.headers.get('retry-after') !== null) waits++
    }
  }
  const calls = Array.from({ length: 20 }, (_, n) => use(n))
  await endConnections(api.test, inject('long') ? 8_000 : 3_000)
  ended = true
  await Promise.all(calls)
  // Compared as text, so that a failing test shows them.
  const faults = new Set(
    api.logLines
      .filter((line) => line.includes('INTERNAL_SERVER_ERROR'))
      .map((line) => JSON.stringify(JSON.parse(line).fault)),
  )
  expect([...faults]).toEqual([])
  expect([...seen.keys()].sort()).toEqual([200, 503])
  expect(waits).toBe(seen.get(503))
  expect(await api.clientFor(newUserId()).probe.touch.query()).toMatchObject({ rows: 0 })
})

test('while the database is unavailable, each answer says when to try again, and the log has one short line for it', async () => {
  await using own = await startTestApi()
  await expect.poll(async () => (await fetch(`${own.url}/readyz`)).status).toBe(200)
  await takeAway(own.test)
  const headers = { 'content-type': 'application/json', ...(await bearer(own)) }
  for (let n = 0; n < 2; n++) {
    const call = await fetch(`${own.url}/trpc/probe.touch`, { headers })
    expect([call.status, call.headers.get('retry-after')]).toEqual([503, '5'])
  }
  for (let n = 0; n < 2; n++) {
    const call = await fetch(`${own.url}/trpc/probe.erase`, { method: 'POST', headers, body: '{}' })
    expect([call.status, call.headers.get('retry-after')]).toEqual([503, '5'])
  }
  const batch = await fetch(`${own.url}/trpc/probe.whoami,probe.touch?batch=1`, { headers })
  expect([batch.status, batch.headers.get('retry-after')]).toEqual([207, '5'])

  // One short line for each call: an outage must not fill the disk.
  const lines = own.logLines.filter((line) => line.includes('procedure failed'))
  expect(lines.map((line) => JSON.parse(line).procedure)).toEqual([
    'probe.touch',
    'probe.touch',
    'probe.erase',
    'probe.erase',
    'probe.touch',
  ])
  for (const line of lines) {
    expect(line.length).toBeLessThan(500)
    expect(JSON.parse(line)).toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
    // The error's code, but no stack frames.
    expect(line).toMatch(/"name":"StoreError","code":"UNAVAILABLE"/)
    expect(line).not.toContain('    at ')
  }
})
