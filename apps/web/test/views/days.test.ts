// domain: tasks
import { expect, test } from 'vitest'
import { addDays, clockAt, momentOn, nextWeek } from '../../src/views/clock'
import { deadlineOf, isForToday, isOverdue, plannedOf } from '../../src/views/due'
import { dataOf, taskOf } from './view-data'

const at = (instant: string, zone: string) => clockAt(Date.parse(instant), { zone, weekStart: 1 })

test('a due day without a time is the same day everywhere, is not overdue on that day, and gets no time', () => {
  const task = taskOf('Renew passport', { dueOn: '2026-11-26' })
  // At this instant it is the 26th in both places, in the evening here and in the morning there.
  for (const [instant, zone] of [
    ['2026-11-27T09:30:00Z', 'Pacific/Honolulu'],
    ['2026-11-25T23:30:00Z', 'Pacific/Kiritimati'],
    ['2026-11-26T22:59:00Z', 'Europe/Berlin'],
  ] as const) {
    const clock = at(instant, zone)
    expect(clock.today).toBe('2026-11-26')
    expect(plannedOf(task, clock)).toEqual({ day: '2026-11-26', time: null })
    expect(isOverdue(task, clock)).toBe(false)
    expect(isForToday(task, clock)).toBe(true)
  }
  expect(isOverdue(task, at('2026-11-26T23:01:00Z', 'Europe/Berlin'))).toBe(true)
})

test('a time without a zone is the same on every clock. A time with a zone moves, possibly to another day', () => {
  const floating = taskOf('Call', { dueOn: '2026-11-26', dueTime: '10:00' })
  const zoned = taskOf('Call Tokyo', { dueOn: '2026-11-27', dueTime: '01:00', dueZone: 'Asia/Tokyo' })
  const berlin = at('2026-11-26T09:00:00Z', 'Europe/Berlin')
  expect(plannedOf(floating, berlin)).toEqual({ day: '2026-11-26', time: '10:00' })
  expect(plannedOf(floating, at('2026-11-26T09:00:00Z', 'America/New_York'))?.time).toBe('10:00')
  expect(plannedOf(zoned, berlin)).toEqual({ day: '2026-11-26', time: '17:00' })
  expect(isForToday(zoned, berlin)).toBe(true)
})

test.each([
  ['that the clock skips becomes that much later', '2026-03-29', '02:30', '01:30'],
  ['that the clock shows twice means the first', '2026-10-25', '02:30', '00:30'],
  ['right after the change stays as it is', '2026-03-29', '03:00', '01:00'],
])('a time %s', (_, day, time, utc) => {
  expect(momentOn(at('2026-01-01T00:00:00Z', 'UTC'), { day, time }, 'Europe/Berlin')).toEqual({ day, time: utc })
})

test('a time is overdue as soon as it has passed, and not before', () => {
  const task = taskOf('Call', { dueOn: '2026-11-26', dueTime: '10:00' })
  expect(isOverdue(task, at('2026-11-26T09:00:00Z', 'Europe/Berlin'))).toBe(false)
  expect(isOverdue(task, at('2026-11-26T09:01:00Z', 'Europe/Berlin'))).toBe(true)
})

test('today has tasks that are planned for today or earlier, and every deadline that is today or was missed', () => {
  const { clock } = dataOf([])
  expect(isForToday(taskOf('Later', { dueOn: '2026-11-27' }), clock)).toBe(false)
  expect(isForToday(taskOf('Earlier', { dueOn: '2020-01-01' }), clock)).toBe(true)
  // A missed deadline does not disappear, even if the task is planned for later.
  const missed = taskOf('Tax', { dueOn: '2026-12-24', deadlineOn: '2026-11-20' })
  expect(isForToday(missed, clock)).toBe(true)
  expect(isOverdue(missed, clock)).toBe(true)
  expect(deadlineOf(missed, clock)).toEqual({ day: '2026-11-20', time: null })
  expect(isForToday(taskOf('Free'), clock)).toBe(false)
})

test('tomorrow and the next week follow from the current day', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
  expect(nextWeek({ today: '2026-11-26', weekStart: 1 })).toBe('2026-11-30')
  expect(nextWeek({ today: '2026-11-30', weekStart: 1 })).toBe('2026-12-07')
  expect(nextWeek({ today: '2026-11-26', weekStart: 7 })).toBe('2026-11-29')
  expect(nextWeek({ today: '2026-11-26', weekStart: 6 })).toBe('2026-11-28')
})
