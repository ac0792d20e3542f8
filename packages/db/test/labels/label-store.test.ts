import { ownerOf } from '@ownlist/db'
import { createTestDatabase, newUserId, type TestDatabase } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let own: TestDatabase
beforeAll(async () => {
  own = await createTestDatabase()
})
afterAll(() => own[Symbol.asyncDispose]())

const store = () => own.database.labels
const draft = () => ({ id: uuidv7(), title: 'Errand' })
const all = { limit: 50, after: null } as const
const task = { title: 'Buy milk', notes: '', priority: 'none', dueOn: null, completedAt: null, listId: null } as const

describe('a label', () => {
  test('is created once, with a colour or none, and comes after all earlier ones', async () => {
    const owner = ownerOf(newUserId())
    const [first, second] = [draft(), { ...draft(), color: 'green' as const, position: 'a0' }]
    const created = await store().create(owner, first)
    expect(created).toMatchObject({ title: 'Errand', color: null, version: 1, deletedAt: null })
    expect(await store().create(owner, first)).toEqual(created)
    expect(await store().get(owner, first.id)).toEqual(created)
    for (const other of [{ title: 'Other' }, { color: 'red' as const }, { position: 'a1' }]) {
      await expect(store().create(owner, { ...first, ...other })).rejects.toMatchObject({ code: 'ID_TAKEN' })
    }
    expect(await store().create(owner, second)).toMatchObject({ color: 'green', position: 'a0' })
    expect(created.position < (await store().create(owner, draft())).position).toBe(true)
  })

  test('is listed, changed, deleted and restored; a stale version is refused', async () => {
    const owner = ownerOf(newUserId())
    const { id } = await store().create(owner, draft())
    const newer = await store().create(owner, draft())
    const { next } = await store().list(owner, { ...all, limit: 1 })
    expect((await store().list(owner, all)).items.map((label) => label.id)).toEqual([newer.id, id])
    expect((await store().list(owner, { ...all, after: next })).items.map((label) => label.id)).toEqual([id])
    expect(await store().update(owner, id, { changes: { color: 'blue' }, version: 1 })).toMatchObject({ version: 2 })
    await expect(store().update(owner, id, { changes: { title: 'x' }, version: 1 })).rejects.toMatchObject({
      code: 'STALE_VERSION',
    })
    const deleted = await store().delete(owner, id)
    expect(await store().delete(owner, id)).toEqual(deleted)
    await expect(store().get(owner, id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await store().restore(owner, id)).toMatchObject({ title: 'Errand', color: 'blue', version: 4 })
  })

  test('stays on its tasks while it is deleted, and a label that does not exist cannot be put on a task', async () => {
    const owner = ownerOf(newUserId())
    const { tasks } = own.database
    const label = await store().create(owner, draft())
    const { id } = await tasks.create(owner, { ...task, id: uuidv7(), labelIds: [label.id] })
    await store().delete(owner, label.id)
    const unknown = uuidv7()
    expect(await tasks.update(owner, id, { changes: { labelIds: [label.id], dueTime: '09:00' } })).toMatchObject({
      labelIds: [label.id],
    })
    for (const labelIds of [[unknown], [label.id, unknown]]) {
      await expect(tasks.update(owner, id, { changes: { labelIds } })).rejects.toThrow('There is no such label.')
      await expect(tasks.create(owner, { ...task, id: uuidv7(), labelIds })).rejects.toThrow('There is no such label.')
    }
    const hers = await store().create(ownerOf(newUserId()), draft())
    await expect(tasks.update(owner, id, { changes: { labelIds: [hers.id] } })).rejects.toThrow('no such label')
    expect(await tasks.get(owner, id)).toMatchObject({ labelIds: [label.id], version: 2 })
  })
})
