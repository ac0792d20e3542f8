import { type NewList, type OwnerScope, openDatabase, ownerOf, type StoreErrorCode } from '@ownlist/db'
import { createTestDatabase, newUserId, type TestDatabase } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asAction } from '../../src/changes/action.js'
import { connect } from '../../src/connections.js'
import { listDomain } from '../../src/lists/list-store.js'

let own: TestDatabase
beforeAll(async () => {
  own = await createTestDatabase()
})
afterAll(() => own[Symbol.asyncDispose]())

const store = () => own.database.lists
const draft = (fields: Partial<NewList> = {}): NewList => ({
  id: uuidv7(),
  title: 'Garden',
  ...fields,
})
const all = { limit: 50, after: null } as const
const task = { title: 'A task', notes: '', priority: 'none', dueOn: null, completedAt: null } as const
const refusal = (code: StoreErrorCode) => expect.objectContaining({ name: 'StoreError', code })

describe('create', () => {
  test('returns the list with version 1, and get returns the same', async () => {
    const userId = newUserId()
    const created = await store().create(ownerOf(userId), draft())
    expect(created).toMatchObject({ title: 'Garden', version: 1, deletedAt: null })
    expect(created.createdAt).toBe(created.updatedAt)
    expect(await store().get(ownerOf(userId), created.id)).toEqual(created)
  })

  test('repeated with the same id and fields, returns the same list, even after it has changed', async () => {
    const userId = newUserId()
    const list = draft()
    await store().create(ownerOf(userId), list)
    const updated = await store().update(ownerOf(userId), list.id, { changes: { title: 'Another title' } })
    expect(await store().create(ownerOf(userId), list)).toEqual(updated)
    expect((await store().list(ownerOf(userId), all)).items).toHaveLength(1)
  })

  test('sent three times at once, creates one row', async () => {
    const userId = newUserId()
    const list = draft()
    const answers = await Promise.all([1, 2, 3].map(() => store().create(ownerOf(userId), list)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect((await store().list(ownerOf(userId), all)).items).toHaveLength(1)
  })

  test('with the same id and another title, is refused', async () => {
    const userId = newUserId()
    const created = await store().create(ownerOf(userId), draft())
    await expect(store().create(ownerOf(userId), draft({ id: created.id, title: 'Other' }))).rejects.toEqual(
      refusal('ID_TAKEN'),
    )
    expect(await store().get(ownerOf(userId), created.id)).toEqual(created)
  })

  test('with an id that another user has, creates a separate list', async () => {
    const [alice, bob] = [newUserId(), newUserId()]
    const list = draft()
    await store().create(ownerOf(alice), list)
    expect(await store().create(ownerOf(bob), { ...list, title: 'Mine' })).toMatchObject({
      id: list.id,
      title: 'Mine',
    })
    expect(await store().get(ownerOf(alice), list.id)).toMatchObject({ title: list.title })
  })
})

test('list returns pages, newest first, without repetitions or gaps if lists are added in the meantime', async () => {
  const userId = newUserId()
  const made: string[] = []
  for (let n = 0; n < 7; n++) made.unshift((await store().create(ownerOf(userId), draft({ title: `Number ${n}` }))).id)
  const gone = made.splice(3, 1)[0] ?? ''
  await store().delete(ownerOf(userId), gone)
  const seen: string[] = []
  let page = await store().list(ownerOf(userId), { ...all, limit: 2 })
  for (;;) {
    seen.push(...page.items.map(({ id }) => id))
    if (page.next === null) break
    await store().create(ownerOf(userId), draft({ title: 'Added meanwhile' }))
    page = await store().list(ownerOf(userId), { limit: 2, after: page.next })
  }
  expect(seen).toEqual(made)
})

describe('update', () => {
  test('changes the title, raises the version, and changes no other list', async () => {
    const userId = newUserId()
    const other = await store().create(ownerOf(userId), draft())
    const { id } = await store().create(ownerOf(userId), draft())
    expect(await store().update(ownerOf(userId), id, { changes: { title: 'New' } })).toMatchObject({
      title: 'New',
      version: 2,
    })
    expect(await store().get(ownerOf(userId), other.id)).toEqual(other)
  })

  test('succeeds once if twenty calls change the same version at once', async () => {
    const userId = newUserId()
    const { id } = await store().create(ownerOf(userId), draft())
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        store().update(ownerOf(userId), id, { changes: { title: `Edit ${n}` }, version: 1 }),
      ),
    )
    const refused = results.filter((result) => result.status === 'rejected')
    expect(refused).toHaveLength(19)
    for (const { reason } of refused) expect(reason).toEqual(refusal('STALE_VERSION'))
    expect(await store().get(ownerOf(userId), id)).toMatchObject({ version: 2 })
  })
})

describe('delete and restore', () => {
  test('hide a list from get and update, and bring it back as it was', async () => {
    const userId = newUserId()
    const { id } = await store().create(ownerOf(userId), draft())
    expect((await store().delete(ownerOf(userId), id)).deletedAt).not.toBeNull()
    await expect(store().get(ownerOf(userId), id)).rejects.toEqual(refusal('NOT_FOUND'))
    await expect(store().update(ownerOf(userId), id, { changes: { title: 'x' } })).rejects.toEqual(refusal('NOT_FOUND'))
    expect(await store().restore(ownerOf(userId), id)).toMatchObject({ title: 'Garden', deletedAt: null, version: 3 })
  })

  test('can be repeated without another write', async () => {
    const userId = newUserId()
    const { id } = await store().create(ownerOf(userId), draft())
    expect(await store().delete(ownerOf(userId), id)).toEqual(await store().delete(ownerOf(userId), id))
    expect(await store().restore(ownerOf(userId), id)).toEqual(await store().restore(ownerOf(userId), id))
  })
})

test('an erasure removes every list of the owner, even deleted ones, with what refers to it, and then new ones are refused', async () => {
  const [alice, bob] = [newUserId(), newUserId()]
  const { id: listId } = await store().create(ownerOf(alice), draft())
  await own.database.sections.create(ownerOf(alice), { id: uuidv7(), listId, title: 'Shade' })
  await own.database.tasks.create(ownerOf(alice), { ...task, id: uuidv7(), listId })
  await own.database.preferences.update(ownerOf(alice), { defaultListId: listId })
  await store().delete(ownerOf(alice), (await store().create(ownerOf(alice), draft())).id)
  await store().create(ownerOf(bob), draft())
  expect(await own.database.eraseOwner(alice)).toBe(5)
  await expect(store().create(ownerOf(alice), draft())).rejects.toEqual(refusal('ERASED'))
  expect((await store().list(ownerOf(bob), all)).items).toHaveLength(1)
})

describe('a purge', () => {
  /** Purges what was deleted before a given time. */
  async function purge(owner: OwnerScope, deletedBefore: Date, most = 100): Promise<number> {
    await using connections = connect(own.url)
    return await asAction(connections, owner, (action) => listDomain.purge(action, { deletedBefore, most }))
  }
  const inAnHour = () => new Date(Date.now() + 3_600_000)
  const anHourAgo = () => new Date(Date.now() - 3_600_000)

  test.each([
    ['is kept', 'is not deleted', false, inAnHour],
    ['is kept', 'was deleted later', true, anHourAgo],
    ['is forgotten', 'is removed', true, inAnHour],
  ])('the default list %s if it %s', async (result, _why, isDeleted, deletedBefore) => {
    const owner = ownerOf(newUserId())
    const { id } = await store().create(owner, draft())
    await own.database.preferences.update(owner, { defaultListId: id })
    if (isDeleted) await store().delete(owner, id)
    const isForgotten = result === 'is forgotten'
    expect(await purge(owner, deletedBefore())).toBe(isForgotten ? 1 : 0)
    expect(await own.database.preferences.get(owner)).toMatchObject({ defaultListId: isForgotten ? null : id })
  })

  test('keeps a list of which not everything could be removed at once', async () => {
    const owner = ownerOf(newUserId())
    const { id: listId } = await store().create(owner, draft())
    await own.database.sections.create(owner, { id: uuidv7(), listId, title: 'Shade' })
    await own.database.sections.create(owner, { id: uuidv7(), listId, title: 'Sun' })
    for (let n = 0; n < 3; n++) await own.database.tasks.create(owner, { ...task, id: uuidv7(), listId })
    await store().delete(owner, listId)
    // One section and two tasks stay, then only one task.
    expect(await purge(owner, inAnHour(), 1)).toBe(2)
    expect(await purge(owner, inAnHour(), 1)).toBe(2)
    expect(await store().restore(owner, listId)).toMatchObject({ id: listId })
    await store().delete(owner, listId)
    expect(await purge(owner, inAnHour(), 1)).toBe(2)
    await expect(store().restore(owner, listId)).rejects.toEqual(refusal('NOT_FOUND'))
  })
})

test('an erasure keeps the lists of others even without row-level security', async () => {
  await using unbound = openDatabase(own.adminUrl)
  const [alice, bob] = [newUserId(), newUserId()]
  for (const userId of [alice, bob]) await store().create(ownerOf(userId), draft())
  expect(await unbound.eraseOwner(alice)).toBe(1)
  expect((await store().list(ownerOf(bob), all)).items).toHaveLength(1)
})
