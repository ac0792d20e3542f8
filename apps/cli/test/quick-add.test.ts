import { expect, test } from 'vitest'
import { mayNameList, parseQuickTask } from '../src/quick-add.js'

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
  expect(parseQuickTask(words, { now })).toMatchObject({ title, dueOn, priority, list: null })
})

test.each(['Dinner at 7pm', 'Water the plants every Friday', 'Hand in the thesis {friday}'])(
  '%j keeps the words for what add cannot set',
  (words) => expect(parseQuickTask(words, { now })).toMatchObject({ title: words, taken: [] }),
)

test('it says which words it took', () => {
  const { title, taken } = parseQuickTask('Renew passport, by friday +high', { now })
  expect({ title, taken }).toEqual({ title: 'Renew passport', taken: ['by friday', '+high'] })
})

const lists = ['Garden', 'Garden  and balcony', 'To-do', 'Büro']

test.each([
  ['Plant bulbs @garden', 'Plant bulbs', 'Garden'],
  ['@GARDEN plant bulbs', 'plant bulbs', 'Garden'],
  ['Plant @garden-and-balcony bulbs', 'Plant bulbs', 'Garden  and balcony'],
  ['Plant bulbs @to-do', 'Plant bulbs', 'To-do'],
  ['Order pens @bu\u0308ro', 'Order pens', 'Büro'],
  ['Plant bulbs @garden @büro', 'Plant bulbs', 'Büro'],
  ['Ask @bob @garden', 'Ask @bob', 'Garden'],
  ['Ask @bob', 'Ask @bob', null],
  ['Plant bulbs @garden-and', 'Plant bulbs @garden-and', null],
  ['Plant bulbs @gard', 'Plant bulbs @gard', null],
  ['Plant bulbs @ garden', 'Plant bulbs @ garden', null],
  ['Write to me@garden', 'Write to me@garden', null],
])('%j names a list only if a list with that name exists', (words, title, list) => {
  expect(parseQuickTask(words, { lists, now })).toMatchObject({ title, dueOn: null, priority: 'none', list })
})

test.each([
  'Plant bulbs tomorrow +low @garden',
  'Plant bulbs @garden tomorrow +low',
  '@garden tomorrow plant +low bulbs',
])('%j has a list, a day and a priority', (words) => {
  expect(parseQuickTask(words, { lists, now })).toMatchObject({
    title: expect.stringMatching(/^plant bulbs$/i),
    dueOn: '2026-11-25',
    priority: 'low',
    list: 'Garden',
  })
})

test('lists are loaded only if a word begins with an @', () => {
  expect(['Ask @bob', '@bob', 'Ask\n@bob'].map(mayNameList)).toEqual([true, true, true])
  expect(['Ask bob', 'Write to me@garden', 'Be there @ nine'].map(mayNameList)).toEqual([false, false, false])
})
