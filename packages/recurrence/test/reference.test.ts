// domain: tasks
import fc from 'fast-check'
import { expect, inject, test } from 'vitest'
import { checkRule, nextOccurrence } from '../src/index.js'
import { type ReferenceRule, referenceNext } from './reference.js'

const some = <T>(values: fc.Arbitrary<T>) => fc.uniqueArray(values, { maxLength: 3 })
const days = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU')
const nthDays = fc.tuple(fc.constantFrom('', '', '1', '2', '4', '5', '-1', '-2'), days).map((parts) => parts.join(''))

/** Rules that name their days, without those that a short month lacks. */
const rules: fc.Arbitrary<ReferenceRule> = fc
  .constantFrom('DAILY' as const, 'WEEKLY' as const, 'MONTHLY' as const, 'YEARLY' as const)
  .chain((freq) =>
    fc.record({
      freq: fc.constant(freq),
      interval: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 15 })),
      byDay: some(freq === 'DAILY' || freq === 'WEEKLY' ? days : nthDays),
      byMonth: some(fc.integer({ min: 1, max: 12 })),
      byMonthDay:
        freq === 'WEEKLY'
          ? fc.constant([])
          : some(fc.oneof(fc.integer({ min: 1, max: 28 }), fc.constantFrom(-1, -2, -9))),
      bySetPos: freq === 'DAILY' ? fc.constant([]) : fc.oneof(fc.constant([]), some(fc.constantFrom(1, 2, 3, -1, -2))),
    }),
  )
  .filter(({ freq, byDay, byMonthDay }) => freq === 'DAILY' || byDay.length > 0 || byMonthDay.length > 0)

const date = fc
  .date({ min: new Date('1995-01-01T00:00Z'), max: new Date('2035-01-01T00:00Z'), noInvalidDate: true })
  .map((one) => one.toISOString().slice(0, 10))

function textOf({ freq, interval, byDay, byMonth, byMonthDay, bySetPos }: ReferenceRule): string {
  const lists = { BYDAY: byDay, BYMONTH: byMonth, BYMONTHDAY: byMonthDay, BYSETPOS: bySetPos }
  const parts = Object.entries(lists).flatMap(([name, list]) => (list.length > 0 ? `${name}=${list}` : []))
  return [`FREQ=${freq}`, `INTERVAL=${interval}`, ...parts].join(';')
}

const isLong = inject('long')

test('for any rule, the next day is the one that a search through every day finds', () => {
  const check = fc.property(rules, date, fc.integer({ min: -400, max: 2000 }), (parts, on, delay) => {
    const rule = textOf(parts)
    fc.pre(checkRule(rule) === null)
    const completed = new Date(Date.parse(on) + delay * 86_400_000).toISOString().slice(0, 10)
    const task = { rule, from: 'schedule', on, time: null, zone: null } as const
    const found = nextOccurrence(task, { at: `${completed}T12:00:00Z`, zone: 'UTC' })
    // The reference is slow, so a day that is far away is only compared with the absence of earlier ones.
    const from = delay > 0 ? completed : on
    const horizon = `${Number(from.slice(0, 4)) + 8}${from.slice(4)}`
    const isNear = found !== null && found.on <= horizon
    expect(referenceNext(parts, on, [from, isNear ? found.on : horizon])).toBe(isNear ? found.on : null)
  })
  fc.assert(check, { numRuns: isLong ? 10_000 : 80 })
})

test('a rule is only refused as one that never matches if no day of 28 years does', () => {
  const check = fc.property(rules, (parts) => {
    fc.pre(checkRule(textOf(parts))?.includes('never matches') ?? false)
    expect(referenceNext({ ...parts, interval: 1 }, '2000-01-01', ['1999-12-31', '2027-12-31'])).toBeNull()
  })
  fc.assert(check, { numRuns: isLong ? 200 : 10, maxSkipsPerRun: 10_000 })
})
