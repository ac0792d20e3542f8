import { openDatabase, ownerOf } from '@ownlist/db'
import { createTestDatabase, newUserId } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'

const nothing = { timeZone: null, language: null, weekStart: null, defaultListId: null }

test('a person has their own preferences, which are null until they are chosen, and again after an erasure', async () => {
  await using own = await createTestDatabase()
  const { preferences, lists, eraseOwner } = own.database
  const [alice, bob] = [ownerOf(newUserId()), ownerOf(newUserId())]
  expect(await preferences.get(alice)).toEqual(nothing)
  const { id } = await lists.create(alice, { id: uuidv7(), title: 'Inbox' })
  const chosen = { timeZone: 'Europe/Berlin', language: 'de', weekStart: 1, defaultListId: id } as const
  expect(await preferences.update(alice, chosen)).toEqual(chosen)
  expect(await preferences.update(alice, { weekStart: null })).toEqual({ ...chosen, weekStart: null })
  expect(await preferences.get(bob)).toEqual(nothing)
  expect(await preferences.update(bob, { language: 'ar' })).toEqual({ ...nothing, language: 'ar' })
  await expect(preferences.update(bob, { defaultListId: id })).rejects.toThrow('There is no such list.')
  expect(await eraseOwner(alice.userId)).toBe(2)
  expect(await preferences.get(alice)).toEqual(nothing)
  await expect(preferences.update(alice, { weekStart: 1 })).rejects.toMatchObject({ code: 'ERASED' })
  expect(await preferences.get(bob)).toEqual({ ...nothing, language: 'ar' })
})

test('a scope that is limited to lists contains neither preferences nor labels', async () => {
  await using own = await createTestDatabase()
  const { preferences, labels, lists } = own.database
  const userId = newUserId()
  const { id } = await lists.create(ownerOf(userId), { id: uuidv7(), title: 'Inbox' })
  await preferences.update(ownerOf(userId), { language: 'ar' })
  const label = await labels.create(ownerOf(userId), { id: uuidv7(), title: 'Errand' })
  const limited = { userId, lists: [id] }
  expect(await preferences.get(limited)).toEqual(nothing)
  expect((await labels.list(limited, { limit: 1, after: null })).items).toEqual([])
  await expect(labels.get(limited, label.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a person reads, changes and erases only their own preferences, by the statements alone', async () => {
  await using own = await createTestDatabase()
  await using unbound = openDatabase(own.adminUrl)
  const { preferences, lists } = unbound
  const [alice, bob] = [ownerOf(newUserId()), ownerOf(newUserId())]
  await preferences.update(alice, { language: 'ar' })
  expect(await preferences.get(bob)).toEqual(nothing)
  expect(await preferences.update(bob, { language: 'de' })).toEqual({ ...nothing, language: 'de' })
  await lists.create(bob, { id: uuidv7(), title: 'Inbox' })
  await expect(preferences.update(bob, { defaultListId: uuidv7() })).rejects.toThrow('There is no such list.')
  await unbound.eraseOwner(bob.userId)
  expect(await preferences.get(bob)).toEqual(nothing)
  expect(await preferences.get(alice)).toEqual({ ...nothing, language: 'ar' })
})
