import { type NewTask, openDatabase, ownerOf } from '@ownlist/db'
import { createTestDatabase, newUserId, type TestDatabase } from '@ownlist/testkit'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'

const draft = (): NewTask => ({
  id: uuidv7(),
  title: 'Water the plants',
  notes: '',
  priority: 'none',
  dueOn: null,
  completedAt: null,
  listId: null,
})

test('an erasure removes every task of the owner, even deleted ones, and refuses new ones; other users keep theirs', async () => {
  await using own = await createTestDatabase()
  const { tasks, eraseOwner } = own.database
  const [alice, bob] = [newUserId(), newUserId()]
  const task = draft()
  await tasks.create(ownerOf(alice), task)
  await tasks.delete(ownerOf(alice), (await tasks.create(ownerOf(alice), draft())).id)
  await tasks.create(ownerOf(bob), task)
  expect(await eraseOwner(alice)).toBe(2)
  expect(await eraseOwner(alice)).toBe(0)
  await expect(tasks.create(ownerOf(alice), draft())).rejects.toMatchObject({ code: 'ERASED' })
  const all = { limit: 50, status: 'all', search: '', after: null } as const
  expect((await tasks.list(ownerOf(bob), all)).items).toHaveLength(1)
})

test('an erasure keeps the tasks of others even without row-level security', async () => {
  await using own = await createTestDatabase()
  await using unbound = openDatabase(own.adminUrl)
  const [alice, bob, task] = [newUserId(), newUserId(), draft()]
  for (const userId of [alice, bob]) await own.database.tasks.create(ownerOf(userId), task)
  expect(await unbound.eraseOwner(alice)).toBe(1)
  expect(await own.database.tasks.get(ownerOf(bob), task.id)).toMatchObject({ version: 1 })
})

/** A connection of a superuser. Its locks are released when it commits. */
async function connectHolder({ adminUrl, activity }: TestDatabase) {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  return Object.assign(client, { activity, [Symbol.asyncDispose]: () => client.end() })
}

/** Resolves when this number of transactions wait for another one. */
async function waitFor(watcher: Awaited<ReturnType<typeof connectHolder>>, count: number): Promise<void> {
  const waiting = `select 1 from ${watcher.activity} where wait_event = 'transactionid' and datname = current_database()`
  await expect.poll(async () => (await watcher.query(waiting)).rowCount).toBe(count)
}

test('an erasure waits for a task that is being created, and removes it', async () => {
  await using own = await createTestDatabase()
  await using holder = await connectHolder(own)
  await using watcher = await connectHolder(own)
  const [userId, task] = [newUserId(), draft()]
  const { id } = await own.database.tasks.create(ownerOf(userId), draft())
  // The create waits for another one of the same id.
  await holder.query('begin')
  await holder.query('update task set id = $2 where user_id = $1 and id = $3', [userId, task.id, id])
  const creating = own.database.tasks.create(ownerOf(userId), task)
  await waitFor(watcher, 1)
  const erasing = own.database.eraseOwner(userId)
  await waitFor(watcher, 2)
  await holder.query('rollback')
  expect(await creating).toMatchObject({ id: task.id })
  expect(await erasing).toBe(2)
})

test('a task that waits for an erasure is not created', async () => {
  await using own = await createTestDatabase()
  await using holder = await connectHolder(own)
  await using watcher = await connectHolder(own)
  const userId = newUserId()
  await own.database.tasks.create(ownerOf(userId), draft())
  // The erasure has left its tombstone and waits for this row.
  await holder.query('begin')
  await holder.query('select from task where user_id = $1 for update', [userId])
  const erasing = own.database.eraseOwner(userId)
  await waitFor(watcher, 1)
  const creating = own.database.tasks.create(ownerOf(userId), draft())
  const outcome = creating.then(
    () => 'created',
    ({ code }) => code,
  )
  await waitFor(watcher, 2)
  await holder.query('commit')
  expect(await erasing).toBe(1)
  expect(await outcome).toBe('ERASED')
  const { rows } = await watcher.query('select from task where user_id = $1', [userId])
  expect(rows).toEqual([])
})
