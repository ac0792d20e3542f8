import { ownerOf } from '@ownlist/db'
import { createTestDatabase, newUserId, type TestDatabase } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let own: TestDatabase
beforeAll(async () => {
  own = await createTestDatabase()
})
afterAll(() => own[Symbol.asyncDispose]())

const store = () => own.database.sections
const all = { limit: 50, after: null } as const
const task = { title: 'Water the ferns', notes: '', priority: 'none', dueOn: null, completedAt: null } as const

/** A person with a list. */
async function newScene() {
  const owner = ownerOf(newUserId())
  const { id: listId } = await own.database.lists.create(owner, { id: uuidv7(), title: 'Garden' })
  const draft = () => ({ id: uuidv7(), listId, title: 'In the shade' })
  return { owner, listId, draft }
}

describe('a section', () => {
  test('is created once in a list, and comes after all earlier ones', async () => {
    const { owner, draft } = await newScene()
    const first = draft()
    const created = await store().create(owner, first)
    expect(created).toMatchObject({ ...first, version: 1, deletedAt: null })
    expect(await store().create(owner, first)).toEqual(created)
    expect(await store().get(owner, first.id)).toEqual(created)
    await expect(store().create(owner, { ...first, title: 'Other' })).rejects.toMatchObject({ code: 'ID_TAKEN' })
    expect(await store().create(owner, { ...draft(), position: 'a0' })).toMatchObject({ position: 'a0' })
    expect(created.position < (await store().create(owner, draft())).position).toBe(true)
    await expect(store().create(owner, { ...draft(), listId: uuidv7() })).rejects.toThrow('There is no such list.')
  })

  test('is listed, changed, deleted and restored; a stale version is refused', async () => {
    const { owner, listId, draft } = await newScene()
    const { id } = await store().create(owner, draft())
    const newer = await store().create(owner, draft())
    const other = await own.database.lists.create(owner, { id: uuidv7(), title: 'House' })
    const { next } = await store().list(owner, { ...all, listId, limit: 1 })
    expect((await store().list(owner, { ...all, listId })).items.map((one) => one.id)).toEqual([newer.id, id])
    expect((await store().list(owner, { ...all, after: next })).items.map((one) => one.id)).toEqual([id])
    expect((await store().list(owner, { ...all, listId: other.id })).items).toEqual([])
    expect(await store().update(owner, id, { changes: { position: 'a0' }, version: 1 })).toMatchObject({ version: 2 })
    await expect(store().update(owner, id, { changes: { title: 'x' }, version: 1 })).rejects.toMatchObject({
      code: 'STALE_VERSION',
    })
    const deleted = await store().delete(owner, id)
    expect(await store().delete(owner, id)).toEqual(deleted)
    await expect(store().get(owner, id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await store().restore(owner, id)).toMatchObject({ title: 'In the shade', position: 'a0', version: 4 })
  })

  test('of a deleted list counts as deleted, and is restored with the list', async () => {
    const { owner, listId, draft } = await newScene()
    const { id } = await store().create(owner, draft())
    await own.database.lists.delete(owner, listId)
    expect((await store().list(owner, all)).items).toEqual([])
    await expect(store().get(owner, id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(store().update(owner, id, { changes: { title: 'x' } })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await own.database.lists.restore(owner, listId)
    expect(await store().get(owner, id)).toMatchObject({ version: 1 })
  })
})

test('a task that outlives its section is in none afterwards', async () => {
  const { owner, listId, draft } = await newScene()
  const section = await store().create(owner, draft())
  const { id } = await own.database.tasks.create(owner, { ...task, id: uuidv7(), listId, sectionId: section.id })
  await store().delete(owner, section.id)
  expect(await own.database.trash.empty(owner)).toEqual({ removed: 1, more: false })
  expect(await own.database.tasks.get(owner, id)).toMatchObject({ listId, sectionId: null })
})

describe('a task', () => {
  test('is in a section of its list only, and in none after it moved to another list', async () => {
    const { owner, listId, draft } = await newScene()
    const { tasks, lists } = own.database
    const section = await store().create(owner, draft())
    const other = await lists.create(owner, { id: uuidv7(), title: 'House' })
    const { id } = await tasks.create(owner, { ...task, id: uuidv7(), listId, sectionId: section.id })
    for (const place of [{ listId: other.id }, { listId: null }]) {
      const elsewhere = { ...task, ...place, id: uuidv7(), sectionId: section.id }
      await expect(tasks.create(owner, elsewhere)).rejects.toThrow('There is no such section in this list.')
      const moved = { changes: { ...place, sectionId: section.id } }
      await expect(tasks.update(owner, id, moved)).rejects.toThrow('There is no such section in this list.')
    }
    expect(await tasks.get(owner, id)).toMatchObject({ sectionId: section.id, version: 1 })
    expect(await tasks.update(owner, id, { changes: { listId, title: 'x' } })).toMatchObject({ sectionId: section.id })
    expect(await tasks.update(owner, id, { changes: { listId: other.id } })).toMatchObject({ sectionId: null })
  })

  test('keeps its section while that is deleted, and is listed as a task without a section', async () => {
    const { owner, listId, draft } = await newScene()
    const { tasks } = own.database
    const section = await store().create(owner, draft())
    const { id } = await tasks.create(owner, { ...task, id: uuidv7(), listId, sectionId: section.id })
    const inSection = async (sectionId: string | null) =>
      (await tasks.list(owner, { ...all, status: 'all', search: '', sectionId })).items.map((one) => one.id)
    expect([await inSection(section.id), await inSection(null)]).toEqual([[id], []])
    await store().delete(owner, section.id)
    expect(await tasks.get(owner, id)).toMatchObject({ sectionId: section.id })
    expect(await inSection(null)).toEqual([id])
    await expect(tasks.update(owner, id, { changes: { sectionId: section.id } })).rejects.toThrow('no such section')
    await store().restore(owner, section.id)
    expect([await inSection(section.id), await inSection(null)]).toEqual([[id], []])
  })
})
