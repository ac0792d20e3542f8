// domain: tasks
import { describe, expect, test } from 'vitest'
import { parseQuickAdd, type QuickAddOptions, type Taken } from '../src/index.js'
import * as arabic from './golden/arabic.js'
import * as english from './golden/english.js'
import { dates } from './golden/english-days.js'
import * as german from './golden/german.js'

/** 15:00 on Tuesday, 24 November 2026. */
const now = '2026-11-24T14:00:00Z'
const names = { lists: ['Garden'], labels: ['Outside'], sections: ['Beds'] }
const options = (language: QuickAddOptions['language']) => ({ language, now, zone: 'Europe/Berlin', ...names })

const words: Partial<Record<Taken['kind'], string>> = { reminder: 'remind' }

function shown(taken: Taken): string {
  if (taken.kind !== 'recurrence') return `${words[taken.kind] ?? taken.kind}=${taken.value}`
  const { rule, from, on } = taken.value
  return `${from === 'completion' ? 'done' : 'rule'}=${rule}@${on}`
}

describe.each([
  ['en', english],
  ['de', german],
  ['ar', arabic],
] as const)('in %s', (language, { understood, untouched }) => {
  test.each(understood)('%j is %j with %s', (line, title, taken) => {
    const read = parseQuickAdd(line, options(language))
    expect([read.title, read.taken.map(shown).join(' ')]).toEqual([title, taken])
  })

  test.each(untouched)('%j keeps every word', (line) => {
    expect(parseQuickAdd(line, options(language))).toEqual({ title: line, taken: [] })
  })

  test('there are at least 120 lines in which every word stays', () => {
    expect(new Set(untouched).size).toBeGreaterThanOrEqual(120)
  })
})

test.each(dates)('for a caller without times, %j is %j on %s', (line, title, due) => {
  const read = parseQuickAdd(line, { ...options('en'), kinds: ['due', 'priority', 'list'] })
  expect([read.title, ...read.taken.map((one) => one.value)]).toEqual([title, due])
})

test.each(['in the morning', 'a minute before midnight'])(
  'today is today %s, in the time zone of the person',
  (when) => {
    const at = when === 'in the morning' ? '2026-11-23T23:59:00Z' : '2026-11-24T22:59:00Z'
    const due = (line: string) => parseQuickAdd(line, { ...options('en'), now: at }).taken[0]?.value
    expect(['Send it 24 November', 'Send it today', 'Send it tomorrow'].map(due)).toEqual([
      '2026-11-24',
      '2026-11-24',
      '2026-11-25',
    ])
  },
)

test.each([
  // Sunday, 29 November 2026: for some people the week ends then, for others it has just started.
  ['2026-11-29T12:00:00Z', 1, '2026-12-04'],
  ['2026-11-29T12:00:00Z', 7, '2026-12-11'],
  ['2026-11-29T12:00:00Z', 6, '2026-12-11'],
  ['2026-11-28T12:00:00Z', 7, '2026-12-04'],
  ['2026-11-28T12:00:00Z', 6, '2026-12-11'],
])('at %s, in a week that starts on day %i, next friday is %s', (at, weekStart, day) => {
  const { taken } = parseQuickAdd('Submit next friday', { ...options('en'), now: at, weekStart })
  expect(taken).toMatchObject([{ kind: 'due', value: day }])
  const coming = parseQuickAdd('Submit friday', { ...options('en'), now: at, weekStart })
  expect(coming.taken).toMatchObject([{ kind: 'due', value: '2026-12-04' }])
})
