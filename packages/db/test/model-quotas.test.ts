// domain: tasks
import { openDatabase, ownerOf } from '@ownlist/db'
import { createTestDatabase, newUserId } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'

const fields = { title: 'A task', notes: '', priority: 'none', dueOn: null, completedAt: null, listId: null } as const
const full = (limit: string) =>
  expect.objectContaining({ code: 'QUOTA_EXCEEDED', message: expect.stringContaining(`its limit of ${limit}. Delete`) })

test('the quotas limit the sections, labels, filters and tasks of a user, whichever call creates them', async () => {
  await using own = await createTestDatabase()
  await using database = openDatabase(own.url, {
    sections: { rows: 2 },
    labels: { rows: 2 },
    filters: { rows: 2 },
    tasks: { rows: 3 },
  })
  const { tasks, lists, sections, labels, filters } = database
  const [ada, bob] = [ownerOf(newUserId()), ownerOf(newUserId())]
  const { id: listId } = await lists.create(ada, { id: uuidv7(), title: 'Garden' })
  const section = () => ({ id: uuidv7(), listId, title: 'Shade' })
  const label = () => ({ id: uuidv7(), title: 'Home' })
  const filter = () => ({ id: uuidv7(), title: 'Home', query: 'label:home' })
  for (let n = 0; n < 2; n++) {
    await sections.create(ada, section())
    await labels.create(ada, label())
    await filters.create(ada, filter())
  }
  await expect(sections.create(ada, section())).rejects.toEqual(full('2 sections'))
  await expect(labels.create(ada, label())).rejects.toEqual(full('2 labels'))
  await expect(filters.create(ada, filter())).rejects.toEqual(full('2 filters'))
  await labels.create(bob, label())

  const many = (count: number) => Array.from({ length: count }, () => ({ ...fields, id: uuidv7() }))
  await expect(tasks.createMany(ada, many(4))).rejects.toEqual(full('3 tasks'))
  const three = [{ ...fields, id: uuidv7(), dueOn: '2026-11-23', recurrence: 'FREQ=DAILY' }, ...many(2)]
  expect(await tasks.createMany(ada, three)).toHaveLength(3)
  expect(await tasks.createMany(ada, three)).toHaveLength(3)
  await expect(tasks.createMany(ada, many(1))).rejects.toEqual(full('3 tasks'))
  // There is no room for the next occurrence, so the task is not completed either.
  const [repeating, other] = three.map(({ id }) => id) as [string, string]
  const completed = { changes: { completedAt: '2026-11-23T09:00:00.000Z' } }
  await expect(tasks.update(ada, repeating, completed)).rejects.toEqual(full('3 tasks'))
  expect(await tasks.get(ada, repeating)).toMatchObject({ completedAt: null, version: 1 })
  expect(await tasks.update(ada, other, completed)).toMatchObject({ version: 2 })
  expect(await tasks.createMany(bob, many(3))).toHaveLength(3)
})
