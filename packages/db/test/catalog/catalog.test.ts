// domain: tasks
import { createTestDatabase, execute, type TestDatabase } from '@ownlist/testkit'
import pg from 'pg'
import { describe, expect, inject, test } from 'vitest'
import { databasePromises } from './promises.js'
import { tableWeakenings, type Weakening } from './weakenings.js'

/** Weaker versions of the functions that triggers run. */
const functionWeakenings: readonly Weakening[] = [
  {
    object: 'function refuse_erased: takes no lock',
    sql: [
      `create or replace function refuse_erased() returns trigger language plpgsql as $$ begin
        if exists (select from erasure where user_id = new.user_id and until > clock_timestamp()) then
          raise exception 'erased' using errcode = 'OWERA';
        end if;
        return new;
      end $$`,
    ],
  },
  {
    object: 'function refuse_erased: refuses nobody',
    sql: [
      `create or replace function refuse_erased() returns trigger language plpgsql as $$ begin
        perform pg_advisory_xact_lock_shared(hashtextextended(new.user_id, 0));
        return new;
      end $$`,
    ],
  },
]

/** Reads the catalog of a copy of the migrated database. */
async function weakenings(): Promise<readonly Weakening[]> {
  await using own = await createTestDatabase()
  const client = new pg.Client({ connectionString: own.adminUrl })
  await client.connect()
  try {
    const apiRole = new URL(inject('testPostgres').template.DATABASE_URL).username
    return [...(await tableWeakenings(client, apiRole)), ...functionWeakenings]
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
})

// Policies, row-level security, triggers, constraints and privileges come from the catalog, so a new one is weakened too.
describe.concurrent('every object that protects rows in the database is necessary', async () => {
  const cases = (await weakenings()).map(({ object, sql }) => [object, sql] as const)
  test.each(cases)('without %s, a promise is broken', async (_object, sql) => {
    await using own = await createTestDatabase()
    await execute(own.adminUrl, sql)
    expect(await firstBroken(own)).toBeDefined()
  })
})
