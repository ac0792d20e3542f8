// domain: tasks
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { personalOf } from '../../src/preferences/personal'
import { readQuickTask } from '../../src/tasks/quick-task'
import { arrange, usualArrangement } from '../../src/views/arrangement'
import { nextWeek } from '../../src/views/clock'
import { tasksOf } from '../../src/views/task-view'
import { dataOf, taskOf } from './view-data'

const device = { zone: 'UTC', language: 'en-GB' }
const chosen = (choices: object) => personalOf(JSON.stringify(choices), device)

test('a person’s choices take precedence over the device', () => {
  expect(chosen({ timeZone: 'Pacific/Kiritimati', weekStart: 6, defaultListId: 'a' })).toEqual({
    zone: 'Pacific/Kiritimati',
    weekStart: 6,
    defaultListId: 'a',
  })
  expect(chosen({ timeZone: null, weekStart: null, defaultListId: null })).toEqual({
    zone: 'UTC',
    weekStart: 1,
    defaultListId: null,
  })
})

test.each([
  ['en-GB', 1],
  ['en-US', 7],
  ['ar-EG', 6],
  ['de', 1],
])('without a choice, the week starts on the usual day of the region: in %s on day %i', (language, weekStart) => {
  expect(personalOf('', { zone: 'UTC', language }).weekStart).toBe(weekStart)
})

test.each(['', 'null', '7', '[]', '{', '{"timeZone":"Mars/Olympus","weekStart":8,"defaultListId":3}', '"x"'])(
  'an invalid value counts as no choice: %j',
  (stored) => {
    expect(personalOf(stored, device)).toEqual({ zone: 'UTC', weekStart: 1, defaultListId: null })
  },
)

// At this instant it is Saturday in the west, Sunday in UTC, and Monday in the east.
const now = '2026-11-29T10:05:00Z'
beforeEach(() => void vi.useFakeTimers({ now: Date.parse(now), toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

test.each([
  ['Pacific/Kiritimati', '2026-11-30', ['Monday', 'Sunday', 'Saturday'], '2026-12-06', '2026-12-11'],
  ['UTC', '2026-11-29', ['Sunday', 'Saturday'], '2026-12-06', '2026-12-11'],
  ['Pacific/Niue', '2026-11-28', ['Saturday'], '2026-11-29', '2026-12-04'],
])('in %s it is %s: in Today, among the days, for the next week and for new tasks', (timeZone, ...expected) => {
  const [today, forToday, nextSunday, nextFriday] = expected
  const { zone, weekStart } = personalOf(JSON.stringify({ timeZone, weekStart: 7 }), device)
  const tasks = [
    taskOf('Monday', { dueOn: '2026-11-30' }),
    taskOf('Sunday', { dueOn: '2026-11-29' }),
    taskOf('Saturday', { dueOn: '2026-11-28' }),
  ]
  const data = dataOf(tasks, { now, zone, weekStart })
  expect(data.clock.today).toBe(today)
  expect(tasksOf({ name: 'today' }, data).map(({ title }) => title)).toEqual(forToday)
  const groups = arrange(tasks, data, {
    ...usualArrangement({ name: 'upcoming' }),
    view: { name: 'upcoming' },
    locale: 'en',
  })
  const overdue = groups.filter(({ heading }) => heading?.type === 'overdue').flatMap(({ rows }) => rows)
  expect(overdue).toHaveLength(forToday.length - 1)
  expect(nextWeek(data.clock)).toBe(nextSunday)
  const due = (text: string) => readQuickTask(text, { data, locale: 'en', refused: [] }).taken.map(({ value }) => value)
  expect([due('Submit today'), due('Submit next friday')]).toEqual([[today], [nextFriday]])
})
