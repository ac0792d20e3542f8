import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { openDatabase } from '@ownlist/db'
import { createTestDatabase, newUserId } from '@ownlist/testkit'
import pg from 'pg'
import { expect, test } from 'vitest'
import { createPing } from '../src/ping.js'

const unavailable = expect.objectContaining({ name: 'StoreError', code: 'UNAVAILABLE', cause: expect.any(Error) })

async function connected(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}

test('answers while every other connection is busy', async () => {
  await using own = await createTestDatabase()
  await using database = openDatabase(own.url)
  const holder = await connected(own.adminUrl)
  try {
    await holder.query('begin; lock table erasure')
    // Ten users with two calls each need more connections than there are.
    const users = Array.from({ length: 10 }, newUserId)
    const calls = users.flatMap((userId) => [1, 2].map(() => database.eraseOwner(userId).catch(() => null)))
    const start = performance.now()
    for (let n = 0; n < 10; n++) await database.ping()
    expect(performance.now() - start).toBeLessThan(1_000)
    await holder.query('commit')
    await Promise.all(calls)
  } finally {
    await holder.end()
  }
})

test('uses one connection, however many callers there are', async () => {
  await using own = await createTestDatabase()
  await using pings = createPing(own.url)
  const watcher = await connected(own.adminUrl)
  try {
    await Promise.all(Array.from({ length: 200 }, () => pings.ping()))
    const { rows } = await watcher.query(
      `select count(*)::int from pg_stat_activity
        where datname = $1 and pid <> $2 and backend_type = 'client backend'`,
      [
        new URL(own.url).pathname.slice(1),
        await watcher.query('select pg_backend_pid() as pid').then(({ rows }) => rows[0].pid),
      ],
    )
    // This is the only other connection, because the test's own database has not sent anything yet.
    expect(rows).toEqual([{ count: 1 }])
  } finally {
    await watcher.end()
  }
})

test('survives the end of its connection, and answers again', async () => {
  await using own = await createTestDatabase()
  await using pings = createPing(own.url)
  const watcher = await connected(own.adminUrl)
  try {
    await pings.ping()
    await watcher.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
      [new URL(own.url).pathname.slice(1)],
    )
    await expect
      .poll(() =>
        pings.ping().then(
          () => 'there',
          () => 'gone',
        ),
      )
      .toBe('there')
  } finally {
    await watcher.end()
  }
})

test('asks again each time, so it notices an outage and its end', async () => {
  await using own = await createTestDatabase()
  await using pings = createPing(own.url)
  const name = new URL(own.url).pathname.slice(1)
  const server = await connected(own.adminUrl.replace(`/${name}`, '/postgres'))
  try {
    await pings.ping()
    await server.query(`alter database "${name}" allow_connections false`)
    await server.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
    await expect(pings.ping()).rejects.toEqual(unavailable)
    await server.query(`alter database "${name}" allow_connections true`)
    await pings.ping()
  } finally {
    await server.end()
  }
})

test('a server that accepts connections but never answers is unavailable, and so is one that does not exist', async () => {
  const mute = createServer((socket) => socket.resume())
  await once(mute.listen(0, '127.0.0.1'), 'listening')
  const url = `postgresql://api@127.0.0.1:${(mute.address() as AddressInfo).port}/ownlist`
  {
    await using pings = createPing(url)
    await expect(pings.ping()).rejects.toEqual(unavailable)
  }
  mute.close()
  await once(mute, 'close')
  await using pings = createPing(url)
  await expect(pings.ping()).rejects.toEqual(unavailable)
})
