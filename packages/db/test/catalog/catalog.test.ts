// domain: tasks
import { createTestDatabase, type TestDatabase } from '@ownlist/testkit'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { databasePromises, startsWith } from './promises.js'
import { isolationWeakenings, tableWeakenings, type Weakening } from './weakenings.js'

/** Reads the catalog of a copy of the migrated database. */
async function weakenings() {
  await using own = await createTestDatabase()
  const client = new pg.Client({ connectionString: own.adminUrl })
  await client.connect()
  try {
    const apiRole = new URL(inject('testPostgres').template.DATABASE_URL).username
    return { isolation: await isolationWeakenings(client), tables: await tableWeakenings(client, apiRole) }
  } finally {
    await client.end()
  }
}

/** The promises. The one that was broken last comes first, because the next weakening is probably of the same kind. */
const promises = Object.entries(databasePromises)

/** @returns a promise that does not hold; undefined if all hold */
async function brokenPromise(own: TestDatabase): Promise<string | undefined> {
  for (const [index, [name, promise]] of promises.entries()) {
    try {
      await promise(own)
    } catch {
      promises.unshift(...promises.splice(index, 1))
      return name
    }
  }
  return undefined
}

describe.each(['whole', 'partitioned'] as const)('the API’s database, with tables that are %s,', (layout) => {
  let own: TestDatabase
  beforeAll(async () => {
    own = await createTestDatabase({ layout })
  })
  afterAll(() => own[Symbol.asyncDispose]())

  // As on a sharded database, the API's role may use the tables, but not their partitions.
  test.each(Object.entries(databasePromises))('%s', async (_name, promise) => {
    await promise(own)
  })

  test('is accepted by the start-up check of the API', () => startsWith(own))
})

// Policies, row-level security, constraints and privileges, as the catalog lists them: a new one is weakened too.
describe('everything that protects rows in the database is necessary', async () => {
  const { isolation, tables } = await weakenings()
  let own: TestDatabase
  let admin: pg.Client
  beforeAll(async () => {
    own = await createTestDatabase()
    admin = new pg.Client({ connectionString: own.adminUrl })
    await admin.connect()
  })
  afterAll(async () => {
    await admin.end()
    // Every weakening has been reverted. Otherwise, a case might have noticed the weakening of another one.
    expect(await brokenPromise(own)).toBeUndefined()
    await startsWith(own)
    await own[Symbol.asyncDispose]()
  })

  /** Calls `notice` while one thing in the database is weaker. */
  async function weakened({ sql, undo }: Weakening, notice: () => Promise<void>): Promise<void> {
    await admin.query(sql)
    await notice().finally(() => admin.query(undo))
  }

  // One broken promise is enough.
  test.each([...isolation, ...tables])('when $object, a promise is broken', (weakening) =>
    weakened(weakening, async () => expect(await brokenPromise(own)).toBeDefined()),
  )

  test.each(isolation.filter(({ namesOwner }) => !namesOwner))('when $object, the API does not start', (weakening) =>
    weakened(weakening, () => expect(startsWith(own)).rejects.toThrow(/row-level security|policy/)),
  )
})
