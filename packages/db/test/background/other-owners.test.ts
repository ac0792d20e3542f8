// domain: tasks
import { openBackgroundDatabase, openDatabase, ownerOf } from '@ownlist/db'
import { createTestDatabase, newUserId, type TestDatabase } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { remindedPeople } from '../push/reminded-people.js'

// Row-level security does not apply to the superuser, so only the statements themselves keep Bob's rows from Alice.

let own: TestDatabase
let people: ReturnType<typeof remindedPeople>
let background: ReturnType<typeof openBackgroundDatabase>
let database: ReturnType<typeof openDatabase>
beforeAll(async () => {
  own = await createTestDatabase()
  people = remindedPeople(own)
  background = openBackgroundDatabase(own.adminUrl)
  database = openDatabase(own.adminUrl)
})
afterAll(async () => {
  await database[Symbol.asyncDispose]()
  await background[Symbol.asyncDispose]()
  await people[Symbol.asyncDispose]()
  await own[Symbol.asyncDispose]()
})

let alice: string
let bob: string
beforeEach(() => {
  alice = newUserId()
  bob = newUserId()
})

const makeDue = (userId: string, kind: string) =>
  people.query(
    `insert into due (user_id, kind, due_at) values ($1, $2, now())
       on conflict (user_id, kind) do update set due_at = excluded.due_at`,
    [userId, kind],
  )
const dueKinds = async (userId: string) =>
  (await people.query('select kind from due where user_id = $1 order by kind', [userId])).map(({ kind }) => kind)

test('upkeep for a user without changes is not repeated, and that for another user stays as it was', async () => {
  await people.newPerson()
  await database.labels.create(ownerOf(bob), { id: uuidv7(), title: 'Home' })
  for (const kind of ['log', 'trash'] as const) {
    await makeDue(alice, kind)
    expect(await background.doUpkeep({ userId: alice, kind }, kind)).toBe(true)
  }
  expect(await dueKinds(alice)).toEqual([])
  expect(await dueKinds(bob)).toEqual(['log', 'trash'])
})

test('an erasure removes only the subscriptions of its own user, and what is due for that user', async () => {
  alice = await people.newPerson()
  bob = await people.newPerson()
  expect(await database.eraseOwner(alice)).toBe(1)
  expect(await dueKinds(alice)).toEqual(['erasure'])
  expect(await dueKinds(bob)).toEqual(['log', 'reminder', 'trash'])
  const left = 'select from push_subscription where user_id = $1'
  expect([await people.query(left, [alice]), await people.query(left, [bob])]).toMatchObject([[], [{}]])
})

test('the record of an erasure is removed after its own time', async () => {
  const record = (userId: string, minutes: number) =>
    people.query('insert into erasure (user_id, until) values ($1, now() + make_interval(mins => $2))', [
      userId,
      minutes,
    ])
  await record(bob, 2)
  await record(alice, 5)
  const upkeep = async () => {
    await makeDue(alice, 'erasure')
    await background.doUpkeep({ userId: alice, kind: 'erasure' }, 'erasure')
    return await people.query(
      `select round(extract(epoch from due_at - now()) / 60)::int as minutes from due where user_id = $1`,
      [alice],
    )
  }
  expect(await upkeep()).toEqual([{ minutes: 5 }])
  await people.query('update erasure set until = now()')
  expect(await upkeep()).toEqual([])
  expect(await people.query('select from erasure where user_id = $1', [bob])).toHaveLength(1)
})

describe('subscriptions', () => {
  const subscribe = (userId: string, n: number) =>
    database.push.subscribe(ownerOf(userId), {
      ...{ id: uuidv7(), endpoint: `https://push.example.com/${n}`, p256dh: 'p', auth: 'a' },
      ...{ timeZone: 'UTC', session: null },
    })

  test('are listed, counted, renewed and removed for one user only, newest first', async () => {
    for (let n = 0; n < 10; n++) await subscribe(bob, n)
    const [one, other] = [await subscribe(alice, 0), await subscribe(alice, 1)]
    const { push } = database
    expect(await push.list(ownerOf(alice))).toEqual([other, one])
    const [his] = await push.list(ownerOf(bob))
    expect(await push.unsubscribe(ownerOf(alice), { id: his?.id ?? '' })).toBe(0)
    expect(await push.unsubscribe(ownerOf(alice), { id: one.id })).toBe(1)
    expect(await push.list(ownerOf(alice))).toEqual([other])
    expect(await push.list(ownerOf(bob))).toHaveLength(10)
  })
})

test('reminders are computed and recorded for one user only', async () => {
  const his = () => people.query('select * from push_subscription where user_id = $1', [bob])
  alice = await people.newPerson()
  bob = await people.newPerson()
  const [before, task] = [await his(), { remind_at: [new Date(Date.now() - 60_000).toISOString()] }]
  await people.addTask(bob, task)
  // A journey, a delivery, and the end of the last subscription.
  await people.setTimeZone(alice, 'Asia/Tokyo')
  expect(await background.reminders.take(alice, 60_000)).toBeNull()
  await people.query(`update push_subscription set reminded_until = now() - interval '1 hour' where user_id = $1`, [
    alice,
  ])
  await people.addTask(alice, task)
  const lease = await background.reminders.take(alice, 60_000)
  expect(lease?.deliveries).toMatchObject([{ zone: 'Asia/Tokyo', reminders: [{ title: 'Water the ferns' }], more: 0 }])
  if (lease === null) throw new Error('Nothing was due')
  const results = new Map(lease.deliveries.map(({ subscription }) => [subscription, { outcome: 'gone' as const }]))
  await background.reminders.settle(lease, results)
  expect(await people.dueAt(alice)).toBeNull()
  expect(await his()).toEqual(before)
  expect(await people.dueAt(bob)).not.toBeNull()
})
