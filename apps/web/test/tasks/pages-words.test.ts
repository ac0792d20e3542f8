import { expect, test } from 'vitest'
import { firstStepIds, isNew } from '../../src/first-steps/first-step-ids'
import { type Action, actionWords, actorWords } from '../../src/history/action-words'
import { type Looks, readLooks, writeLooks } from '../../src/looks/looks'
import { mostNested, nesting } from '../../src/markdown/nesting'
import { startOfWeek } from '../../src/statistics/calendar-days'
import { byDay, byWeek, type Statistics } from '../../src/statistics/counts'
import { addDays, clockAt } from '../../src/views/clock'
import { textsOf } from '../texts'

test('the first tasks of an account have the same ids everywhere and in order, and those of another account have different ones', () => {
  const createdAt = new Date('2026-11-26T09:00:00Z')
  const ids = firstStepIds({ id: 'ada', createdAt })
  expect(ids).toEqual(firstStepIds({ id: 'ada', createdAt }))
  expect(ids).toEqual([...ids].sort())
  for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  expect(firstStepIds({ id: 'bob', createdAt }).filter((id) => ids.includes(id))).toEqual([])
  expect([isNew({ id: 'ada', createdAt: new Date() }), isNew({ id: 'ada', createdAt: new Date(0) })]).toEqual([
    true,
    false,
  ])
})

test.each<Looks>([
  { language: 'ar', density: 'compact', appearance: 'dark' },
  { language: null, density: 'comfortable', appearance: 'auto' },
])('the cookie stores the looks: %j', (looks) => {
  expect(readLooks(writeLooks(looks))).toEqual(looks)
})

test.each([undefined, '', 'fr.tiny.red', 'de', '..', '"><script>'])(
  'unknown values in a cookie are ignored: %j',
  (cookie) => {
    const { density, appearance } = readLooks(cookie)
    expect([density, appearance]).toEqual(['comfortable', 'auto'])
    expect(readLooks(cookie).language).toBe(cookie === 'de' ? 'de' : null)
  },
)

test('days and weeks follow the calendar, even when the clocks change', () => {
  expect(addDays('2026-03-28', 2)).toBe('2026-03-30')
  expect(startOfWeek('2026-11-26', 1)).toBe('2026-11-23')
  expect(startOfWeek('2026-11-26', 7)).toBe('2026-11-22')
  expect(startOfWeek('2026-11-23', 1)).toBe('2026-11-23')
  expect(startOfWeek('2026-11-22', 1)).toBe('2026-11-16')
  expect(clockAt(Date.now(), { zone: 'UTC', weekStart: 1 }).today).toMatch(/^\d{4}-\d\d-\d\d$/)
})

test('each completed task is counted in one day and in one week', () => {
  const days = [
    { day: '2026-09-07', done: 5 },
    { day: '2026-11-22', done: 2 },
    { day: '2026-11-23', done: 1 },
  ]
  const statistics = { days } as Statistics
  const inDays = byDay(statistics, '2026-11-26')
  expect([inDays.length, inDays[0]?.day, inDays.at(-1)?.day]).toEqual([28, '2026-10-30', '2026-11-26'])
  expect(inDays.filter(({ done }) => done > 0)).toEqual(days.slice(1))
  const inWeeks = byWeek(statistics, '2026-11-26', 1)
  expect(inWeeks).toHaveLength(12)
  expect(inWeeks.filter(({ done }) => done > 0)).toEqual([
    { day: '2026-09-07', done: 5 },
    { day: '2026-11-16', done: 2 },
    { day: '2026-11-23', done: 1 },
  ])
})

const action = (changes: Partial<Action>): Action => ({
  seq: 1,
  at: '2026-11-26T09:00:00.000Z',
  client: null,
  isOwnSession: true,
  undoes: null,
  undoneBy: null,
  changes: [],
  rows: 1,
  ...changes,
})
const changed = (name: string, before: string | null, after: string | null): Action['changes'] => [
  { kind: 'task', id: 'x', version: 2, title: 'Ferns', what: 'changed', fields: [{ name, before, after }] },
]

test.each([
  [action({ changes: changed('completedAt', null, 'now') }), 'Completed: “Ferns”'],
  [action({ changes: changed('completedAt', 'now', null), rows: 3 }), 'Reopened: 3 items'],
  [action({ changes: changed('title', 'a', 'b') }), 'Changed: “Ferns”'],
  [action({ undoes: 1 }), 'Undid an action'],
])('an action is described in plain words: %#', (one, words) => {
  expect(actionWords(textsOf('history'), one)).toBe(words)
})

test('an action names who did it: the person, here or elsewhere, or the app', () => {
  const t = textsOf('history')
  expect(actorWords(t, action({}))).toBe('You, here')
  expect(actorWords(t, action({ isOwnSession: false }))).toMatch(/another device/)
  expect(actorWords(t, action({ client: 'Claude' }))).toBe('Claude, an app or agent')
})

test('notes are rendered, but not those that would exhaust the browser', () => {
  const usual = [
    '- a\n  - b\n    - c\n      - d',
    '> > > quote',
    '1. x\n   1. y',
    `[x](${'a'.repeat(2_000)})`,
    '**a** _b_ '.repeat(20),
  ]
  for (const markdown of usual) expect(nesting(markdown), markdown).toBeLessThan(mostNested)
  for (const markdown of ['>'.repeat(10_000), '- '.repeat(2_000), '['.repeat(10_000), `${' '.repeat(400)}- x`])
    expect(nesting(markdown)).toBeGreaterThan(mostNested)
})
