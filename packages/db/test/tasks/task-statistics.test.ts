import { type NewTask, type OwnerScope, ownerOf } from '@ownlist/db'
import { createTestDatabase, newUserId, type TestDatabase } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'

let own: TestDatabase
beforeAll(async () => {
  own = await createTestDatabase()
})
afterAll(() => own[Symbol.asyncDispose]())

const dayMs = 86_400_000
/** Noon in UTC, some days before today. */
const noon = (ago: number) => new Date(Math.floor(Date.now() / dayMs) * dayMs + dayMs / 2 - ago * dayMs)
const dayOf = (ago: number) => noon(ago).toISOString().slice(0, 10)

const add = (owner: OwnerScope, fields: Partial<NewTask>) =>
  own.database.tasks.create(owner, {
    id: uuidv7(),
    title: 'Water the plants',
    notes: '',
    priority: 'none',
    dueOn: null,
    completedAt: null,
    listId: null,
    ...fields,
  })

const complete = (owner: OwnerScope, ago: number) => add(owner, { completedAt: noon(ago).toISOString() })
const read = (owner: OwnerScope, zone?: string) => own.database.tasks.statistics(owner, { zone, days: 7 })

test('completed tasks are counted by day within the requested days, and in total', async () => {
  const owner = ownerOf(newUserId())
  for (const ago of [1, 1, 6, 7, 30]) await complete(owner, ago)
  const deleted = await complete(owner, 2)
  await own.database.tasks.delete(owner, deleted.id)
  expect(await read(owner)).toMatchObject({
    done: 5,
    days: [
      { day: dayOf(6), done: 1 },
      { day: dayOf(1), done: 2 },
    ],
  })
})

test('a day starts at midnight in the person’s time zone, for which their preferences take precedence', async () => {
  const owner = ownerOf(newUserId())
  const at = new Date(noon(3).getTime() + dayMs / 2 - 60_000)
  await add(owner, { completedAt: at.toISOString() })
  const days = async (zone?: string) => (await read(owner, zone)).days
  expect(await days()).toEqual([{ day: dayOf(3), done: 1 }])
  expect(await days('Pacific/Kiritimati')).toEqual([{ day: dayOf(2), done: 1 }])
  await own.database.preferences.update(owner, { timeZone: 'Pacific/Kiritimati' })
  expect(await days('Pacific/Honolulu')).toEqual([{ day: dayOf(2), done: 1 }])
})

test.each([
  ['of days in a row until yesterday', [1, 2, 3], 3, 3],
  ['with a gap', [1, 3, 4, 5], 1, 3],
  ['that ended the day before yesterday', [2, 3], 0, 2],
  ['longer than the days asked for', Array.from({ length: 12 }, (_, n) => n + 1), 12, 12],
  ['of somebody who has completed nothing', [], 0, 0],
])('a streak %s', async (_what, days, streak, longestStreak) => {
  const owner = ownerOf(newUserId())
  for (const ago of days) await complete(owner, ago)
  expect(await read(owner)).toMatchObject({ streak, longestStreak })
})

test('what is done today counts, and what is completed in the future counts only in total', async () => {
  const owner = ownerOf(newUserId())
  for (const ago of [-2, -1, 0]) await complete(owner, ago)
  expect(await read(owner)).toMatchObject({ done: 3, days: [{ day: dayOf(0), done: 1 }], streak: 1, longestStreak: 1 })
})

test('the time from adding to completing is never negative, and null if nothing was completed', async () => {
  const owner = ownerOf(newUserId())
  expect(await read(owner)).toMatchObject({ medianSeconds: null, times: { hour: 0, longer: 0 } })
  await complete(owner, 1)
  for (const days of [2, 10, 40]) await add(owner, { completedAt: new Date(Date.now() + days * dayMs).toISOString() })
  expect((await read(owner)).times).toEqual({ hour: 1, day: 0, week: 1, month: 1, longer: 1 })
  expect((await read(owner)).medianSeconds).toBeGreaterThan((5 * dayMs) / 1_000)
})

test('a task is overdue after its planned day or its deadline, and counts for its list while it is open', async () => {
  const owner = ownerOf(newUserId())
  const { id: listId } = await own.database.lists.create(owner, { id: uuidv7(), title: 'Garden' })
  const [early, late] = [dayOf(-2), dayOf(2)]
  await add(owner, { dueOn: late, listId })
  await add(owner, { deadlineOn: late, dueOn: early, listId })
  await add(owner, { dueOn: late })
  await add(owner, { dueOn: late, completedAt: noon(0).toISOString() })
  await add(owner, { dueOn: early, listId })
  const overdue = async (scope: OwnerScope) => (await read(scope)).overdue
  expect(await overdue(owner)).toEqual([
    { listId, overdue: 2 },
    { listId: null, overdue: 1 },
  ])
  expect(await overdue({ ...owner, lists: [listId] })).toEqual([{ listId, overdue: 2 }])
  await own.database.lists.delete(owner, listId)
  expect(await overdue(owner)).toEqual([{ listId: null, overdue: 1 }])
})
