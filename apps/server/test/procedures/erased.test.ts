import { callerFor, createTestDatabase, execute, newUserId } from '@ownlist/testkit'
import { expect, test } from 'vitest'
import { ownedRows } from '../resources/index.js'

test('an erased user can create no row of any resource, and another user can', async () => {
  await using own = await createTestDatabase()
  const [erased, other] = [callerFor(own.database, newUserId()), callerFor(own.database, newUserId())]
  for (const [name, rows] of Object.entries(ownedRows)) {
    await rows.create(erased, 'Before')
    await erased.account.erase()
    await expect(rows.create(erased, 'After'), name).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await rows.create(other, 'Another')
    await execute(own.adminUrl, ['update erasure set until = now()'])
  }
})
