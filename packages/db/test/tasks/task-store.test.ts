import { type NewTask, ownerOf, type StoreErrorCode } from '@ownlist/db'
import { createTestDatabase, newUserId, type TestDatabase } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let own: TestDatabase
beforeAll(async () => {
  own = await createTestDatabase()
})
afterAll(() => own[Symbol.asyncDispose]())

const store = () => own.database.tasks
const draft = (fields: Partial<NewTask> = {}): NewTask => ({
  id: uuidv7(),
  title: 'Water the plants',
  notes: '',
  priority: 'none',
  dueOn: null,
  completedAt: null,
  listId: null,
  ...fields,
})
const all = { limit: 50, status: 'all', search: '', after: null } as const
const refusal = (code: StoreErrorCode) => expect.objectContaining({ name: 'StoreError', code })

describe('create', () => {
  test('returns the task with version 1, and get returns the same', async () => {
    const userId = newUserId()
    const created = await store().create(
      ownerOf(userId),
      draft({ dueOn: '2026-02-28', priority: 'high', notes: 'two cans' }),
    )
    expect(created).toMatchObject({
      version: 1,
      dueOn: '2026-02-28',
      priority: 'high',
      notes: 'two cans',
      deletedAt: null,
    })
    expect(created.createdAt).toBe(created.updatedAt)
    expect(await store().get(ownerOf(userId), created.id)).toEqual(created)
  })

  test('repeated with the same id and fields, returns the same task, even after it has changed', async () => {
    const userId = newUserId()
    const task = draft()
    await store().create(ownerOf(userId), task)
    const updated = await store().update(ownerOf(userId), task.id, { changes: { title: 'Water them twice' } })
    expect(await store().create(ownerOf(userId), task)).toEqual(updated)
    expect((await store().list(ownerOf(userId), all)).items).toHaveLength(1)
  })

  test('sent three times at once, creates one row', async () => {
    const userId = newUserId()
    const task = draft()
    const answers = await Promise.all([1, 2, 3].map(() => store().create(ownerOf(userId), task)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect((await store().list(ownerOf(userId), all)).items).toHaveLength(1)
  })

  test('with the same id and another body, is refused and changes nothing', async () => {
    const userId = newUserId()
    const task = draft()
    const created = await store().create(ownerOf(userId), task)
    await expect(store().create(ownerOf(userId), { ...task, title: 'Other' })).rejects.toEqual(refusal('ID_TAKEN'))
    expect(await store().get(ownerOf(userId), task.id)).toEqual(created)
  })

  test('with an id that another user has, creates a separate task', async () => {
    const [alice, bob] = [newUserId(), newUserId()]
    const task = draft()
    await store().create(ownerOf(alice), task)
    expect(await store().create(ownerOf(bob), { ...task, title: 'Mine' })).toMatchObject({ id: task.id, title: 'Mine' })
    expect(await store().get(ownerOf(alice), task.id)).toMatchObject({ title: task.title })
  })
})

describe('list', () => {
  test('returns pages, newest first, without repetitions or gaps if tasks are added in the meantime', async () => {
    const userId = newUserId()
    const made: string[] = []
    for (let n = 0; n < 7; n++) made.unshift((await store().create(ownerOf(userId), draft({ title: `Task ${n}` }))).id)
    const seen: string[] = []
    let page = await store().list(ownerOf(userId), { ...all, limit: 3 })
    for (;;) {
      seen.push(...page.items.map(({ id }) => id))
      if (page.next === null) break
      await store().create(ownerOf(userId), draft({ title: 'Added meanwhile' }))
      page = await store().list(ownerOf(userId), { ...all, limit: 3, after: page.next })
    }
    expect(seen).toEqual(made)
  })

  test('orders tasks of the same millisecond by id, without a gap between pages', async () => {
    const userId = newUserId()
    const ids = Array.from({ length: 12 }, () => uuidv7())
    await Promise.all(ids.map((id) => store().create(ownerOf(userId), draft({ id }))))
    const first = await store().list(ownerOf(userId), { ...all, limit: 6 })
    const second = await store().list(ownerOf(userId), { ...all, limit: 6, after: first.next })
    expect(second.next).toBeNull()
    expect([...first.items, ...second.items].map(({ id }) => id).sort()).toEqual([...ids].sort())
  })

  test('filters by status and leaves deleted tasks out', async () => {
    const userId = newUserId()
    const open = await store().create(ownerOf(userId), draft({ title: 'open' }))
    const done = await store().create(
      ownerOf(userId),
      draft({ title: 'done', completedAt: '2026-01-02T03:04:05.000Z' }),
    )
    const gone = await store().create(ownerOf(userId), draft({ title: 'gone' }))
    await store().delete(ownerOf(userId), gone.id)
    const idsOf = async (status: 'open' | 'done' | 'all') =>
      (await store().list(ownerOf(userId), { ...all, status })).items.map(({ id }) => id)
    expect(await idsOf('open')).toEqual([open.id])
    expect(await idsOf('done')).toEqual([done.id])
    expect(await idsOf('all')).toEqual([done.id, open.id])
  })

  test.each([
    ['MILK', 'in the title, ignoring case'],
    ['aisle', 'in the notes'],
    ['50%', 'a percent sign as itself'],
    ['a_b', 'an underscore as itself'],
    ['c\\d', 'a backslash as itself'],
    ['Äpfel', 'letters beyond ASCII'],
  ])('finds %j %s', async (search) => {
    const userId = newUserId()
    const hit = await store().create(
      ownerOf(userId),
      draft({ title: 'Buy milk, 50% off a_b c\\d äpfel', notes: 'Aisle 4' }),
    )
    await store().create(ownerOf(userId), draft({ title: 'Other 500 axb cd', notes: 'nothing' }))
    const { items } = await store().list(ownerOf(userId), { ...all, search })
    expect(items.map(({ id }) => id)).toEqual([hit.id])
  })
})

describe('update', () => {
  test('changes the given fields, keeps the others, and increases the version', async () => {
    const userId = newUserId()
    const { id } = await store().create(ownerOf(userId), draft({ notes: 'keep', dueOn: '2026-05-01' }))
    expect(await store().update(ownerOf(userId), id, { changes: { dueOn: null } })).toMatchObject({
      notes: 'keep',
      dueOn: null,
      version: 2,
    })
  })

  test('succeeds once if fifty calls change the same version at once', async () => {
    const userId = newUserId()
    const { id } = await store().create(ownerOf(userId), draft())
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) =>
        store().update(ownerOf(userId), id, { changes: { title: `Edit ${n}` }, version: 1 }),
      ),
    )
    const refused = results.filter((result) => result.status === 'rejected')
    expect(refused).toHaveLength(49)
    for (const { reason } of refused) expect(reason).toEqual(refusal('STALE_VERSION'))
    expect(await store().get(ownerOf(userId), id)).toMatchObject({ version: 2 })
  })
})

describe('delete and restore', () => {
  test('hide a task from get and update, and bring it back as it was', async () => {
    const userId = newUserId()
    const task = await store().create(ownerOf(userId), draft({ notes: 'precious' }))
    const deleted = await store().delete(ownerOf(userId), task.id)
    expect(deleted.deletedAt).not.toBeNull()
    await expect(store().get(ownerOf(userId), task.id)).rejects.toEqual(refusal('NOT_FOUND'))
    await expect(store().update(ownerOf(userId), task.id, { changes: { title: 'x' } })).rejects.toEqual(
      refusal('NOT_FOUND'),
    )
    expect(await store().restore(ownerOf(userId), task.id)).toMatchObject({
      notes: 'precious',
      deletedAt: null,
      version: 3,
    })
  })

  test('can be repeated without another write', async () => {
    const userId = newUserId()
    const { id } = await store().create(ownerOf(userId), draft())
    expect(await store().delete(ownerOf(userId), id)).toEqual(await store().delete(ownerOf(userId), id))
    expect(await store().restore(ownerOf(userId), id)).toEqual(await store().restore(ownerOf(userId), id))
  })
})
