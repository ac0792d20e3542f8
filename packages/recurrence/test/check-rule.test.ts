// domain: tasks
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkRule, nextOccurrence, normalizeRule } from '../src/index.js'

/** @returns the CPU time that a function takes, in milliseconds. Unlike elapsed time, it hardly depends on other processes. */
function cpuMs(run: () => void): number {
  const start = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1_000
}

test.each([
  ['', 'empty'],
  ['RRULE:', 'empty'],
  ['daily', 'a name and a value'],
  ['FREQ=', 'a name and a value'],
  ['INTERVAL=2', 'does not say how often'],
  ['FREQ=SECONDLY', 'every hour, but not more often'],
  ['FREQ=MINUTELY;INTERVAL=30', 'every hour, but not more often'],
  ['FREQ=OFTEN', 'FREQ must be HOURLY, DAILY, WEEKLY, MONTHLY or YEARLY.'],
  ['FREQ=DAILY;FREQ=DAILY', 'FREQ twice'],
  ['FREQ=DAILY;INTERVAL=0', 'INTERVAL must be a whole number from 1 to 1000.'],
  ['FREQ=DAILY;INTERVAL=1001', 'from 1 to 1000'],
  ['FREQ=DAILY;INTERVAL=1e2', 'from 1 to 1000'],
  ['FREQ=DAILY;INTERVAL=-1', 'from 1 to 1000'],
  ['FREQ=DAILY;COUNT=0', 'COUNT must be a whole number from 1 to 100000.'],
  ['FREQ=DAILY;COUNT=2;UNTIL=20261231', 'not by both'],
  ['FREQ=DAILY;UNTIL=20260231', 'UNTIL must be an existing day'],
  ['FREQ=DAILY;UNTIL=tomorrow', 'UNTIL must be an existing day'],
  ['FREQ=WEEKLY;BYDAY=MON', 'BYDAY must have days'],
  ['FREQ=WEEKLY;BYDAY=', 'a name and a value'],
  ['FREQ=WEEKLY;BYDAY=2MO', 'needs FREQ=MONTHLY'],
  ['FREQ=MONTHLY;BYDAY=0MO', 'BYDAY must have days'],
  ['FREQ=YEARLY;BYDAY=54MO', 'BYDAY must have days'],
  ['FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO', 'without BYWEEKNO'],
  ['FREQ=MONTHLY;BYMONTHDAY=32', 'BYMONTHDAY must be from 1 to 31, or from -31 to -1.'],
  ['FREQ=MONTHLY;BYMONTHDAY=0', 'BYMONTHDAY must be'],
  ['FREQ=YEARLY;BYMONTH=13', 'BYMONTH must be from 1 to 12.'],
  ['FREQ=YEARLY;BYMONTH=-1', 'BYMONTH must be from 1 to 12.'],
  ['FREQ=DAILY;BYHOUR=24', 'BYHOUR must be from 0 to 23.'],
  ['FREQ=DAILY;BYSECOND=30', 'BYSECOND must be 0.'],
  ['FREQ=WEEKLY;BYMONTHDAY=1', 'BYMONTHDAY cannot be used'],
  ['FREQ=YEARLY;BYDAY=2MO,TU', 'Positions in BYDAY'],
  ['FREQ=YEARLY;BYDAY=2MO;BYMONTHDAY=13', 'Positions in BYDAY'],
  ['FREQ=MONTHLY;BYWEEKNO=1', 'need FREQ=YEARLY'],
  ['FREQ=DAILY;BYYEARDAY=1', 'need FREQ=YEARLY'],
  ['FREQ=DAILY;BYSETPOS=1', 'BYSETPOS needs'],
  ['FREQ=MONTHLY;BYSETPOS=1', 'chooses among days'],
  ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1;BYHOUR=9,17', 'more than one time of day'],
  ['RSCALE=HEBREW;FREQ=YEARLY', 'RSCALE must be GREGORIAN.'],
  ['FREQ=DAILY;SKIP=SOMETIMES', 'SKIP must be BACKWARD, FORWARD or OMIT.'],
  ['FREQ=DAILY;X-FOO=1', 'no part X-FOO'],
  ['FREQ=DAILY;DTSTART=20260101', 'no part DTSTART'],
  [`FREQ=YEARLY;BYYEARDAY=${Array(400).fill('1').join(',')}`, 'at most 500 characters'],
])('%s is refused, and the message says why: %s', (rule, words) => {
  expect(checkRule(rule)).toContain(words)
  expect(() => normalizeRule(rule, '2026-11-26')).toThrow(RangeError)
})

const never = [
  'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=MONTHLY;BYMONTH=2,4;BYMONTHDAY=31',
  'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=MONTHLY;BYDAY=6MO',
  'FREQ=MONTHLY;BYMONTHDAY=1;BYDAY=2MO',
  'FREQ=MONTHLY;BYMONTHDAY=1;BYSETPOS=2',
  'FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=3',
  'FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6;BYDAY=MO',
  'FREQ=YEARLY;BYYEARDAY=1;BYMONTH=12',
  'FREQ=YEARLY;BYDAY=MO;BYMONTH=5;BYSETPOS=366',
]

test.each(never)('%s never matches, and this is found quickly', (rule) => {
  expect(cpuMs(() => expect(checkRule(rule)).toContain('never matches a day'))).toBeLessThan(250)
})

test.each([
  'freq=daily',
  ' RRULE:FREQ=WEEKLY;BYDAY=MO,TH; ',
  'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
  'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO',
  'FREQ=MONTHLY;BYDAY=+1MO,-1FR',
  'FREQ=YEARLY;BYDAY=53TH',
  'FREQ=YEARLY;BYWEEKNO=53',
  'FREQ=YEARLY;BYYEARDAY=366',
  'FREQ=MONTHLY;BYMONTHDAY=31;BYDAY=SU',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;BYHOUR=9;BYMINUTE=0;BYSECOND=0',
  'FREQ=WEEKLY;WKST=SU;UNTIL=20270101T000000Z',
  'RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=FORWARD',
])('%s is accepted', (rule) => expect(checkRule(rule)).toBeNull())

describe('normalizing', () => {
  test.each([
    ['FREQ=DAILY', '2026-11-26', 'FREQ=DAILY'],
    ['rrule:freq=weekly;interval=1;', '2026-11-26', 'FREQ=WEEKLY;BYDAY=TH'],
    ['INTERVAL=2;FREQ=WEEKLY', '2026-11-29', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU'],
    ['FREQ=WEEKLY;BYDAY=MO', '2026-11-26', 'FREQ=WEEKLY;BYDAY=MO'],
    ['FREQ=MONTHLY', '2026-01-31', 'FREQ=MONTHLY;BYMONTHDAY=31'],
    ['FREQ=MONTHLY;BYDAY=-1FR', '2026-01-31', 'FREQ=MONTHLY;BYDAY=-1FR'],
    ['FREQ=MONTHLY;BYMONTH=6,3', '2026-01-31', 'FREQ=MONTHLY;BYMONTH=3,6;BYMONTHDAY=31'],
    ['FREQ=YEARLY', '2028-02-29', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29'],
    ['FREQ=YEARLY;BYMONTH=5', '2028-02-29', 'FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=29'],
    ['FREQ=YEARLY;BYWEEKNO=20', '2026-05-14', 'FREQ=YEARLY;BYDAY=TH;BYWEEKNO=20'],
    ['FREQ=YEARLY;BYYEARDAY=1', '2026-05-14', 'FREQ=YEARLY;BYYEARDAY=1'],
    ['FREQ=DAILY;BYHOUR=9;BYSECOND=0;COUNT=5', '2026-05-14', 'FREQ=DAILY;COUNT=5;BYHOUR=9'],
    ['FREQ=MONTHLY;SKIP=OMIT', '2026-01-31', 'RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=OMIT'],
  ])('%s from %s is %s', (rule, on, normal) => {
    expect(normalizeRule(rule, on)).toBe(normal)
    expect(normalizeRule(normal, '2027-07-07')).toBe(normal)
  })
})

const numbers = (min: number, max: number) => fc.array(fc.integer({ min, max }), { maxLength: 9 }).map(String)
const part = fc.oneof(
  fc.tuple(fc.constantFrom('BYMONTH', 'BYHOUR', 'BYMINUTE'), numbers(0, 24)),
  fc.tuple(fc.constantFrom('BYMONTHDAY', 'BYWEEKNO', 'BYYEARDAY', 'BYSETPOS'), numbers(-53, 366)),
  fc.tuple(fc.constant('BYDAY'), fc.array(fc.constantFrom('MO', 'TU', '1WE', '-1FR', '5SU', '53SA')).map(String)),
  fc.tuple(fc.constant('INTERVAL'), fc.constantFrom('1', '7', '12', '999', '1000')),
  fc.tuple(fc.constant('SKIP'), fc.constantFrom('OMIT', 'FORWARD', 'BACKWARD')),
)
const rules = fc
  .tuple(fc.constantFrom('HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'), fc.array(part, { maxLength: 4 }))
  .map(([freq, parts]) => [`FREQ=${freq}`, ...parts.map(([name, value]) => `${name}=${value}`)].join(';'))

test('any text is checked within a second, and an accepted rule gives the next occurrence just as quickly', () => {
  fc.assert(
    fc.property(fc.oneof({ weight: 9, arbitrary: rules }, fc.string({ maxLength: 600 })), (rule) => {
      const task = { rule, from: 'schedule', on: '1999-11-30', time: '09:00', zone: null } as const
      const takes = cpuMs(() => {
        if (checkRule(rule) === null) nextOccurrence(task, { at: '2026-11-26T12:00:00Z', zone: 'Europe/Berlin' })
      })
      expect(takes).toBeLessThan(1000)
    }),
    { numRuns: 100 },
  )
})
