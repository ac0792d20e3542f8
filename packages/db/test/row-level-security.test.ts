import { openDatabase, ownerOf } from '@ownlist/db'
import { createTestDatabase, execute, newUserId, type TestDatabase } from '@ownlist/testkit'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { PrismaClient } from '../src/generated/client.js'
import { asOwner } from '../src/owner-scope.js'
import { taskDomain } from '../src/tasks/task-store.js'

let own: TestDatabase
let api: pg.Client
beforeAll(async () => {
  own = await createTestDatabase()
  api = new pg.Client({ connectionString: own.url })
  await api.connect()
})
afterAll(async () => {
  await api.end()
  await own[Symbol.asyncDispose]()
})

const [alice, bob] = [newUserId(), newUserId()]
const fields = { title: 'Secret', notes: '', priority: 'none', dueOn: null, completedAt: null, listId: null } as const

beforeEach(async () => {
  await own.database.tasks.create(ownerOf(alice), { id: uuidv7(), ...fields })
  await own.database.tasks.create(ownerOf(bob), { id: uuidv7(), ...fields })
})

/** Runs SQL as the API's role, in a transaction for one user, without any WHERE of our own. */
async function as(userId: string | null, sql: string, values: unknown[] = []) {
  await api.query('begin')
  try {
    if (userId !== null) await api.query("select set_config('app.user_id', $1, true)", [userId])
    return await api.query(sql, values)
  } finally {
    await api.query('rollback')
  }
}

test('a query that forgets its WHERE sees the rows of the transaction’s user only', async () => {
  const { rows } = await as(bob, 'select distinct user_id from task')
  expect(rows).toEqual([{ user_id: bob }])
})

test('an update or a delete that forgets its WHERE touches the rows of that user only', async () => {
  const { rows } = await as(bob, "update task set title = 'x' returning user_id")
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.every(({ user_id }) => user_id === bob)).toBe(true)
  const gone = await as(bob, 'delete from task returning user_id')
  expect(gone.rows.every(({ user_id }) => user_id === bob)).toBe(true)
})

test('without a user there are no rows, also after a transaction that had one', async () => {
  expect((await as(null, 'select from task')).rowCount).toBe(0)
  await as(alice, 'select from task')
  expect((await as(null, 'select from task')).rowCount).toBe(0)
  expect((await api.query('select from task')).rowCount).toBe(0)
})

test('no row can be made for another user, or given to one', async () => {
  const insert = `insert into task (user_id, id, title, notes, priority, digest, version, created_at, updated_at)
    values ($1, $2, 'x', '', 'none', '', 1, now(), now())`
  await expect(as(bob, insert, [alice, uuidv7()])).rejects.toThrow(/row-level security/)
  await expect(as(bob, 'update task set user_id = $1', [alice])).rejects.toThrow(/row-level security/)
})

test('erasures are seen and made by the one they concern only', async () => {
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

test('the owner of the tables is bound as well', async () => {
  const owner = new pg.Client({ connectionString: own.ownerUrl })
  await owner.connect()
  expect((await owner.query('select from task')).rowCount).toBe(0)
  await owner.end()
})

test('the API’s role may neither change the schema nor empty a table nor read the migrations', async () => {
  for (const sql of ['create table x ()', 'alter table task add x int', 'truncate task', 'table _prisma_migrations']) {
    await expect(api.query(sql)).rejects.toThrow(/permission denied|must be owner/)
  }
})

test('users take turns on the pooled connections without meeting', async () => {
  await using database = openDatabase(own.url)
  const lists = Array.from({ length: 200 }, async (_, turn) => {
    const userId = turn % 2 === 0 ? alice : bob
    const mine = await database.tasks.list(ownerOf(userId), { limit: 200, status: 'all', search: '', after: null })
    return [userId, mine.items.map(({ id }) => id)] as const
  })
  const idsOf = { [alice]: new Set<string>(), [bob]: new Set<string>() }
  for (const [userId, ids] of await Promise.all(lists)) for (const id of ids) idsOf[userId]?.add(id)
  const [alices, bobs] = [idsOf[alice] ?? new Set(), idsOf[bob] ?? new Set()]
  expect(alices.size).toBeGreaterThan(0)
  expect(bobs.size).toBeGreaterThan(0)
  expect([...alices].filter((id) => bobs.has(id))).toEqual([])
})

test('on one single connection nothing of a user stays for the next, also after an error and a time-out', async () => {
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: own.url, max: 1 }) })
  onTestFinished(() => prisma.$disconnect())
  const store = taskDomain.createStore(prisma)
  const owners = () => prisma.$queryRaw<{ user_id: string }[]>`select distinct user_id from task`
  const failures = [
    () => asOwner(prisma, ownerOf(alice), () => Promise.reject(new Error('a fault of ours'))),
    () => asOwner(prisma, ownerOf(alice), ({ db }) => db.$queryRaw`select nonsense`),
    () =>
      asOwner(prisma, ownerOf(alice), async ({ db }) => {
        await db.$executeRaw`set local statement_timeout = 1`
        await db.$executeRaw`select pg_sleep(1)`
      }),
  ]
  for (let turn = 0; turn < 60; turn++) {
    const userId = turn % 2 === 0 ? alice : bob
    expect(
      (await store.list(ownerOf(userId), { limit: 200, status: 'all', search: '', after: null })).items,
    ).not.toEqual([])
    await expect(failures[turn % failures.length]?.()).rejects.toThrow()
    expect(await owners()).toEqual([])
    expect(await asOwner(prisma, ownerOf(bob), ({ db }) => db.$queryRaw`select distinct user_id from task`)).toEqual([
      { user_id: bob },
    ])
  }
})

test('a role that could get round it is refused, and so is a table without it', async () => {
  await using restricted = openDatabase(own.url)
  await expect(restricted.assertRestrictedRole()).resolves.toBeUndefined()
  await using superuser = openDatabase(own.adminUrl)
  await expect(superuser.assertRestrictedRole()).rejects.toThrow(/could bypass/)
  await using owner = openDatabase(own.ownerUrl)
  await expect(owner.assertRestrictedRole()).rejects.toThrow(/could bypass/)
  // One that owns nothing, and is exempt all the same.
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
