import { createTestDatabase, execute, newUserId, type TestDatabase } from '@ownlist/testkit'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asAction } from '../src/changes/action.js'
import { type Connections, connect } from '../src/connections.js'
import { eraseOwner, refuseErased } from '../src/erasure.js'
import { ownerOf } from '../src/owner-scope.js'
import { createProbeTable, eraseProbeRows, probeRows } from './probe-table.js'

let own: TestDatabase
let connections: Connections
beforeAll(async () => {
  own = await createTestDatabase()
  await createProbeTable(own)
  connections = connect(own.url)
})
afterAll(async () => {
  await connections[Symbol.asyncDispose]()
  await own[Symbol.asyncDispose]()
})

function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

/** Resolves when a transaction waits for a lock of this kind. */
async function waitForLocks(kind: string): Promise<void> {
  const watcher = new pg.Client({ connectionString: own.adminUrl })
  await watcher.connect()
  const waiting = `select 1 from ${own.activity} where wait_event = $1 and datname = current_database()`
  await expect.poll(async () => (await watcher.query(waiting, [kind])).rowCount).toBe(1)
  await watcher.end()
}

const erase = (userId: string) => eraseOwner(connections, ownerOf(userId), [eraseProbeRows])

test('an erasure removes every row of its user and no row of another user', async () => {
  const [alice, bob] = [newUserId(), newUserId()]
  for (const userId of [alice, alice, bob]) await probeRows(connections, userId).add('Water the plants')
  expect(await erase(alice)).toBe(2)
  expect(await erase(alice)).toBe(0)
  expect(await probeRows(connections, bob).titles()).toHaveLength(1)
})

describe('a user who was erased', () => {
  test('cannot create rows for ten minutes, and other users still can', async () => {
    const [erased, other] = [newUserId(), newUserId()]
    await erase(erased)
    await expect(probeRows(connections, erased).add('x')).rejects.toMatchObject({ code: 'ERASED' })
    await probeRows(connections, other).add('x')
    await execute(own.adminUrl, [`update erasure set until = now() where user_id = '${erased}'`])
    expect(await probeRows(connections, erased).add('x')).toBe(1)
  })

  test('is refused for ten minutes after the last erasure', async () => {
    const userId = newUserId()
    const left = async () => {
      const admin = new pg.Client({ connectionString: own.adminUrl })
      await admin.connect()
      const sql = 'select extract(epoch from until - now())::float8 as seconds from erasure where user_id = $1'
      const { rows } = await admin.query<{ seconds: number }>(sql, [userId]).finally(() => admin.end())
      return rows[0]?.seconds
    }
    await erase(userId)
    expect(await left()).toBeGreaterThan(540)
    expect(await left()).toBeLessThan(610)
    await execute(own.adminUrl, [`update erasure set until = now() where user_id = '${userId}'`])
    await erase(userId)
    expect(await left()).toBeGreaterThan(540)
  })

  test('keeps no row of a transaction that was still open when the erasure began', async () => {
    const userId = newUserId()
    const [written, mayCommit] = [gate(), gate()]
    const writing = asAction(connections, ownerOf(userId), async (action) => {
      await refuseErased(action)
      await action.db.$executeRaw`insert into probe values (${userId}, gen_random_uuid(), 'Late')`
      written.open()
      await mayCommit.opened
    })
    await written.opened
    const erasing = erase(userId)
    await waitForLocks('transactionid')
    mayCommit.open()
    await writing
    expect(await erasing).toBe(1)
  })

  test('creates no row in a transaction that started before the erasure was committed', async () => {
    const userId = newUserId()
    const [erased, mayCommit] = [gate(), gate()]
    const erasing = eraseOwner(connections, ownerOf(userId), [
      async () => {
        erased.open()
        await mayCommit.opened
        return 0
      },
    ])
    await erased.opened
    const writing = probeRows(connections, userId).add('Late')
    await waitForLocks('transactionid')
    mayCommit.open()
    await erasing
    await expect(writing).rejects.toMatchObject({ code: 'ERASED' })
  })

  test('leaves none of the rows that are written during the erasure', async () => {
    for (let round = 0; round < 10; round++) {
      const userId = newUserId()
      const writes = Array.from({ length: 12 }, () => probeRows(connections, userId).add('x'))
      const erasing = erase(userId)
      await Promise.allSettled(writes)
      await erasing
      expect(await probeRows(connections, userId).titles()).toEqual([])
    }
  })
})
