// domain: tasks
import { openDatabase, ownerOf } from '@ownlist/db'
import { createTestDatabase, execute, newUserId } from '@ownlist/testkit'
import { interceptStatements } from '@ownlist/testkit/statements'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'

/** Follows the changes of a new user in a database of its own. */
async function scene() {
  const own = await createTestDatabase()
  const database = openDatabase(own.url, {}, { live: { checkMs: 200 } })
  const [owner, stop] = [ownerOf(newUserId()), new AbortController()]
  const follow = { after: null, kinds: ['label'], signal: stop.signal }
  const changes = (await database.followChanges(owner, follow))[Symbol.asyncIterator]()
  expect(await changes.next()).toEqual({ value: 0, done: false })
  return {
    own,
    changes,
    database,
    addLabel: () => database.labels.create(owner, { id: uuidv7(), title: 'Home' }),
    async [Symbol.asyncDispose]() {
      stop.abort()
      await database[Symbol.asyncDispose]()
      await own[Symbol.asyncDispose]()
    },
  }
}

test('while the database is unavailable, a stream waits, and afterwards it continues', async () => {
  await using followed = await scene()
  const { own, database, changes, addLabel } = followed
  const name = new URL(own.adminUrl).pathname.slice(1)
  const server = own.adminUrl.replace(`/${name}`, '/postgres')
  const next = changes.next()
  await execute(server, [
    `alter database "${name}" allow_connections false`,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
  ])
  await expect(database.ping()).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  // The stream reads again and again meanwhile.
  await new Promise((resolve) => setTimeout(resolve, 600))
  await execute(server, [`alter database "${name}" allow_connections true`])
  await expect
    .poll(
      () =>
        addLabel().then(
          () => 'there',
          () => 'gone',
        ),
      { timeout: 5_000 },
    )
    .toBe('there')
  expect(await next).toEqual({ value: 1, done: false })
  await addLabel()
  expect(await changes.next()).toEqual({ value: 2, done: false })
})

test('a stream begins after the action that the caller knows, without waiting for an announcement', async () => {
  await using own = await createTestDatabase()
  await using database = openDatabase(own.url, {}, { live: { checkMs: 600_000 } })
  const [owner, stop] = [ownerOf(newUserId()), new AbortController()]
  const addLabel = () => database.labels.create(owner, { id: uuidv7(), title: 'Home' })
  const after = async (known: number | null) => {
    const follow = { after: known, kinds: ['label'], signal: stop.signal }
    return (await database.followChanges(owner, follow))[Symbol.asyncIterator]()
  }
  for (let n = 0; n < 3; n++) await addLabel()
  const [missed, current, restored, first] = [await after(1), await after(3), await after(9), await after(null)]
  expect([await missed.next(), await missed.next()]).toMatchObject([{ value: 2 }, { value: 3 }])
  // A number from before the database was restored, and none, begin with the latest one.
  for (const changes of [restored, first]) expect(await changes.next()).toMatchObject({ value: 3 })
  const next = [missed, current, restored, first].map((changes) => changes.next())
  await addLabel()
  for (const each of next) expect(await each).toMatchObject({ value: 4 })
  stop.abort()
})

test('a stream reads many missed actions at once, and reads nothing while it waits', async () => {
  await using own = await createTestDatabase()
  using statements = interceptStatements(own.url)
  let reads = 0
  statements.change = (sql) => {
    if (sql.includes('select distinct change.seq')) reads++
    return sql
  }
  await using database = openDatabase(own.url, {}, { live: { checkMs: 600_000 } })
  const [owner, stop] = [ownerOf(newUserId()), new AbortController()]
  await execute(own.adminUrl, [
    `insert into change_counter (user_id, seq) values ('${owner.userId}', 150)`,
    `insert into change (user_id, seq, kind, row_id, version, list_ids, at)
       select '${owner.userId}', n, 'label', gen_random_uuid(), 1, '{}', now() from generate_series(1, 150) n`,
  ])
  const follow = { after: 0, kinds: ['label'], signal: stop.signal }
  const changes = (await database.followChanges(owner, follow))[Symbol.asyncIterator]()
  for (let seq = 1; seq <= 150; seq++) expect(await changes.next()).toMatchObject({ value: seq })
  expect(reads).toBe(2)
  const end = changes.next()
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(reads).toBe(2)
  stop.abort()
  expect(await end).toMatchObject({ done: true })
})

test('any other error ends a stream', async () => {
  await using followed = await scene()
  const ended = expect(followed.changes.next()).rejects.toMatchObject({ code: '42P01' })
  await execute(followed.own.adminUrl, ['alter table change_counter rename to former_counter'])
  await ended
})
