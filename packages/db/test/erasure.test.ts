import { type NewTask, ownerOf } from '@ownlist/db'
import { createTestDatabase, execute, newUserId, type TestDatabase } from '@ownlist/testkit'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let own: TestDatabase
beforeAll(async () => {
  own = await createTestDatabase()
})
afterAll(() => own[Symbol.asyncDispose]())

const store = () => own.database.tasks
const draft = (): NewTask => ({
  id: uuidv7(),
  title: 'Water the plants',
  notes: '',
  priority: 'none',
  dueOn: null,
  completedAt: null,
  listId: null,
})
const all = { limit: 50, status: 'all', search: '', after: null } as const

test('an erasure removes every row of the owner, deleted ones too, and of nobody else', async () => {
  const [alice, bob] = [newUserId(), newUserId()]
  const task = draft()
  await store().create(ownerOf(alice), task)
  await store().delete(ownerOf(alice), (await store().create(ownerOf(alice), draft())).id)
  await store().create(ownerOf(bob), task)
  expect(await own.database.eraseOwner(alice)).toBe(2)
  expect(await own.database.eraseOwner(alice)).toBe(0)
  expect((await store().list(ownerOf(bob), all)).items).toHaveLength(1)
})

describe('somebody who was erased', () => {
  test('gets no new task for ten minutes, and nobody else is kept from theirs', async () => {
    const [erased, other] = [newUserId(), newUserId()]
    await own.database.eraseOwner(erased)
    await expect(store().create(ownerOf(erased), draft())).rejects.toMatchObject({ code: 'ERASED' })
    await store().create(ownerOf(other), draft())
    await execute(own.adminUrl, [`update erasure set until = now() where user_id = '${erased}'`])
    expect(await store().create(ownerOf(erased), draft())).toMatchObject({ version: 1 })
  })

  test('has no row left of one that is not committed yet', async () => {
    const userId = newUserId()
    const writer = new pg.Client({ connectionString: own.url })
    await writer.connect()
    await writer.query('begin')
    await writer.query("select set_config('app.user_id', $1, true)", [userId])
    await writer.query(
      `insert into task values ($1, gen_random_uuid(), 'Late', '', 'none', null, null, '', 1, now(), now(), null)`,
      [userId],
    )
    const erasing = own.database.eraseOwner(userId)
    const waiting = "select from pg_stat_activity where wait_event = 'advisory' and datname = current_database()"
    await expect.poll(async () => (await writer.query(waiting)).rowCount).toBe(1)
    await writer.query('commit')
    await writer.end()
    expect(await erasing).toBe(1)
  })

  test('has no row left of those that were being written meanwhile', async () => {
    for (let round = 0; round < 10; round++) {
      const userId = newUserId()
      const writes = Array.from({ length: 12 }, () => store().create(ownerOf(userId), draft()))
      const erasing = own.database.eraseOwner(userId)
      await Promise.allSettled(writes)
      await erasing
      const { items } = await store().list(ownerOf(userId), all)
      expect(items).toEqual([])
    }
  })
})
