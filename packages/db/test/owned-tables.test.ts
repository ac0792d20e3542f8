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
  /** The permissive policies, for every role and command: which rows they show, and which they accept. */
  readonly policies: readonly { readonly using: string; readonly check: string }[]
  readonly refusesErased: boolean
}

/** Every table with an owner, except `erasure`, which records erasures. */
async function ownedTables(): Promise<OwnedTable[]> {
  const { rows } = await superuser.query<OwnedTable>(`
    select relname as name, relrowsecurity as enabled, relforcerowsecurity as forced,
      (select attname from pg_index join pg_attribute a on a.attrelid = c.oid and a.attnum = indkey[0]
        where indrelid = c.oid and indisprimary) as key,
      array(select json_build_object('using', pg_get_expr(polqual, polrelid), 'check', pg_get_expr(polwithcheck, polrelid))
        from pg_policy where polrelid = c.oid and polpermissive) as policies,
      exists (select from pg_trigger where tgrelid = c.oid and tgenabled = 'O'
        and tgfoid = 'refuse_erased'::regproc and tgtype & 7 = 7) as "refusesErased"
    from pg_class c join pg_attribute on attrelid = c.oid
    where attname = 'user_id' and relkind in ('r', 'p') and relname <> 'erasure' order by relname`)
  return rows
}

const owner = "(user_id = ( SELECT NULLIF(current_setting('app.user_id'::text, true), ''::text) AS \"nullif\"))"

describe('every table with an owner', () => {
  test('has forced row-level security, and its only permissive policy is the owner’s', async () => {
    for (const { name, enabled, forced, policies } of await ownedTables()) {
      expect({ enabled, forced }, name).toEqual({ enabled: true, forced: true })
      expect(policies, name).toEqual([{ using: owner, check: owner }])
    }
  })

  test('has a key that starts with the owner', async () => {
    for (const { name, key } of await ownedTables()) expect(key, name).toBe('user_id')
  })

  test('accepts no new rows of an erased user', async () => {
    for (const { name, refusesErased } of await ownedTables()) expect(refusesErased, name).toBe(true)
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
    const { rows } = await superuser.query<{ name: string }>('select name from emptied order by name')
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
      refusesErased: false,
    })
  } finally {
    superuser = mine
    await client.end()
  }
})
