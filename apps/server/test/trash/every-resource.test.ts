import { callerFor, createTestDatabase, newUserId } from '@ownlist/testkit'
import { expect, test } from 'vitest'
import { ownedRows } from '../resources/index.js'

test('a deleted row of any resource is in the trash until it is restored, and apps see only what they may read', async () => {
  await using own = await createTestDatabase()
  for (const [name, rows] of Object.entries(ownedRows)) {
    const userId = newUserId()
    const person = callerFor(own.database, userId)
    const app = callerFor(own.database, userId, ['tasks:read'])
    const ids = async (caller = person) => (await caller.trash.list()).items.map(({ id }) => id)
    // Every resource has these procedures.
    const { delete: remove, restore } = person[name as 'task']
    const { id } = await rows.create(person, 'Something')
    const isForApps = await rows.get(app, id).then(
      () => true,
      () => false,
    )
    await remove({ id })
    expect(await ids(), name).toEqual([id])
    expect(await ids(app), name).toEqual(isForApps ? [id] : [])
    await restore({ id })
    expect(await ids(), name).toEqual([])
  }
})
