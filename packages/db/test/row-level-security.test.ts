import { openDatabase, ownerOf } from '@ownlist/db'
import { createTestDatabase, execute, newUserId, type TestDatabase } from '@ownlist/testkit'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { type Connections, connect } from '../src/connections.js'
import { asOwner, scopeSettings } from '../src/owner-scope.js'
import { createProbeTable, probeRows } from './probe-table.js'

let own: TestDatabase
let connections: Connections
let api: pg.Client
beforeAll(async () => {
  own = await createTestDatabase()
  await createProbeTable(own)
  connections = connect(own.url)
  api = new pg.Client({ connectionString: own.url })
  await api.connect()
})
afterAll(async () => {
  await api.end()
  await connections[Symbol.asyncDispose]()
  await own[Symbol.asyncDispose]()
})

// The tests in catalog/ show what policies, constraints and privileges guarantee on their own.

const [alice, bob] = [newUserId(), newUserId()]

beforeEach(async () => {
  await probeRows(connections, alice).add(`Alice’s ${uuidv7()}`)
  await probeRows(connections, bob).add(`Bob’s ${uuidv7()}`)
})

/** Runs SQL as the API's role, in a transaction for one user, without adding a WHERE. */
async function as(userId: string | null, sql: string, values: unknown[] = []) {
  await api.query('begin')
  try {
    if (userId !== null) await api.query(scopeSettings(ownerOf(userId)))
    return await api.query(sql, values)
  } finally {
    await api.query('rollback')
  }
}

test('a query without a WHERE sees only the rows of the transaction’s user', async () => {
  const { rows } = await as(bob, 'select distinct user_id from probe')
  expect(rows).toEqual([{ user_id: bob }])
})

test('an update or a delete without a WHERE changes only the rows of that user', async () => {
  const { rows } = await as(bob, "update probe set title = 'x' returning user_id")
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.every(({ user_id }) => user_id === bob)).toBe(true)
  const gone = await as(bob, 'delete from probe returning user_id')
  expect(gone.rows.every(({ user_id }) => user_id === bob)).toBe(true)
})

test('a transaction without a user sees no rows, even after a transaction with one', async () => {
  expect((await as(null, 'select from probe')).rowCount).toBe(0)
  await as(alice, 'select from probe')
  expect((await as(null, 'select from probe')).rowCount).toBe(0)
  expect((await api.query('select from probe')).rowCount).toBe(0)
})

test('no row can be created for another user or transferred to one', async () => {
  const insert = "insert into probe values ($1, $2, 'x')"
  await expect(as(bob, insert, [alice, uuidv7()])).rejects.toThrow(/row-level security/)
  await expect(as(bob, 'update probe set user_id = $1', [alice])).rejects.toThrow(/row-level security/)
})

test('a user can see and create only their own erasure', async () => {
  const erased = newUserId()
  await own.database.eraseOwner(erased)
  expect((await as(erased, 'select from erasure')).rowCount).toBe(1)
  expect((await as(bob, 'select from erasure')).rowCount).toBe(0)
  expect((await as(null, 'select from erasure')).rowCount).toBe(0)
  const insert = 'insert into erasure (user_id, until) values ($1, now())'
  await expect(as(bob, insert, [alice])).rejects.toThrow(/row-level security/)
  await expect(execute(own.ownerUrl, [`insert into erasure values ('${alice}', now())`])).rejects.toThrow(
    /row-level security/,
  )
})

test('row-level security applies to the owner of the tables as well', async () => {
  const owner = new pg.Client({ connectionString: own.ownerUrl })
  await owner.connect()
  expect((await owner.query('select from probe')).rowCount).toBe(0)
  await owner.end()
})

test('the API’s role can neither change the schema, nor truncate a table, nor read the migrations', async () => {
  for (const sql of [
    'create table x ()',
    'alter table probe add x int',
    'truncate probe',
    'table _prisma_migrations',
  ]) {
    await expect(api.query(sql)).rejects.toThrow(/permission denied|must be owner/)
  }
})

test('users who share pooled connections see only their own rows', async () => {
  const read = async (turn: number) => {
    const name = turn % 2 === 0 ? 'Alice' : 'Bob'
    const titles = await probeRows(connections, name === 'Alice' ? alice : bob).titles()
    expect(titles).not.toEqual([])
    expect(titles.filter((title) => !title.startsWith(name))).toEqual([])
  }
  // Each user waits at most five seconds for a turn, so not all of them start at once.
  for (let round = 0; round < 10; round++) await Promise.all(Array.from({ length: 20 }, (_, turn) => read(turn)))
})

test('nothing of a user stays on a connection for the next user, even after an error or a timeout', async () => {
  const connections = connect(own.url, { max: 1 })
  onTestFinished(() => connections[Symbol.asyncDispose]())
  const owners = () => connections.prisma.$queryRaw<{ user_id: string }[]>`select distinct user_id from probe`
  const failures = [
    () => asOwner(connections, ownerOf(alice), () => Promise.reject(new Error('a fault of ours'))),
    () => asOwner(connections, ownerOf(alice), ({ db }) => db.$queryRaw`select nonsense`),
    () =>
      asOwner(connections, ownerOf(alice), async ({ db }) => {
        await db.$executeRaw`set local statement_timeout = 1`
        await db.$executeRaw`select pg_sleep(1)`
      }),
  ]
  for (let turn = 0; turn < 60; turn++) {
    const userId = turn % 2 === 0 ? alice : bob
    expect(await probeRows(connections, userId).titles()).not.toEqual([])
    await expect(failures[turn % failures.length]?.()).rejects.toThrow()
    expect(await owners()).toEqual([])
    expect(
      await asOwner(connections, ownerOf(bob), ({ db }) => db.$queryRaw`select distinct user_id from probe`),
    ).toEqual([{ user_id: bob }])
  }
})

test('a role that could bypass row-level security is refused, and so is a table without row-level security', async () => {
  await using restricted = openDatabase(own.url)
  await expect(restricted.assertRestrictedRole()).resolves.toBeUndefined()
  await using superuser = openDatabase(own.adminUrl)
  const { username } = new URL(own.adminUrl)
  await expect(superuser.assertRestrictedRole()).rejects.toThrow(
    `The role "${username}" of DATABASE_URL could bypass row-level security.`,
  )
  await using owner = openDatabase(own.ownerUrl)
  await expect(owner.assertRestrictedRole()).rejects.toThrow(/could bypass/)
  // A role that owns nothing, but is exempt from row-level security.
  const exempt = new URL(own.url)
  Object.assign(exempt, { username: `exempt_${uuidv7().replaceAll('-', '')}`, password: 'exempt' })
  await execute(own.adminUrl, [`create role ${exempt.username} login bypassrls password 'exempt'`])
  await using bypassing = openDatabase(exempt.href)
  await expect(bypassing.assertRestrictedRole()).rejects.toThrow(/could bypass/)
  for (const half of [[], ['alter table unguarded enable row level security']]) {
    await execute(own.ownerUrl, ['create table unguarded (user_id text)', ...half])
    await expect(restricted.assertRestrictedRole()).rejects.toThrow(/unguarded/)
    await execute(own.ownerUrl, ['drop table unguarded'])
  }
})
