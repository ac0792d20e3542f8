import { openDatabase, ownerOf, StoreError } from '@ownlist/db'
import { createTestDatabase, newUserId, type TestDatabase } from '@ownlist/testkit'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '../src/connections.js'
import { newestFirst, olderThan, type PagePosition } from '../src/pages.js'
import { positionAt } from '../src/positions.js'
import { refusalOf } from '../src/refusal.js'

let own: TestDatabase
let superuser: pg.Client
beforeAll(async () => {
  own = await createTestDatabase()
  superuser = new pg.Client({ connectionString: own.adminUrl })
  await superuser.connect()
})
afterAll(async () => {
  await superuser.end()
  await own[Symbol.asyncDispose]()
})

/** The names of the connections of the API's role. */
async function open(): Promise<string[]> {
  const { rows } = await superuser.query(
    `select application_name as name from ${own.activity} where datname = current_database() and usename = $1 order by 1`,
    [new URL(own.url).username],
  )
  return rows.map(({ name }) => name)
}

test('a connection has the name of its program, neither sorts nor compiles, and is closed in the end', async () => {
  const settings = `select current_setting('enable_sort') as sort, current_setting('jit') as jit,
    current_setting('application_name') as name`
  const before = await open()
  {
    await using connections = connect(own.url)
    await using others = connect(own.url, { program: 'ownlist-others' })
    const off = { sort: 'off', jit: 'off' }
    expect((await connections.pool.query(settings)).rows).toEqual([{ ...off, name: 'ownlist-api' }])
    expect(await others.prisma.$queryRawUnsafe(settings)).toEqual([{ ...off, name: 'ownlist-others' }])
    expect(await open()).toEqual([...before, 'ownlist-api', 'ownlist-others'].toSorted())
  }
  await expect.poll(open).toEqual(before)
})

test('a committed action wakes the streams of its user, and is told to every listener', async () => {
  await using connections = connect(own.url)
  const heard: unknown[] = []
  for (const name of ['one', 'other']) connections.onAction((userId, seq) => void heard.push([name, userId, seq]))
  const stop = new AbortController()
  const next = connections.feed.wakesFor('ada', stop.signal)
  connections.committed('ada', 7)
  await next()
  expect(heard).toEqual([
    ['one', 'ada', 7],
    ['other', 'ada', 7],
  ])
})

test('a database opens as many connections as it may, says how many, and closes all of them', async () => {
  const before = await open()
  {
    await using database = openDatabase(own.url, {}, { mostConnections: 4 })
    expect(database.usage()).toEqual({ open: 0, idle: 0, waiting: 0 })
    await database.ping()
    const nothing = { since: null, kinds: [], limit: 1 }
    await Promise.all(Array.from({ length: 6 }, () => database.changes.list(ownerOf(newUserId()), nothing)))
    expect(database.usage()).toEqual({ open: 2, idle: 2, waiting: 0 })
    expect(await open()).toEqual([...before, ...Array(3).fill('ownlist-api')].toSorted())
    expect(database.listens()).toBe(true)
  }
  await expect.poll(open).toEqual(before)
})

test('a database that should hear of the changes of others says whether it does', async () => {
  const listenUrl = 'postgresql://api@127.0.0.1:1/ownlist'
  await using deaf = openDatabase(own.url, {}, { live: { listenUrl } })
  await using listening = openDatabase(own.url, {}, { live: { listenUrl: own.url } })
  await expect.poll(() => listening.listens()).toBe(true)
  expect(deaf.listens()).toBe(false)
  expect(await open()).toContain('ownlist-api')
})

test('what the database cannot do now is unavailable, with its reason, and an error that already says why stays as it is', async () => {
  await using connections = connect(own.url)
  const { pool } = connections
  const cancelled: Error = await pool
    .query('begin; set local statement_timeout = 20; select pg_sleep(1)')
    .catch((error) => error)
  expect(cancelled).toMatchObject({ code: '57014' })
  expect(refusalOf(cancelled)).toMatchObject({ name: 'StoreError', code: 'UNAVAILABLE', cause: cancelled })
  expect(refusalOf(new StoreError('SEARCH_TOO_SLOW', { cause: cancelled }))).toBeNull()
  expect(refusalOf(new Error('a fault of ours'))).toBeNull()
})

// domain: tasks {

test('a position follows all earlier ones, and is the same as in the database', async () => {
  const instants = [0, 1, 61, 62, Date.now(), Date.now() + 1, 8_000_000_000_000].map((ms) => new Date(ms))
  const positions = instants.map(positionAt)
  expect(positions).toEqual(positions.toSorted())
  for (const [n, instant] of instants.entries()) {
    const { rows } = await superuser.query('select position_at($1) as position', [instant])
    expect(rows).toEqual([{ position: positions[n] }])
  }
})

test('a page continues in the middle of rows that were created at the same instant', async () => {
  await using connections = connect(own.adminUrl)
  const userId = newUserId()
  const day = (n: number) => new Date(`2026-11-0${n}T00:00:00.000Z`)
  const rowOf = (id: string, created: Date) => ({ id, createdAt: created })
  // The newest row has the lowest id.
  const [newest = '', ...others] = Array.from({ length: 5 }, () => uuidv7())
  const rows = [rowOf(newest, day(2)), ...others.toReversed().map((id) => rowOf(id, day(1)))]
  const ids = rows.map(({ id }) => id)
  const same = { userId, title: 'Home', digest: '', version: 1, updatedAt: day(1) }
  await connections.prisma.label.createMany({ data: rows.toReversed().map((row) => ({ ...row, ...same })) })
  const after = async (position: PagePosition | null) =>
    (
      await connections.prisma.label.findMany({
        where: { userId, ...olderThan(position) },
        orderBy: newestFirst,
      })
    ).map(({ id }) => id)
  expect(await after(null)).toEqual(ids)
  for (const [n, { id, createdAt }] of rows.entries())
    expect(await after({ id, createdAt: createdAt.toISOString() })).toEqual(ids.slice(n + 1))
})

test('a database has the key for push messages that it was given, or none', async () => {
  await using without = openDatabase(own.url)
  await using withKey = openDatabase(own.url, {}, { vapidPublicKey: 'a key' })
  expect([without.push.publicKey, withKey.push.publicKey]).toEqual([null, 'a key'])
  expect([without.stores.push, withKey.stores.push]).toEqual([without.push, withKey.push])
})

// domain: tasks }
