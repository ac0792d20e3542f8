import { setImmediate } from 'node:timers/promises'
import { createTestDatabase, type TestDatabase } from '@ownlist/testkit'
import pg from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { type ChangeFeed, createChangeFeed, type FeedOptions } from '../../src/live/change-feed.js'

let own: TestDatabase
beforeAll(async () => {
  own = await createTestDatabase()
})
afterAll(() => own[Symbol.asyncDispose]())

async function openFeed(options: FeedOptions = {}): Promise<ChangeFeed> {
  const feed = createChangeFeed({ listenUrl: own.url, ...options })
  onTestFinished(() => feed[Symbol.asyncDispose]())
  await vi.waitFor(() => expect(feed.listens()).toBe(true), 5_000)
  return feed
}

/** How often a stream of this user was woken. */
function follow(feed: ChangeFeed, userId: string) {
  const stopping = new AbortController()
  const woken = { times: 0 }
  const next = feed.wakesFor(userId, stopping.signal)
  const following = (async () => {
    for (await next(); !stopping.signal.aborted; await next()) woken.times++
  })()
  onTestFinished(() => stopping.abort())
  return {
    woken,
    async stop() {
      stopping.abort()
      await following
    },
  }
}

/** The payloads of all notifications from now on. */
async function spy(): Promise<string[]> {
  const client = new pg.Client({ connectionString: own.url })
  await client.connect()
  onTestFinished(() => client.end())
  const payloads: string[] = []
  client.on('notification', ({ payload = '' }) => payloads.push(payload))
  await client.query('listen ownlist_changes')
  return payloads
}

test('an announcement wakes the streams of its user, in this process and in others, and no stream of another user', async () => {
  const [here, there] = [await openFeed(), await openFeed()]
  const streams = [follow(here, 'ada'), follow(there, 'ada'), follow(there, 'bob')]
  here.announce('ada', 7)
  await vi.waitFor(() => expect(streams.map(({ woken }) => woken.times)).toEqual([1, 1, 0]))
})

test('the announcements of some milliseconds are one notification, which only contains ids and numbers', async () => {
  const payloads = await spy()
  const feed = await openFeed()
  for (let seq = 1; seq <= 100; seq++) feed.announce('ada', seq)
  feed.announce('user-bob_1', 3)
  await vi.waitFor(() => expect(payloads).toEqual(['ada:100 user-bob_1:3']))
  // More than fit into one.
  for (let n = 0; n < 1_000; n++) feed.announce(`user-${n}`, 1)
  await vi.waitFor(() => expect(payloads.slice(1).join(' ').split(' ')).toHaveLength(1_000))
  expect(payloads.length).toBeLessThan(6)
})

test('until there is a connection, the newest announcement of each of 10,000 users is kept, and of no more users', async () => {
  const payloads = await spy()
  const feed = createChangeFeed({ listenUrl: own.url })
  onTestFinished(() => feed[Symbol.asyncDispose]())
  for (let n = 0; n < 10_000; n++) feed.announce(`user-${n}`, 1)
  feed.announce('one-too-many', 1)
  feed.announce('user-7', 5)
  feed.announce('user-7', 3)
  const entries = () => payloads.flatMap((payload) => payload.split(' '))
  await vi.waitFor(() => expect(entries()).toHaveLength(10_000), 5_000)
  expect(entries()).toContain('user-7:5')
  expect(entries()).not.toContain('one-too-many:1')
  for (const payload of payloads) expect(payload.length).toBeLessThan(8_000)
  feed.announce('one-too-many', 2)
  await vi.waitFor(() => expect(entries().slice(10_000)).toEqual(['one-too-many:2']))
})

test('announcements that cannot be sent are sent when there is a connection again', async () => {
  const there = await openFeed()
  // It is connected again within milliseconds, so what it must announce comes with the report of the fault.
  const faults: string[] = []
  const here: ChangeFeed = await openFeed({
    onFault(fault) {
      if (fault === null) return
      if (faults.push(fault) === 1) here.announce('ada', 12)
    },
  })
  const { woken } = follow(there, 'ada')
  const admin = new pg.Client({ connectionString: own.adminUrl })
  await admin.connect()
  onTestFinished(() => admin.end())
  await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'ownlist' and pid <> pg_backend_pid()`,
  )
  await vi.waitFor(() => expect(faults).toHaveLength(1))
  // One more, because the other one has connected again.
  await vi.waitFor(() => expect(woken.times).toBeGreaterThanOrEqual(1), 10_000)
  await vi.waitFor(() => expect([here.listens(), there.listens()]).toEqual([true, true]), 10_000)
  const before = woken.times
  here.announce('ada', 13)
  await vi.waitFor(() => expect(woken.times).toBeGreaterThan(before), 5_000)
})

test('an unexpected payload wakes nobody and ends nothing', async () => {
  const feed = await openFeed()
  const { woken } = follow(feed, 'ada')
  const sender = new pg.Client({ connectionString: own.url })
  await sender.connect()
  for (const payload of ['', ' ', 'ada', 'ada:', 'ada:x', 'ada:1e9', 'a da:1', '__proto__:1', `${'x'.repeat(65)}:1`]) {
    await sender.query('select pg_notify($1, $2)', ['ownlist_changes', payload])
  }
  await sender.query('select pg_notify($1, $2)', ['ownlist_changes', 'ada:5'])
  await sender.end()
  await vi.waitFor(() => expect(woken.times).toBe(1))
})

test('without any announcement, every stream is woken regularly', async () => {
  const feed = createChangeFeed({ checkMs: 40 })
  onTestFinished(() => feed[Symbol.asyncDispose]())
  const streams = Array.from({ length: 30 }, (_, n) => follow(feed, `user-${n % 7}`))
  await vi.waitFor(() => {
    for (const { woken } of streams) expect(woken.times).toBeGreaterThan(1)
  })
  for (const { stop } of streams) await stop()
})

test('several announcements between two reads count as one', async () => {
  const feed = createChangeFeed()
  onTestFinished(() => feed[Symbol.asyncDispose]())
  const stopping = new AbortController()
  const next = feed.wakesFor('ada', stopping.signal)
  for (let seq = 1; seq < 10_000; seq++) feed.announce('ada', seq)
  await next()
  let isWoken = false
  const waiting = next().then(() => {
    isWoken = true
  })
  await setImmediate()
  expect(isWoken).toBe(false)
  stopping.abort()
  await waiting
  feed.announce('ada', 10_001)
})
