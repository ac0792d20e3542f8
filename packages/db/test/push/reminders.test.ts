// domain: tasks
import { type DeliveryResult, openBackgroundDatabase, type ReminderLease } from '@ownlist/db'
import { createTestDatabase, type TestDatabase } from '@ownlist/testkit'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { remindedPeople, type TaskColumns } from './reminded-people.js'

let own: TestDatabase
let people: ReturnType<typeof remindedPeople>
let background: ReturnType<typeof openBackgroundDatabase>
beforeAll(async () => {
  own = await createTestDatabase()
  people = remindedPeople(own)
  background = openBackgroundDatabase(own.url)
})
afterAll(async () => {
  await background[Symbol.asyncDispose]()
  await people[Symbol.asyncDispose]()
  await own[Symbol.asyncDispose]()
})

const minute = 60_000
const ago = (minutes: number) => new Date(Date.now() - minutes * minute).toISOString()
const take = (userId: string, leaseMs = minute) => background.reminders.take(userId, leaseMs)
const all = (lease: ReminderLease | null, result: DeliveryResult = { outcome: 'sent' }) =>
  new Map(lease?.deliveries.map(({ subscription }) => [subscription, result]))
const titles = (lease: ReminderLease | null) =>
  lease?.deliveries.map(({ reminders }) => reminders.map(({ title }) => title)) ?? null

/**
 * Takes the due reminders and records that they were sent.
 * @returns the titles for each subscription; null if nothing was due
 */
async function remind(userId: string) {
  const lease = await take(userId)
  if (lease !== null) await background.reminders.settle(lease, all(lease))
  return titles(lease)
}

describe('the next reminder is due', () => {
  const day = { due_on: '2027-07-01', remind_before: [0] }
  test.each<[string, TaskColumns, { zone?: string; device?: string }, string]>([
    ['at the time of the day that the task has', { ...day, due_time: '14:30' }, {}, '2027-07-01T14:30:00.000Z'],
    ['some minutes before it', { ...day, due_time: '14:30', remind_before: [45] }, {}, '2027-07-01T13:45:00.000Z'],
    ['on a day before it', { ...day, due_time: '14:30', remind_before: [40_320] }, {}, '2027-06-03T14:30:00.000Z'],
    ['at the earliest of several', { ...day, remind_before: [0, 60, 5] }, {}, '2027-07-01T08:00:00.000Z'],
    ['at nine in the morning of a day without a time', day, {}, '2027-07-01T09:00:00.000Z'],
    ['at nine in the person’s time zone', day, { zone: 'Europe/Berlin' }, '2027-07-01T07:00:00.000Z'],
    ['at nine in the device’s time zone otherwise', day, { device: 'Asia/Tokyo' }, '2027-07-01T00:00:00.000Z'],
    [
      'in the person’s time zone first',
      day,
      { zone: 'Asia/Tokyo', device: 'America/Lima' },
      '2027-07-01T00:00:00.000Z',
    ],
    [
      'in the task’s own time zone if it has one',
      { ...day, due_time: '09:00', due_zone: 'America/New_York' },
      { zone: 'Europe/Berlin' },
      '2027-07-01T13:00:00.000Z',
    ],
    ['at an instant', { remind_at: ['2027-08-01T10:00:00Z'] }, { zone: 'Asia/Tokyo' }, '2027-08-01T10:00:00.000Z'],
    [
      'an hour later by the clock, at a time that the change to summer time leaves out',
      { due_on: '2027-03-28', due_time: '02:30', remind_before: [0] },
      { zone: 'Europe/Berlin' },
      '2027-03-28T01:30:00.000Z',
    ],
    [
      'once, at a time that the change to winter time repeats',
      { due_on: '2027-10-31', due_time: '02:30', remind_before: [0] },
      { zone: 'Europe/Berlin' },
      '2027-10-31T01:30:00.000Z',
    ],
    ['in UTC, if the server does not know the time zone', day, { zone: 'Mars/Olympus' }, '2027-07-01T09:00:00.000Z'],
  ])('%s', async (_when, columns, { zone, device }, expected) => {
    const userId = await people.newPerson(device)
    if (zone !== undefined) await people.setTimeZone(userId, zone)
    await people.addTask(userId, columns)
    expect(await remind(userId)).toBeNull()
    expect(await people.dueAt(userId)).toBe(expected)
  })

  test('at another instant after the person’s time zone has changed', async () => {
    const userId = await people.newPerson()
    await people.addTask(userId, day)
    await people.setTimeZone(userId, 'Europe/Berlin')
    await remind(userId)
    expect(await people.dueAt(userId)).toBe('2027-07-01T07:00:00.000Z')
    await people.setTimeZone(userId, 'America/New_York')
    await remind(userId)
    expect(await people.dueAt(userId)).toBe('2027-07-01T13:00:00.000Z')
  })

  test('in thirty days, for somebody without reminders', async () => {
    const userId = await people.newPerson()
    const soonest = Date.now() + 30 * 24 * 60 * minute
    expect(await remind(userId)).toBeNull()
    const dueAt = new Date((await people.dueAt(userId)) ?? '').getTime()
    expect(dueAt).toBeGreaterThan(soonest - minute)
    expect(dueAt).toBeLessThan(soonest + minute)
  })

  test('never, for somebody without a subscription', async () => {
    const userId = await people.newPerson('UTC', 0)
    await people.addTask(userId, day)
    expect(await people.dueAt(userId)).toBeNull()
  })
})

describe('a reminder that is due', () => {
  let userId: string
  beforeEach(async () => {
    userId = await people.newPerson()
  })

  test('is sent once', async () => {
    await people.addTask(userId, { remind_at: [ago(1)] })
    expect(await remind(userId)).toEqual([['Water the ferns']])
    await people.wake(userId)
    expect(await remind(userId)).toBeNull()
  })

  test('is sent to each subscription, and not to those of another user', async () => {
    const [bob, carol] = [await people.newPerson('UTC', 3), await people.newPerson()]
    await people.addTask(userId, { title: 'Hers', remind_at: [ago(1)] })
    await people.addTask(bob, { title: 'His', remind_at: [ago(1)] })
    expect(await remind(bob)).toEqual([['His'], ['His'], ['His']])
    expect(await remind(carol)).toBeNull()
    expect(await remind(userId)).toEqual([['Hers']])
  })

  test.each<[string, TaskColumns]>([
    ['that is done', { completed_at: ago(10) }],
    ['that is deleted', { deleted_at: ago(10) }],
  ])('is not sent for a task %s', async (_what, columns) => {
    await people.addTask(userId, { remind_at: [ago(1)], ...columns })
    expect(await remind(userId)).toBeNull()
  })

  test.each(['deleted_at', 'archived_at'])('is not sent for a task in a list with %s', async (column) => {
    const { id } = await own.database.lists.create(
      { userId, lists: null },
      { id: '01900000-0000-7000-8000-000000000001', title: 'Garden' },
    )
    await people.query(`update list set ${column} = now() where user_id = $1`, [userId])
    await people.addTask(userId, { remind_at: [ago(1)], list_id: id })
    expect(await remind(userId)).toBeNull()
    await people.query(`update list set ${column} = null where user_id = $1`, [userId])
    await people.wake(userId)
    expect(await remind(userId)).toEqual([['Water the ferns']])
  })

  test('is not sent before somebody has said that something is due', async () => {
    await people.addTask(userId, { remind_at: [ago(1)] })
    await people.query(`update due set due_at = now() + interval '1 minute' where user_id = $1`, [userId])
    expect(await remind(userId)).toBeNull()
    await people.wake(userId)
    expect(await remind(userId)).toEqual([['Water the ferns']])
  })

  test('is not sent if its task was changed later', async () => {
    await people.addTask(userId, { remind_at: [ago(10)] })
    await people.query(`update task set updated_at = now() - interval '5 minutes' where user_id = $1`, [userId])
    expect(await remind(userId)).toBeNull()
  })

  test('is sent at once if a journey to the east has moved it into the past', async () => {
    const clock = (zone: string, minutes: number) =>
      people.query(`select to_char(now() at time zone $1 + make_interval(mins => $2), 'YYYY-MM-DD HH24:MI') as at`, [
        zone,
        minutes,
      ])
    await people.setTimeZone(userId, 'America/New_York')
    await remind(userId)
    const [{ at }] = await clock('America/New_York', 60)
    await people.addTask(userId, { due_on: at.slice(0, 10), due_time: at.slice(11), remind_before: [0] })
    expect(await remind(userId)).toBeNull()
    await people.setTimeZone(userId, 'Europe/Berlin')
    expect(await remind(userId)).toEqual([['Water the ferns']])
  })

  test('is the latest one of its task, and of many tasks only the latest twenty are sent', async () => {
    await people.addTask(userId, { title: 'Late', remind_at: [ago(30), ago(1)] })
    for (let n = 0; n < 24; n++) await people.addTask(userId, { title: `Task ${n}`, remind_at: [ago(50 - n)] })
    const lease = await take(userId)
    expect(lease?.deliveries).toMatchObject([{ more: 5 }])
    expect(titles(lease)?.[0]).toEqual([...Array.from({ length: 19 }, (_, n) => `Task ${n + 5}`), 'Late'])
  })
})

describe('a process that has taken reminders', () => {
  let userId: string
  beforeEach(async () => {
    userId = await people.newPerson()
    await people.addTask(userId, { remind_at: [ago(1)] })
  })

  test('keeps other processes from them, even if a task changes meanwhile', async () => {
    const lease = await take(userId)
    expect(new Date((await people.dueAt(userId)) ?? '')).toEqual(lease?.until)
    expect(await take(userId)).toBeNull()
    await people.addTask(userId, { title: 'Later', remind_at: [ago(1)] })
    expect(await take(userId)).toBeNull()
    expect(new Date((await people.dueAt(userId)) ?? '')).toEqual(lease?.until)
    if (lease !== null) await background.reminders.settle(lease, all(lease))
  })

  test('and does not return loses them to another process, and cannot record anything then', async () => {
    const lost = await take(userId, 1)
    expect(titles(lost)).toEqual([['Water the ferns']])
    await expect.poll(async () => titles(await take(userId))).toEqual([['Water the ferns']])
    if (lost !== null) await background.reminders.settle(lost, all(lost, { outcome: 'gone' }))
    const [row] = await people.query(
      "select reminded_until < now() - interval '1 minute' as unsent from push_subscription where user_id = $1",
      [userId],
    )
    expect(row).toEqual({ unsent: true })
  })

  test('and could not send them has them tried again later', async () => {
    const lease = await take(userId)
    const retryAt = new Date(Date.now() + 5 * minute)
    if (lease !== null) await background.reminders.settle(lease, all(lease, { outcome: 'failed', retryAt }))
    expect(new Date((await people.dueAt(userId)) ?? '')).toEqual(retryAt)
    await people.wake(userId)
    expect(await take(userId)).toBeNull()
    await people.query('update push_subscription set retry_at = now() where user_id = $1', [userId])
    await people.wake(userId)
    expect((await take(userId))?.deliveries).toMatchObject([{ failures: 1, reminders: [{ title: 'Water the ferns' }] }])
  })

  test('and has no result for a subscription returns it as it was', async () => {
    const lease = await take(userId)
    if (lease !== null) await background.reminders.settle(lease, new Map())
    await people.wake(userId)
    expect((await take(userId))?.deliveries).toMatchObject([{ failures: 0, reminders: [{ title: 'Water the ferns' }] }])
  })

  test('has taken none of a subscription that waits for another attempt', async () => {
    const [second] = await people.query(
      `insert into push_subscription select (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(),
         'endpoint', 'https://push.example.com/second', 'retry_at', now() + interval '5 minutes'))).*
         from push_subscription s where user_id = $1 returning id`,
      [userId],
    )
    expect((await take(userId))?.deliveries).toHaveLength(1)
    const leased = 'select id, leased_until is not null as leased from push_subscription where user_id = $1'
    expect(await people.query(leased, [userId])).toContainEqual({ id: second.id, leased: false })
  })

  test('has taken nothing for a subscription to which they were sent before', async () => {
    const both = await people.newPerson('UTC', 2)
    const [first] = await people.query(
      `update push_subscription set reminded_until = now() where user_id = $1 and endpoint like '%/0' returning id`,
      [both],
    )
    await people.addTask(both, { remind_at: [ago(1)] })
    const deliveries = (await take(both))?.deliveries
    expect(deliveries).toHaveLength(2)
    expect(deliveries?.find(({ subscription }) => subscription === first.id)).toMatchObject({ reminders: [], more: 0 })
  })

  test('loses no reminder that is added while it records the results', async () => {
    const lease = await take(userId)
    if (lease === null) throw new Error('Nothing was due')
    const writer = new pg.Client({ connectionString: own.adminUrl })
    await writer.connect()
    await writer.query('begin')
    await writer.query('update due set due_at = now() where user_id = $1', [userId])
    await writer.query(`update task set remind_at = array[timestamptz '2027-08-01T10:00:00Z'] where user_id = $1`, [
      userId,
    ])
    const settled = background.reminders.settle(lease, all(lease))
    const waiting = `select from ${own.activity} where wait_event_type = 'Lock' and datname = current_database()`
    await expect.poll(async () => (await people.query(waiting)).length).toBe(1)
    await writer.query('commit')
    await writer.end()
    await settled
    expect(await people.dueAt(userId)).toBe('2027-08-01T10:00:00.000Z')
  })

  test('and finds that a subscription is gone removes it, and what is due with the last one', async () => {
    const lease = await take(userId)
    if (lease !== null) await background.reminders.settle(lease, all(lease, { outcome: 'gone' }))
    expect(await own.database.push.list({ userId, lists: null })).toEqual([])
    expect(await people.dueAt(userId)).toBeNull()
  })
})
