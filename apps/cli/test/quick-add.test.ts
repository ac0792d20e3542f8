import { expect, test } from 'vitest'
import { isCalled } from '../src/find-list.js'
import { mayNameList, parseQuickTask } from '../src/quick-add.js'
import { dates, titles } from './quick-add-corpus.js'

// A Tuesday.
const now = new Date(2026, 10, 24, 15, 0)

test.each([
  ['Buy coffee', 'Buy coffee', null, 'none'],
  ['Buy coffee tomorrow', 'Buy coffee', '2026-11-25', 'none'],
  ['tomorrow buy coffee', 'buy coffee', '2026-11-25', 'none'],
  ['Renew passport by friday +high', 'Renew passport', '2026-11-27', 'high'],
  ['Renew passport !high by friday', 'Renew passport', '2026-11-27', 'high'],
  ['Pay rent on 1 December', 'Pay rent', '2026-12-01', 'none'],
  ['Send the report 2026-12-24 +medium', 'Send the report', '2026-12-24', 'medium'],
  ['Call Bob in two weeks +low', 'Call Bob', '2026-12-08', 'low'],
  ['Water the plants +high today', 'Water the plants', '2026-11-24', 'high'],
])('%j is a title, a day and a priority', (words, title, dueOn, priority) => {
  expect(parseQuickTask(words, { now })).toEqual({ title, dueOn, priority, list: null })
})

test.each([...titles, 'Wow! a task', 'Use !important sparingly', '2 + high'])('%j keeps every word', (words) =>
  expect(parseQuickTask(words, { now })).toEqual({ title: words, dueOn: null, priority: 'none', list: null }),
)

test.each(dates)('%j is due on a day, and keeps the rest', (words, title, dueOn) =>
  expect(parseQuickTask(words, { now })).toMatchObject({ title, dueOn }),
)

test.each([
  ['in the morning', 0],
  ['a minute before midnight', 23],
])('today is today %s', (_when, hour) => {
  const then = new Date(2026, 10, 24, hour, 59)
  expect(parseQuickTask('Send it 24 November', { now: then }).dueOn).toBe('2026-11-24')
  expect(parseQuickTask('Send it today', { now: then }).dueOn).toBe('2026-11-24')
  expect(parseQuickTask('Send it tomorrow', { now: then }).dueOn).toBe('2026-11-25')
})

const lists = [{ title: 'Garden' }, { title: 'Garden  and balcony' }, { title: 'To-do' }, { title: 'Büro' }]
const isList = (name: string) => lists.some(isCalled(name))

test.each([
  ['Plant bulbs @garden', 'Plant bulbs', 'garden'],
  ['@GARDEN plant bulbs', 'plant bulbs', 'GARDEN'],
  ['Plant @garden-and-balcony bulbs', 'Plant bulbs', 'garden-and-balcony'],
  ['Plant bulbs @to-do', 'Plant bulbs', 'to-do'],
  ['Order pens @bu\u0308ro', 'Order pens', 'bu\u0308ro'],
  ['Plant bulbs @garden @büro', 'Plant bulbs', 'büro'],
  ['Ask @bob @garden', 'Ask @bob', 'garden'],
  ['Ask @bob', 'Ask @bob', null],
  ['Plant bulbs @garden-and', 'Plant bulbs @garden-and', null],
  ['Plant bulbs @gard', 'Plant bulbs @gard', null],
  ['Plant bulbs @ garden', 'Plant bulbs @ garden', null],
  ['Write to me@garden', 'Write to me@garden', null],
])('%j names a list only if a list with that name exists', (words, title, list) => {
  expect(parseQuickTask(words, { isList, now })).toEqual({ title, dueOn: null, priority: 'none', list })
})

test.each([
  'Plant bulbs tomorrow +low @garden',
  'Plant bulbs @garden tomorrow +low',
  '@garden tomorrow plant +low bulbs',
])('%j has a list, a day and a priority', (words) => {
  expect(parseQuickTask(words, { isList, now })).toEqual({
    title: expect.stringMatching(/^plant bulbs$/i),
    dueOn: '2026-11-25',
    priority: 'low',
    list: 'garden',
  })
})

test('lists are loaded only if a word begins with an @', () => {
  expect(['Ask @bob', '@bob', 'Ask\n@bob'].map(mayNameList)).toEqual([true, true, true])
  expect(['Ask bob', 'Write to me@garden', 'Be there @ nine'].map(mayNameList)).toEqual([false, false, false])
})
