import { type NewTask, ownerOf } from '@ownlist/db'
import { createTestDatabase, newUserId } from '@ownlist/testkit'
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
