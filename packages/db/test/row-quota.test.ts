// domain: tasks
import { type Database, openDatabase, ownerOf, type StoreErrorCode } from '@ownlist/db'
import { createTestDatabase, execute, newUserId, type TestDatabase } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { connect } from '../src/connections.js'
import { createRowQuota, createRowRoom } from '../src/row-quota.js'

let own: TestDatabase
let database: Database
beforeAll(async () => {
  own = await createTestDatabase()
  database = openDatabase(own.url, { tasks: { rows: 3 }, lists: { rows: 2 } })
})
afterAll(async () => {
  await database[Symbol.asyncDispose]()
  await own[Symbol.asyncDispose]()
})

const task = (listId: string | null = null) => ({
  id: uuidv7(),
  title: 'A task',
  notes: '',
  priority: 'none' as const,
  dueOn: null,
  completedAt: null,
  listId,
})
const list = () => ({ id: uuidv7(), title: 'A list' })
const refusal = (code: StoreErrorCode, message: string) =>
  expect.objectContaining({ name: 'StoreError', code, message: expect.stringContaining(message) })
const everything = { limit: 200, status: 'all', search: '', after: null } as const
/** Makes the user's rows look as if they had been deleted this many days ago. */
const age = (table: 'task' | 'list', userId: string, days: number) =>
  execute(own.adminUrl, [
    `update ${table} set deleted_at = now() - interval '${days} days' where user_id = '${userId}' and deleted_at is not null`,
  ])
/** The stores of a process that has not counted anything yet. */
const restarted = () => openDatabase(own.url, { tasks: { rows: 3 }, lists: { rows: 2 } })

describe('a user who has reached the quota', () => {
  test('cannot create more, and the error names the limit and says what to do', async () => {
    const userId = newUserId()
    for (let n = 0; n < 3; n++) await database.tasks.create(ownerOf(userId), task())
    await expect(database.tasks.create(ownerOf(userId), task())).rejects.toEqual(
      refusal('QUOTA_EXCEEDED', 'its limit of 3 tasks. Delete some'),
    )
    for (let n = 0; n < 2; n++) await database.lists.create(ownerOf(userId), list())
    await expect(database.lists.create(ownerOf(userId), list())).rejects.toEqual(
      refusal('QUOTA_EXCEEDED', 'its limit of 2 lists'),
    )
    expect((await database.tasks.list(ownerOf(userId), everything)).items).toHaveLength(3)
    expect((await database.lists.list(ownerOf(userId), { limit: 200, after: null })).items).toHaveLength(2)
  })

  test('can do everything else, and can repeat an earlier create', async () => {
    const userId = newUserId()
    const [first, ...others] = [task(), task(), task()]
    for (const each of [first, ...others]) await database.tasks.create(ownerOf(userId), each)
    expect(await database.tasks.create(ownerOf(userId), first)).toMatchObject({ id: first.id, version: 1 })
    await database.tasks.update(ownerOf(userId), first.id, { changes: { title: 'Changed' } })
    await database.tasks.delete(ownerOf(userId), first.id)
    await database.tasks.restore(ownerOf(userId), first.id)
    await expect(database.tasks.create(ownerOf(userId), { ...first, title: 'Other' })).rejects.toMatchObject({
      code: 'ID_TAKEN',
    })
  })

  test('is also refused by another process, which counts separately', async () => {
    const userId = newUserId()
    for (let n = 0; n < 3; n++) await database.tasks.create(ownerOf(userId), task())
    await using other = restarted()
    await expect(other.tasks.create(ownerOf(userId), task())).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' })
  })

  test('cannot create more with simultaneous calls', async () => {
    const userId = newUserId()
    const made = await Promise.allSettled(
      Array.from({ length: 20 }, () => database.tasks.create(ownerOf(userId), task())),
    )
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    expect((await database.tasks.list(ownerOf(userId), everything)).items).toHaveLength(3)
  })

  test('cannot create more through an app that is limited to one list', async () => {
    const userId = newUserId()
    const { id } = await database.lists.create(ownerOf(userId), list())
    for (let n = 0; n < 3; n++) await database.tasks.create(ownerOf(userId), task())
    await using other = restarted()
    await expect(other.tasks.create({ userId, lists: [id] }, task(id))).rejects.toMatchObject({
      code: 'QUOTA_EXCEEDED',
    })
  })

  test('does not affect the quota of others', async () => {
    const [full, other] = [newUserId(), newUserId()]
    for (let n = 0; n < 3; n++) await database.tasks.create(ownerOf(full), task())
    await expect(database.tasks.create(ownerOf(full), task())).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' })
    expect(await database.tasks.create(ownerOf(other), task())).toMatchObject({ version: 1 })
  })

  test('does not affect the quota of others even without row-level security', async () => {
    const [full, other] = [newUserId(), newUserId()]
    for (let n = 0; n < 3; n++) await database.tasks.create(ownerOf(full), task())
    for (let n = 0; n < 2; n++) await database.lists.create(ownerOf(full), list())
    await using unbound = openDatabase(own.adminUrl, { tasks: { rows: 3 }, lists: { rows: 2 } })
    expect(await unbound.tasks.create(ownerOf(other), task())).toMatchObject({ version: 1 })
    expect(await unbound.lists.create(ownerOf(other), list())).toMatchObject({ version: 1 })
  })
})

test('a user may have 100,000 tasks and 1,000 lists by default', async () => {
  const userId = newUserId()
  const columns = 'user_id, id, title, digest, version, created_at, updated_at'
  const values = `'${userId}', gen_random_uuid(), 'Title', '', 1, now(), now()`
  await execute(own.adminUrl, [
    `insert into task (${columns}, notes, priority) select ${values}, '', 'none' from generate_series(1, 99999)`,
    `insert into list (${columns}) select ${values} from generate_series(1, 999)`,
  ])
  await using usual = openDatabase(own.url)
  expect(await usual.tasks.create(ownerOf(userId), task())).toMatchObject({ version: 1 })
  await expect(usual.tasks.create(ownerOf(userId), task())).rejects.toEqual(refusal('QUOTA_EXCEEDED', '100,000 tasks'))
  expect(await usual.lists.create(ownerOf(userId), list())).toMatchObject({ version: 1 })
  await expect(usual.lists.create(ownerOf(userId), list())).rejects.toEqual(refusal('QUOTA_EXCEEDED', '1,000 lists'))
})

describe('a user with room for one more row', () => {
  async function almostFull() {
    const owner = ownerOf(newUserId())
    const existing = task()
    await database.tasks.create(owner, existing)
    await database.tasks.create(owner, task())
    return { owner, existing }
  }

  test('gets one row from a create that is sent three times at once', async () => {
    const { owner } = await almostFull()
    const last = task()
    const made = await Promise.all([1, 2, 3].map(() => database.tasks.create(owner, last)))
    expect(new Set(made.map((row) => JSON.stringify(row))).size).toBe(1)
    await expect(database.tasks.create(owner, task())).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' })
  })

  test('can use it while creates are running that add nothing', async () => {
    const { owner, existing } = await almostFull()
    const nowhere = { ...task(), listId: uuidv7() }
    const [repeated, refused, made] = await Promise.allSettled(
      [existing, nowhere, task()].map((each) => database.tasks.create(owner, each)),
    )
    expect(repeated).toMatchObject({ value: { id: existing.id } })
    expect(refused).toMatchObject({ reason: { code: 'NOT_FOUND' } })
    expect(made).toMatchObject({ status: 'fulfilled' })
  })
})

describe('deleted rows', () => {
  test('count for 30 days, during which they can be restored, and then make room', async () => {
    const userId = newUserId()
    const kept = await database.tasks.create(ownerOf(userId), task())
    const gone = await Promise.all([1, 2].map(() => database.tasks.create(ownerOf(userId), task())))
    for (const { id } of gone) await database.tasks.delete(ownerOf(userId), id)
    await age('task', userId, 29)
    await using early = restarted()
    await expect(early.tasks.create(ownerOf(userId), task())).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' })
    await age('task', userId, 31)
    await using late = restarted()
    const made = await late.tasks.create(ownerOf(userId), task())
    expect((await late.tasks.list(ownerOf(userId), everything)).items.map(({ id }) => id)).toEqual([made.id, kept.id])
    for (const { id } of gone)
      await expect(late.tasks.restore(ownerOf(userId), id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('are kept while there is room', async () => {
    const userId = newUserId()
    const { id } = await database.tasks.create(ownerOf(userId), task())
    await database.tasks.delete(ownerOf(userId), id)
    await age('task', userId, 400)
    await using late = restarted()
    await late.tasks.create(ownerOf(userId), task())
    expect(await late.tasks.restore(ownerOf(userId), id)).toMatchObject({ deletedAt: null })
  })

  test('are removed with their list, and a list is removed with its tasks', async () => {
    const userId = newUserId()
    const [first, second] = [list(), list()]
    for (const each of [first, second]) await database.lists.create(ownerOf(userId), each)
    for (const listId of [first.id, first.id, second.id]) await database.tasks.create(ownerOf(userId), task(listId))
    await database.lists.delete(ownerOf(userId), first.id)
    await age('list', userId, 31)
    await using late = restarted()
    expect(await late.lists.create(ownerOf(userId), list())).toMatchObject({ version: 1 })
    await expect(late.lists.restore(ownerOf(userId), first.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await late.tasks.list(ownerOf(userId), everything)).items).toMatchObject([{ listId: second.id }])
    expect(await late.tasks.create(ownerOf(userId), task(second.id))).toMatchObject({ version: 1 })
  })

  test('of other users are kept, even without row-level security', async () => {
    const [ada, bob] = [newUserId(), newUserId()]
    const hers = await database.tasks.create(ownerOf(ada), task())
    await database.tasks.delete(ownerOf(ada), hers.id)
    for (let n = 0; n < 3; n++) {
      const { id } = await database.tasks.create(ownerOf(bob), task())
      await database.tasks.delete(ownerOf(bob), id)
    }
    for (const userId of [ada, bob]) await age('task', userId, 31)
    await using unbound = openDatabase(own.adminUrl, { tasks: { rows: 3 } })
    expect(await unbound.tasks.create(ownerOf(bob), task())).toMatchObject({ version: 1 })
    expect(await database.tasks.restore(ownerOf(ada), hers.id)).toMatchObject({ deletedAt: null })
  })
})

test('a failed count is not remembered: the next create counts again', async () => {
  await using connections = connect(own.url)
  const fault = new Error('The database is gone')
  const count = vi.fn().mockRejectedValueOnce(fault).mockResolvedValue(0)
  const withinQuota = createRowQuota(connections, { rows: 3 }, { what: 'note', count, purge: async () => undefined })
  const owner = ownerOf(newUserId())
  await expect(withinQuota(owner, async () => 'created')).rejects.toBe(fault)
  expect(await withinQuota(owner, async () => 'created')).toBe('created')
  expect(await withinQuota(owner, async () => 'created')).toBe('created')
  expect(count).toHaveBeenCalledTimes(2)
})

test('an insert without a quota error returns its row, or none if it inserted none', async () => {
  await using connections = connect(own.url)
  let rows = 0
  const counted = { what: 'note', count: async () => rows, purge: async () => undefined }
  const inRoom = createRowRoom(connections, { rows: 1 }, counted)
  const owner = ownerOf(newUserId())
  expect(await inRoom(owner, async () => [])).toEqual({ row: undefined, refusal: undefined })
  expect(await inRoom(owner, async () => ['a row'])).toEqual({ row: 'a row' })
  rows = 1
  expect(await inRoom(owner, async () => ['one more'])).toEqual({
    row: undefined,
    refusal: refusal('QUOTA_EXCEEDED', 'its limit of 1 note'),
  })
})

describe('near the limit', () => {
  const counting = async () => {
    const connections = connect(own.url)
    let rows = 90
    const count = vi.fn(async () => rows)
    const counted = { what: 'note', count, purge: async () => undefined }
    const withinQuota = createRowQuota(connections, { rows: 100 }, counted)
    const owner = ownerOf(newUserId())
    const create = (work: () => Promise<void> = async () => undefined) =>
      withinQuota(owner, async (claim) => {
        claim()
        await work()
        rows++
      })
    return { count, create, [Symbol.asyncDispose]: () => connections[Symbol.asyncDispose]() }
  }

  test('rows are counted again whenever a tenth of the room is used', async () => {
    await using quota = await counting()
    for (let n = 0; n < 3; n++) await quota.create()
    expect(quota.count).toHaveBeenCalledTimes(3)
  })

  test('a create waits until the room that others have reserved is known to be used or free', async () => {
    await using quota = await counting()
    const begun = vi.fn()
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const first = quota.create(() => {
      begun()
      return held
    })
    const second = vi.fn(async () => undefined)
    const other = quota.create(second)
    await vi.waitFor(() => expect(begun).toHaveBeenCalled())
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(second).not.toHaveBeenCalled()
    release()
    await Promise.all([first, other])
    expect(second).toHaveBeenCalledTimes(1)
  })
})
