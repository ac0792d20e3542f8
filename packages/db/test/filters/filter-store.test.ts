import { ownerOf } from '@ownlist/db'
import { createTestDatabase, newUserId } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'

const draft = () => ({ id: uuidv7(), title: 'At home', query: 'today & label:home' })
const all = { limit: 50, after: null } as const

test('a filter is saved once, listed, changed, deleted and restored; a stale version is refused', async () => {
  await using own = await createTestDatabase()
  const { filters } = own.database
  const [owner, first] = [ownerOf(newUserId()), draft()]
  const created = await filters.create(owner, first)
  expect(created).toMatchObject({ ...first, version: 1, deletedAt: null })
  expect(await filters.create(owner, first)).toEqual(created)
  for (const other of [{ title: 'Other' }, { query: 'overdue' }, { position: 'a1' }])
    await expect(filters.create(owner, { ...first, ...other })).rejects.toMatchObject({ code: 'ID_TAKEN' })
  const newer = await filters.create(owner, { ...draft(), position: 'a0' })
  expect(newer.position).toBe('a0')
  expect(created.position < (await filters.create(owner, draft())).position).toBe(true)
  const { next } = await filters.list(owner, { ...all, limit: 2 })
  expect((await filters.list(owner, { ...all, after: next })).items).toEqual([created])

  const changed = await filters.update(owner, first.id, { changes: { query: 'overdue' }, version: 1 })
  expect(changed).toMatchObject({ title: 'At home', query: 'overdue', version: 2 })
  const stale = filters.update(owner, first.id, { changes: { title: 'x' }, version: 1 })
  await expect(stale).rejects.toMatchObject({ code: 'STALE_VERSION' })
  const deleted = await filters.delete(owner, first.id)
  expect(await filters.delete(owner, first.id)).toEqual(deleted)
  await expect(filters.get(owner, first.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await filters.restore(owner, first.id)).toMatchObject({ query: 'overdue', version: 4 })
  const limited = { ...owner, lists: [uuidv7()] }
  expect((await filters.list(limited, all)).items).toEqual([])
  await expect(filters.restore(limited, first.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
