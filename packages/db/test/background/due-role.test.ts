import { randomUUID } from 'node:crypto'
import { openDatabase, openDueReader } from '@ownlist/db'
import { createTestDatabase, execute, newUserId, type TestDatabase } from '@ownlist/testkit'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'

// The role that reads when something is due, for every owner. Tables and columns are read from the database itself, so that
// a new one cannot be forgotten here.

let own: TestDatabase
let superuser: pg.Client
let role: string
const [alice, bob] = [newUserId(), newUserId()]
beforeAll(async () => {
  own = await createTestDatabase()
  superuser = new pg.Client({ connectionString: own.adminUrl })
  await superuser.connect()
  role = new URL(own.backgroundUrl).username
  await own.database.eraseOwner(alice)
  await own.database.eraseOwner(bob)
})
afterAll(async () => {
  await superuser.end()
  await own[Symbol.asyncDispose]()
})

/** Every column of every table and view, as `table.column`. Those of Citus show what every role may see. */
async function columns(): Promise<string[]> {
  const { rows } = await superuser.query<{ name: string }>(
    `select attrelid::regclass || '.' || quote_ident(attname) as name from pg_attribute join pg_class c on c.oid = attrelid
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f') and attnum > 0 and not attisdropped
       and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = c.oid and deptype = 'e')
     order by attrelid::regclass::text, attname`,
  )
  return rows.map(({ name }) => name)
}

const tableOf = (column: string) => column.slice(0, column.lastIndexOf('.'))

/** What the role can really do, found by trying: `read` or `write`, and the column. */
async function reachable(): Promise<string[]> {
  const client = new pg.Client({ connectionString: own.backgroundUrl })
  await client.connect()
  const found: string[] = []
  const attempt = async (what: string, sql: string) => {
    await client.query('begin')
    const refusal = await client.query(sql).then(
      () => '',
      (error: Error) => error.message,
    )
    await client.query('rollback')
    // Any other refusal, such as that of a policy, means that the statement was allowed. Citus refuses to set an owner
    // before it checks permissions.
    const refused =
      /^permission denied|^must be owner|^modifying the partition value|^cannot perform an INSERT with NULL/
    if (!refused.test(refusal)) found.push(what)
  }
  try {
    const all = await columns()
    for (const column of all) {
      const [table, name] = [tableOf(column), column.slice(column.lastIndexOf('.') + 1)]
      await attempt(`read ${column}`, `select ${name} from ${table}`)
      await attempt(`write ${column}`, `update ${table} set ${name} = default`)
      await attempt(`write ${column}`, `insert into ${table} (${name}) values (default)`)
    }
    for (const table of new Set(all.map(tableOf))) {
      for (const sql of [
        `delete from ${table}`,
        `truncate ${table}`,
        `lock ${table}`,
        `alter table ${table} add x int`,
      ])
        await attempt(sql, sql)
    }
    return found
  } finally {
    await client.end()
  }
}

/** A separate role that may read what is due. Disposing of it drops it. */
async function createRole() {
  const url = new URL(own.backgroundUrl)
  const name = `extra_${randomUUID().replaceAll('-', '')}`
  Object.assign(url, { username: name, password: 'extra' })
  await execute(own.adminUrl, [
    `create role ${name} login password 'extra'`,
    `grant connect on database ${url.pathname.slice(1)} to ${name}`,
    `grant select on due to ${name}`,
  ])
  return {
    name,
    url: url.href,
    [Symbol.asyncDispose]: () => execute(own.adminUrl, [`drop owned by ${name}`, `drop role ${name}`]),
  }
}

const allowed = ['read due.due_at', 'read due.kind', 'read due.user_id']

test('the background role reads when something is due, for every owner', async () => {
  await execute(own.adminUrl, ["update due set due_at = now() - interval '1 minute'"])
  await using reader = openDueReader(own.backgroundUrl)
  await reader.assertRole()
  const due = (await reader.read(['erasure', 'log'], 10)).toSorted((a, b) => (a.userId < b.userId ? -1 : 1))
  expect(due).toEqual([alice, bob].toSorted().map((userId) => ({ userId, kind: 'erasure' })))
  expect(await reader.read(['erasure'], 1)).toHaveLength(1)
  expect(await reader.read(['log'], 10)).toEqual([])
})

test('what is due is read earliest first', async () => {
  const [early, late] = [alice, bob].toSorted().toReversed()
  for (const [userId, minutes] of [
    [late, 1],
    [early, 2],
  ]) {
    const text = `update due set due_at = now() - make_interval(mins => $2) where user_id = $1`
    await superuser.query(text, [userId, minutes])
  }
  await using reader = openDueReader(own.backgroundUrl)
  expect((await reader.read(['erasure'], 10)).map(({ userId }) => userId)).toEqual([early, late])
})

test('the connection has the name of the program', async () => {
  await using reader = openDueReader(own.backgroundUrl)
  await reader.assertRole()
  const text = `select application_name as name from ${own.activity} where usename = $1`
  expect((await superuser.query(text, [role])).rows).toEqual([{ name: 'ownlist-background' }])
})

test('the background role can read no other table or column, and can write nothing', async () => {
  expect((await columns()).length).toBeGreaterThan(10)
  expect(new Set(await reachable())).toEqual(new Set(allowed))
})

test.each([
  ['become the API', 'set role ownlist_api'],
  ['become the owner of the tables', 'set role ownlist_tasks'],
  ['make a table', 'create table mine (id int)'],
  ['read files of the server', "select pg_read_file('postgresql.conf')"],
  [
    'name an owner to see the rows of that owner',
    `select set_config('app.user_id', '${alice}', false); select * from erasure`,
  ],
])('the background role cannot %s', async (_what, sql) => {
  await expect(execute(own.backgroundUrl, [sql])).rejects.toThrow('permission denied')
})

describe('if the role can do more, the program notices', () => {
  afterEach(() =>
    execute(own.adminUrl, [
      'drop table if exists later',
      `revoke all on all tables in schema public from ${role}`,
      `grant select on due to ${role}`,
    ]),
  )
  const start = async () => {
    await using reader = openDueReader(own.backgroundUrl)
    await reader.assertRole()
  }

  test.each([
    ['read a new table', ['create table later (title text)', 'grant select on later to ROLE'], 'can use later'],
    ['read one column of a table', ['grant select (until) on erasure to ROLE'], 'can use erasure'],
    [
      'read two more tables',
      ['create table later (title text)', 'grant select on erasure, later to ROLE'],
      'can use erasure, later',
    ],
    ['write one column of a table', ['grant insert (until) on erasure to ROLE'], 'can use erasure'],
    ['change what is due', ['grant update on due to ROLE'], 'can write to the table due'],
    ['change a column of what is due', ['grant update (due_at) on due to ROLE'], 'can write to the table due'],
  ])('to %s: found by trying, and when the program starts', async (_what, sql, fault) => {
    await execute(
      own.adminUrl,
      sql.map((each) => each.replace('ROLE', role)),
    )
    expect(new Set(await reachable())).not.toEqual(new Set(allowed))
    await expect(start()).rejects.toThrow(`The role "${role}" of DATABASE_BACKGROUND_URL ${fault}. It may only read`)
  })

  // Roles belong to the whole server, so this is a separate one.
  test.each([
    ['bypass row-level security', 'alter role ROLE bypassrls', 'is a superuser, or has an attribute'],
    ['create roles', 'alter role ROLE createrole', 'is a superuser, or has an attribute'],
    ['become the API', 'grant ownlist_api to ROLE', 'is a member of another role'],
  ])('to %s: when the program starts', async (_what, sql, fault) => {
    await using extra = await createRole()
    await execute(own.adminUrl, [sql.replace('ROLE', extra.name)])
    await using reader = openDueReader(extra.url)
    await expect(reader.assertRole()).rejects.toThrow(fault)
  })

  // The servers of a cluster for tests trust every connection, with any password.
  test.skipIf(inject('citusCluster') !== null)('a wrong URL says what to do', async () => {
    const url = new URL(own.backgroundUrl)
    url.password = 'wrong'
    await using reader = openDueReader(url.href)
    await expect(reader.assertRole()).rejects.toThrow('Check the user and the password in DATABASE_BACKGROUND_URL.')
  })
})

test('a database that cannot be reached is unavailable, and says what to do when the program starts', async () => {
  await using reader = openDueReader('postgresql://background@127.0.0.1:1/ownlist')
  await expect(reader.read(['log'], 1)).rejects.toMatchObject({ name: 'StoreError', code: 'UNAVAILABLE' })
  await expect(reader.assertRole()).rejects.toThrow('Check the host and the port in DATABASE_BACKGROUND_URL')
})

test('a database without tables says what to do', async () => {
  const url = new URL(own.adminUrl)
  url.pathname = '/postgres'
  await using reader = openDueReader(url.href)
  await expect(reader.assertRole()).rejects.toThrow('Its tables are missing. Run `pnpm db:migrate`.')
  await expect(reader.read(['log'], 1)).rejects.toMatchObject({ code: '42P01' })
})

describe('the API does not start if the policy for that role', () => {
  afterEach(() =>
    execute(own.adminUrl, [
      'drop policy if exists due_background on due',
      'drop policy if exists other on due',
      `create policy due_background on due for select to ${role} using (true)`,
      'alter table due drop column if exists title',
    ]),
  )
  const replaced = (policy: string) => ['drop policy due_background on due', policy]

  test.each([
    ['is for every role', replaced('create policy due_background on due for select using (true)')],
    [
      'is for the API too',
      replaced('create policy due_background on due for select to ROLE, ownlist_api using (true)'),
    ],
    ['allows writing', replaced('create policy due_background on due to ROLE using (true)')],
    ['is one of two', ['create policy other on due for select to ROLE using (true)']],
    ['is on a table that holds more', ['alter table due add title text']],
  ])('%s', async (_what, sql) => {
    await execute(
      own.adminUrl,
      sql.map((each) => each.replace('ROLE', role)),
    )
    await using database = openDatabase(own.url)
    await expect(database.assertRestrictedRole()).rejects.toThrow(/: due has 2 policies instead of one/)
  })

  test('is for a role that the API has', async () => {
    await using extra = await createRole()
    await execute(own.adminUrl, [`alter policy due_background on due to ${extra.name}`])
    await using database = openDatabase(own.url)
    await database.assertRestrictedRole()
    await execute(own.adminUrl, [`grant ${extra.name} to ownlist_api`])
    await expect(database.assertRestrictedRole()).rejects.toThrow(/: due has 2 policies instead of one/)
    await execute(own.adminUrl, [`alter policy due_background on due to ${role}`])
  })
})
