import { ownerOf } from '@ownlist/db'
import { createTestDatabase, newUserId } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { connect } from '../../src/connections.js'
import { asOwner } from '../../src/owner-scope.js'

test('row-level security alone shows only the lists of a scope, whatever the statement is', async () => {
  await using own = await createTestDatabase()
  await using connections = connect(own.url)
  const [userId, ids] = [newUserId(), [uuidv7(), uuidv7(), uuidv7()]]
  for (const id of ids) await own.database.lists.create(ownerOf(userId), { id, title: 'Garden' })
  const seen = async (lists: string[] | null) =>
    (await asOwner(connections, { userId, lists }, ({ db }) => db.list.findMany({ orderBy: { id: 'asc' } }))).map(
      ({ id }) => id,
    )
  expect(await seen(null)).toEqual(ids)
  expect(await seen(ids.slice(1))).toEqual(ids.slice(1))
  expect(await seen([])).toEqual([])
})
