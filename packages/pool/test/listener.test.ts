import { createTestDatabase, describeWith, pgBouncer, startPgBouncer } from '@ownlist/testkit'
import pg from 'pg'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createListener } from '../src/listener.js'

async function listen(url: string) {
  const seen = { notifications: [] as string[], began: 0, faults: [] as (string | null)[] }
  const listener = createListener({
    url,
    channel: 'test',
    program: 'listening',
    onNotification: (payload) => seen.notifications.push(payload),
    onListening: () => seen.began++,
    onFault: (fault) => seen.faults.push(fault),
  })
  onTestFinished(() => listener[Symbol.asyncDispose]())
  await vi.waitFor(() => expect(seen.began).toBe(1), 5_000)
  return { listener, seen }
}

/** Ends the server's side of every listening connection. */
async function terminate(adminUrl: string): Promise<void> {
  const killer = new pg.Client({ connectionString: adminUrl })
  await killer.connect()
  await killer.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'listening'`,
  )
  await killer.end()
}

test('a notification reaches every other listener, but not its sender', async () => {
  await using own = await createTestDatabase()
  const [one, two, three] = [await listen(own.url), await listen(own.url), await listen(own.url)]
  await one.listener.notify('first')
  await two.listener.notify('x'.repeat(7_999))
  await vi.waitFor(() => expect(three.seen.notifications).toEqual(['first', 'x'.repeat(7_999)]))
  await vi.waitFor(() => expect(one.seen.notifications).toHaveLength(1))
  expect(two.seen.notifications).toEqual(['first'])
  expect(one.seen.faults).toEqual([null])
})

test('a lost connection is restored, and this is reported, because something may have been missed', async () => {
  await using own = await createTestDatabase()
  const [one, two] = [await listen(own.url), await listen(own.url)]
  await terminate(own.adminUrl)
  await vi.waitFor(() => expect([one.seen.began, two.seen.began]).toEqual([2, 2]), 10_000)
  await one.listener.notify('after')
  await vi.waitFor(() => expect(two.seen.notifications).toEqual(['after']))
  expect(one.seen.faults).toEqual([null, expect.any(String), null])
})

test('without a server it reports this once, refuses to notify, and can be disposed of immediately', async () => {
  const faults: (string | null)[] = []
  const options = { channel: 'test', program: 'x', onNotification: () => undefined, onListening: () => undefined }
  const url = 'postgresql://api@127.0.0.1:1/none'
  const listener = createListener({ ...options, url, onFault: (fault) => faults.push(fault) })
  await vi.waitFor(() => expect(faults).toEqual([expect.stringContaining('ECONNREFUSED')]))
  await expect(listener.notify('x')).rejects.toMatchObject({ name: 'ConnectionError' })
  const since = performance.now()
  await listener[Symbol.asyncDispose]()
  expect(performance.now() - since).toBeLessThan(100)
  expect(faults).toHaveLength(1)
})

describeWith(pgBouncer(), 'behind PgBouncer', (program) => {
  test('it says that notifications may not arrive, and what to set', async () => {
    await using own = await createTestDatabase()
    await using bouncer = await startPgBouncer(program, own.url)
    const { seen } = await listen(bouncer.url)
    expect(seen.faults).toEqual([expect.stringContaining('DATABASE_LISTEN_URL')])
  })
})
