// domain: tasks
import { createTestDatabase, execute, type TestDatabase } from '@ownlist/testkit'
import pg from 'pg'
import { describe, expect, inject, test } from 'vitest'
import { databasePromises, startsWith } from './promises.js'
import { isolationWeakenings, tableWeakenings } from './weakenings.js'

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

describe('the API’s database', () => {
  test.each(Object.entries(databasePromises))('%s', async (_name, promise) => {
    await using own = await createTestDatabase()
    await promise(own)
  })

  // As on a sharded database, the API's role may use the tables, and none of their parts.
  test.each(Object.entries(databasePromises))('in eight partitions by owner: %s', async (_name, promise) => {
    await using own = await createTestDatabase({ layout: 'partitioned' })
    await startsWith(own)
    await promise(own)
  })

  test('is one with which the process that serves the API starts', async () => {
    await using own = await createTestDatabase()
    await startsWith(own)
  })
})

// Policies, row-level security, constraints and privileges, as the catalog lists them: a new one is weakened too.
describe.concurrent('whatever protects rows in the database is needed', async () => {
  const { isolation, tables } = await weakenings()
  const cases = [...isolation, ...tables].map(({ object, sql }) => [object, sql] as const)
  test.each(cases)('where %s, a promise is broken', async (_object, sql) => {
    await using own = await createTestDatabase()
    await execute(own.adminUrl, sql)
    expect(await firstBroken(own)).toBeDefined()
  })
  const ofOwner = isolation.filter(({ namesOwner }) => !namesOwner).map(({ object, sql }) => [object, sql] as const)
  test.each(ofOwner)('where %s, the API does not start', async (_object, sql) => {
    await using own = await createTestDatabase()
    await execute(own.adminUrl, sql)
    await expect(startsWith(own)).rejects.toThrow(/row-level security|policy/)
  })
})
