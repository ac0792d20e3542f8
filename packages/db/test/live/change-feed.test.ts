import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import { createTestDatabase, type TestDatabase } from '@ownlist/testkit'
import pg from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { type ChangeFeed, createChangeFeed, type FeedOptions } from '../../src/live/change-feed.js'
import { usedHeap } from '../used-heap.js'

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
  for (const payload of [
    '',
    ' ',
    'ada',
    'ada:',
    'ada:x',
    'ada:1e9',
    'a da:1',
    '__proto__:1',
    'x!ada:1',
    `${'x'.repeat(65)}:1`,
  ]) {
    await sender.query('select pg_notify($1, $2)', ['ownlist_changes', payload])
  }
  await sender.query('select pg_notify($1, $2)', ['ownlist_changes', 'ada:123456789012345'])
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

/** A feed that wakes nobody without a reason. */
const openQuietFeed = (options: FeedOptions = {}): ChangeFeed => {
  const feed = createChangeFeed({ checkMs: 600_000, ...options })
  onTestFinished(() => feed[Symbol.asyncDispose]())
  return feed
}

/** @throws {Error} if it takes more than a second */
const soon = (waiting: Promise<void>) =>
  Promise.race([
    waiting,
    sleep(1_000).then(() => {
      throw new Error('It still waits.')
    }),
  ])

test('several announcements between two reads count as one', async () => {
  const feed = openQuietFeed()
  const stopping = new AbortController()
  const next = feed.wakesFor('ada', stopping.signal)
  for (let seq = 1; seq < 10_000; seq++) feed.announce('ada', seq)
  await soon(next())
  let isWoken = false
  const waiting = next().then(() => {
    isWoken = true
  })
  await setImmediate()
  expect(isWoken).toBe(false)
  stopping.abort()
  await soon(waiting)
  feed.announce('ada', 10_001)
})

test('a stream that has ended does not wait any more, and the others of its user are still woken', async () => {
  const feed = openQuietFeed()
  const [ended, open] = [new AbortController(), new AbortController()]
  const [first, second] = [feed.wakesFor('ada', ended.signal), feed.wakesFor('ada', open.signal)]
  ended.abort()
  for (let n = 0; n < 3; n++) await soon(first())
  feed.announce('ada', 1)
  await soon(second())
  open.abort()
  const again = feed.wakesFor('ada', new AbortController().signal)
  feed.announce('ada', 2)
  await soon(again())
})

test('users without a stream take no memory', async () => {
  const feed = openQuietFeed()
  const before = usedHeap()
  for (let n = 0; n < 50_000; n++) {
    const ended = new AbortController()
    feed.wakesFor(`user-${n}`, ended.signal)
    ended.abort()
    if (n % 1_000 === 0) await setImmediate()
  }
  // If an entry were not removed, it would take a few hundred bytes.
  expect(usedHeap() - before).toBeLessThan(5_000_000)
  feed.announce('ada', 1)
})

test('when it begins to listen, every stream is woken once within a second, because announcements may have been lost', async () => {
  const feed = openQuietFeed({ listenUrl: own.url })
  const streams = Array.from({ length: 30 }, (_, n) => follow(feed, `user-${n % 7}`))
  const times = () => streams.map(({ woken }) => woken.times)
  await vi.waitFor(() => expect(feed.listens()).toBe(true), 5_000)
  await vi.waitFor(() => expect(times()).toEqual(Array(30).fill(1)), 1_500)
  await sleep(200)
  expect(times()).toEqual(Array(30).fill(1))
})

test('a feed that cannot connect says why, and that it does not listen', async () => {
  const faults: (string | null)[] = []
  const onFault = (fault: string | null) => void faults.push(fault)
  const feed = openQuietFeed({ listenUrl: 'postgresql://api@127.0.0.1:1/ownlist', onFault })
  expect(feed.listens()).toBe(false)
  await vi.waitFor(() => expect(faults).toEqual([expect.stringContaining('ECONNREFUSED')]), 5_000)
  expect(feed.listens()).toBe(false)
})

test('disposing of a feed sends what is left to announce, and closes its connection', async () => {
  const payloads = await spy()
  const feed = createChangeFeed({ listenUrl: own.url, program: 'ownlist-closing' })
  await vi.waitFor(() => expect(feed.listens()).toBe(true), 5_000)
  const watcher = new pg.Client({ connectionString: own.adminUrl })
  await watcher.connect()
  onTestFinished(() => watcher.end())
  const open = async () =>
    (await watcher.query(`select from ${own.activity} where application_name = 'ownlist-closing'`)).rowCount
  expect(await open()).toBe(1)
  feed.announce('ada', 1)
  await feed[Symbol.asyncDispose]()
  await vi.waitFor(() => expect(payloads).toEqual(['ada:1']))
  await vi.waitFor(async () => expect(await open()).toBe(0))
})

test('a feed of a single process connects to nothing', async () => {
  const faults: (string | null)[] = []
  const feed = openQuietFeed({ onFault: (fault) => void faults.push(fault) })
  await sleep(200)
  expect([feed.listens(), faults]).toEqual([true, []])
})

test('streams that are woken regularly are not woken all at once', async () => {
  const feed = createChangeFeed({ checkMs: 1_000 })
  onTestFinished(() => feed[Symbol.asyncDispose]())
  const streams = Array.from({ length: 40 }, (_, n) => follow(feed, `user-${n}`))
  const woken = () => streams.filter(({ woken }) => woken.times > 0).length
  await vi.waitFor(() => expect(woken()).toBeGreaterThan(0), { interval: 1 })
  expect(woken()).toBeLessThan(20)
  await vi.waitFor(() => expect(woken()).toBe(40), 5_000)
})

test('an announcement that comes while an earlier one is being sent is not lost', async () => {
  const payloads = await spy()
  const feed = await openFeed()
  let seq = 0
  for (let attempt = 0; attempt < 30; attempt++) {
    // An announcement is sent 20 milliseconds later.
    for (const end = performance.now() + 20 + (attempt % 5); performance.now() < end; await setImmediate())
      feed.announce('ada', ++seq)
    await vi.waitFor(() => expect(payloads.at(-1)).toBe(`ada:${seq}`))
  }
})
