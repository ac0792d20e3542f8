import { createTestDatabase, execute, newUserId, type TestDatabase } from '@ownlist/testkit'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

// The tables with owners are read from the database itself, so that a new one cannot be forgotten here.

let own: TestDatabase
let superuser: pg.Client
beforeAll(async () => {
  own = await createTestDatabase()
  superuser = new pg.Client({ connectionString: own.adminUrl })
  await superuser.connect()
})
afterAll(async () => {
  await superuser.end()
  await own[Symbol.asyncDispose]()
})

interface OwnedTable {
  readonly name: string
  readonly enabled: boolean
  readonly forced: boolean
  /** The first column of the primary key. */
  readonly key: string | null
  readonly policies: readonly { readonly permissive: boolean; readonly using: string; readonly check: string }[]
  readonly triggers: number
}

/** Every table with an owner, except `erasure`, which records erasures, and `change_counter`, which only counts. */
async function ownedTables(): Promise<OwnedTable[]> {
  const { rows } = await superuser.query<OwnedTable>(`
    select relname as name, relrowsecurity as enabled, relforcerowsecurity as forced,
      (select attname from pg_index join pg_attribute a on a.attrelid = c.oid and a.attnum = indkey[0]
        where indrelid = c.oid and indisprimary) as key,
      array(select json_build_object('permissive', polpermissive, 'using', pg_get_expr(polqual, polrelid),
        'check', pg_get_expr(polwithcheck, polrelid)) from pg_policy where polrelid = c.oid and polname <> 'due_background') as policies,
      (select count(*)::int from pg_trigger where tgrelid = c.oid and not tgisinternal) as triggers
    from pg_class c join pg_attribute on attrelid = c.oid
    where attname = 'user_id' and relkind in ('r', 'p') and relname not in ('erasure', 'change_counter') order by relname`)
  return rows
}

const owner = "(user_id = NULLIF(current_setting('app.user_id'::text, true), ''::text))"

describe('every table with an owner', () => {
  test('has forced row-level security with one policy, whose first condition names the owner', async () => {
    for (const { name, enabled, forced, policies } of await ownedTables()) {
      expect({ enabled, forced }, name).toEqual({ enabled: true, forced: true })
      expect(policies, name).toEqual([{ permissive: true, using: expect.anything(), check: policies[0]?.using }])
      const [{ using } = { using: '' }] = policies
      expect(using === owner || using.startsWith(`(${owner} AND`), using).toBe(true)
    }
  })

  // Citus accepts neither of them.
  test('has neither a trigger, nor a sub-select in its policy', async () => {
    for (const { name, policies, triggers } of await ownedTables()) {
      expect(triggers, name).toBe(0)
      expect(JSON.stringify(policies), name).not.toMatch(/select/i)
    }
  })

  test('has a key that starts with the owner', async () => {
    for (const { name, key } of await ownedTables()) expect(key, name).toBe('user_id')
  })

  test('has no rows of an owner after an erasure', async () => {
    const tables = (await ownedTables()).map(({ name }) => name)
    await execute(own.adminUrl, [
      'create table emptied (name text)',
      `create function record_delete() returns trigger language plpgsql security definer set search_path = public as
        $$ begin insert into emptied values (tg_table_name); return null; end $$`,
      ...tables.map(
        (name) => `create trigger record_delete before delete on "${name}" execute function record_delete()`,
      ),
    ])
    await own.database.eraseOwner(newUserId())
    const { rows } = await superuser.query<{ name: string }>('select distinct name from emptied order by name')
    expect(rows.map(({ name }) => name)).toEqual(tables)
  })
})

test('a table without any of this fails these checks', async () => {
  await using other = await createTestDatabase()
  await execute(other.ownerUrl, ['create table careless (id uuid primary key, user_id text)'])
  const [mine, client] = [superuser, new pg.Client({ connectionString: other.adminUrl })]
  await client.connect()
  superuser = client
  try {
    expect((await ownedTables()).find(({ name }) => name === 'careless')).toEqual({
      name: 'careless',
      enabled: false,
      forced: false,
      key: 'id',
      policies: [],
      triggers: 0,
    })
  } finally {
    superuser = mine
    await client.end()
  }
})
