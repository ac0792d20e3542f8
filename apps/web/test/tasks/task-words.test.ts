import { expect, test } from 'vitest'
import { dueWords, longDay } from '../../src/tasks/due-day'
import { clockAt } from '../../src/views/clock'
import { textsOf } from '../texts'

const clock = clockAt(Date.parse('2026-11-24T09:00:00Z'), { zone: 'UTC', weekStart: 1 })
const words = { t: textsOf('tasks'), locale: 'en', clock } as const

test.each([
  ['2026-11-23', null, 'Yesterday', 'Overdue: Yesterday', 'overdue'],
  ['2025-12-31', null, 'Dec 31, 2025', 'Overdue: Dec 31, 2025', 'overdue'],
  ['2026-11-24', null, 'Today', 'Due: Today', 'today'],
  ['2026-11-24', '08:59', 'Today 08:59 AM', 'Overdue: Today 08:59 AM', 'overdue'],
  ['2026-11-24', '09:30', 'Today 09:30 AM', 'Due: Today 09:30 AM', 'today'],
  ['2026-11-25', null, 'Tomorrow', 'Due: Tomorrow', 'ahead'],
  ['2026-12-01', null, 'Dec 1', 'Due: Dec 1', 'ahead'],
  ['2027-01-01', null, 'Jan 1, 2027', 'Due: Jan 1, 2027', 'ahead'],
])('%s %s, on 24 November 2026 at nine, is shown as %s', (day, time, text, label, state) => {
  expect(dueWords(words, { day, time })).toEqual({ text, label, state })
})

test('the heading of a day has the weekday, and a word such as “Tomorrow” for a day that is near', () => {
  const heading = (day: string) => longDay(words, day)
  expect(heading('2026-11-24')).toBe('Today · Tuesday, November 24')
  expect(heading('2026-11-27')).toBe('Friday, November 27')
  expect(heading('2027-01-01')).toBe('Friday, January 1, 2027')
})
