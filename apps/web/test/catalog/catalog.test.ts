import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAuthDatabase } from '../auth-database'
import { authPromises } from './promises'

// What the catalog of the auth database lists is dropped in a transaction that is rolled back, and a promise must be broken.
// Primary keys are left out: every id is random. Columns that must not be empty are Better Auth's own.

let client: pg.Client
beforeAll(async () => {
  client = await connect()
})
afterAll(() => client.end())

async function connect(): Promise<pg.Client> {
  const connected = new pg.Client({ connectionString: await createAuthDatabase() })
  await connected.connect()
  return connected
}

/** Triggers, foreign keys and unique indexes, with the statement that drops each. */
const droppable = `
  select format('trigger %s', tgname) as object, format('drop trigger %I on %s', tgname, tgrelid::regclass) as sql
  from pg_trigger where not tgisinternal
  union all
  select format('foreign key %s', conname), format('alter table %s drop constraint %I', conrelid::regclass, conname)
  from pg_constraint where contype = 'f'
  union all
  select format('unique index %s', indexrelid::regclass), format('drop index %s', indexrelid::regclass)
  from pg_index join pg_class on pg_class.oid = indrelid
  where indisunique and not indisprimary and relnamespace = 'public'::regnamespace
  order by 1`

/** Tokens that are signed while a session or an account ends are revoked as well. */
const functionWeakenings = [
  ['session', 'session_id'],
  ['subject', 'subject'],
].map(
  ([name, column]) =>
    [
      `function revoke_${name}: from a moment that lies ahead`,
      `create or replace function revoke_${name}() returns trigger language plpgsql as $$ begin
        insert into revocation (${column}, not_before) values (old.id, clock_timestamp());
        return null;
      end $$`,
    ] as const,
)

async function weakenings(): Promise<readonly (readonly [object: string, sql: string])[]> {
  const reader = await connect()
  try {
    const { rows } = await reader.query<{ object: string; sql: string }>(droppable)
    return [...rows.map(({ object, sql }) => [object, sql] as const), ...functionWeakenings]
  } finally {
    await reader.end()
  }
}

/** Runs `work` in a transaction that is rolled back. */
async function undone<T>(work: () => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    return await work()
  } finally {
    await client.query('rollback')
  }
}

describe('in the auth database', () => {
  test.each(Object.entries(authPromises))('%s', async (_name, promise) => {
    await undone(() => promise(client))
  })
})

describe('whatever keeps these promises is needed', async () => {
  test.each(await weakenings())('without %s, a promise is broken', async (_object, sql) => {
    const broken: string[] = []
    for (const [name, promise] of Object.entries(authPromises)) {
      await undone(async () => {
        await client.query(sql)
        await promise(client).catch(() => broken.push(name))
      })
    }
    expect(broken).not.toEqual([])
  })
})
