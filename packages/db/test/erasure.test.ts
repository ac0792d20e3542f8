import { createTestDatabase, execute, newUserId, type TestDatabase } from '@ownlist/testkit'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eraseOwner } from '../src/erasure.js'
import type { PrismaClient } from '../src/generated/client.js'
import { connectPrisma } from '../src/prisma.js'
import { createProbeTable, eraseProbeRows, probeRows } from './probe-table.js'

let own: TestDatabase
let prisma: PrismaClient
beforeAll(async () => {
  own = await createTestDatabase()
  await createProbeTable(own)
  prisma = connectPrisma(own.url)
})
afterAll(async () => {
  await prisma.$disconnect()
  await own[Symbol.asyncDispose]()
})

const erase = (userId: string) => eraseOwner(prisma, userId, [eraseProbeRows])

test('an erasure removes every row of its user and no row of another user', async () => {
  const [alice, bob] = [newUserId(), newUserId()]
  for (const userId of [alice, alice, bob]) await probeRows(prisma, userId).add('Water the plants')
  expect(await erase(alice)).toBe(2)
  expect(await erase(alice)).toBe(0)
  expect(await probeRows(prisma, bob).titles()).toHaveLength(1)
})

describe('a user who was erased', () => {
  test('cannot create rows for ten minutes, and other users still can', async () => {
    const [erased, other] = [newUserId(), newUserId()]
    await erase(erased)
    await expect(probeRows(prisma, erased).add('x')).rejects.toMatchObject({ code: 'ERASED' })
    await probeRows(prisma, other).add('x')
    await execute(own.adminUrl, [`update erasure set until = now() where user_id = '${erased}'`])
    expect(await probeRows(prisma, erased).add('x')).toBe(1)
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
    const writer = new pg.Client({ connectionString: own.url })
    await writer.connect()
    await writer.query('begin')
    await writer.query("select set_config('app.user_id', $1, true)", [userId])
    await writer.query("insert into probe values ($1, gen_random_uuid(), 'Late')", [userId])
    const erasing = erase(userId)
    const waiting = "select from pg_stat_activity where wait_event = 'advisory' and datname = current_database()"
    const watcher = new pg.Client({ connectionString: own.adminUrl })
    await watcher.connect()
    await expect.poll(async () => (await watcher.query(waiting)).rowCount).toBe(1)
    await writer.query('commit')
    await Promise.all([writer.end(), watcher.end()])
    expect(await erasing).toBe(1)
  })

  test('keeps no row that is written during the erasure', async () => {
    for (let round = 0; round < 10; round++) {
      const userId = newUserId()
      const writes = Array.from({ length: 12 }, () => probeRows(prisma, userId).add('x'))
      const erasing = erase(userId)
      await Promise.allSettled(writes)
      await erasing
      expect(await probeRows(prisma, userId).titles()).toEqual([])
    }
  })
})
