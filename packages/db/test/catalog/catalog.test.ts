// domain: tasks
import { createTestDatabase, execute, type TestDatabase } from '@ownlist/testkit'
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

/** @returns the first promise that does not hold; undefined if all do */
async function firstBroken(own: TestDatabase): Promise<string | undefined> {
  for (const [name, promise] of Object.entries(databasePromises)) {
    try {
      await promise(own)
    } catch {
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

  // As on a sharded database, the API's role may use the tables, and none of their parts.
  test.each(Object.entries(databasePromises))('%s', async (_name, promise) => {
    await promise(own)
  })

  test('is one with which the process that serves the API starts', () => startsWith(own))
})

// Policies, row-level security, constraints and privileges, as the catalog lists them: a new one is weakened too.
describe('whatever protects rows in the database is needed', async () => {
  const { isolation, tables } = await weakenings()
  let shared: TestDatabase
  beforeAll(async () => {
    shared = await createTestDatabase()
  })
  afterAll(async () => {
    // Every weakening has been taken back. Otherwise a case might have noticed that of another one.
    expect(await firstBroken(shared)).toBeUndefined()
    await startsWith(shared)
    await shared[Symbol.asyncDispose]()
  })

  /** Gives `notice` a database in which one thing is weaker. */
  async function weakened({ sql, undo }: Weakening, notice: (own: TestDatabase) => Promise<void>): Promise<void> {
    if (undo === null) {
      await using own = await createTestDatabase()
      await execute(own.adminUrl, sql)
      return await notice(own)
    }
    await execute(shared.adminUrl, sql)
    await notice(shared).finally(() => execute(shared.adminUrl, [undo]))
  }

  test.each([...isolation, ...tables])('where $object, a promise is broken', (weakening) =>
    weakened(weakening, async (own) => expect(await firstBroken(own)).toBeDefined()),
  )

  test.each(isolation.filter(({ namesOwner }) => !namesOwner))('where $object, the API does not start', (weakening) =>
    weakened(weakening, (own) => expect(startsWith(own)).rejects.toThrow(/row-level security|policy/)),
  )
})
