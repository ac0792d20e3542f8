import { expect, test } from 'vitest'
import { mayName, parseQuickTask, parseRepetition } from '../src/quick-add.js'

// A Tuesday.
const now = new Date(2026, 10, 24, 15, 0)

test.each([
  ['Buy coffee', 'Buy coffee', undefined, undefined],
  ['Buy coffee tomorrow', 'Buy coffee', '2026-11-25', undefined],
  ['tomorrow buy coffee', 'buy coffee', '2026-11-25', undefined],
  ['Renew passport by friday +high', 'Renew passport', '2026-11-27', 'high'],
  ['Renew passport !high by friday', 'Renew passport', '2026-11-27', 'high'],
  ['Pay rent on 1 December', 'Pay rent', '2026-12-01', undefined],
  ['Send the report 2026-12-24 +medium', 'Send the report', '2026-12-24', 'medium'],
  ['Call Bob in two weeks +low', 'Call Bob', '2026-12-08', 'low'],
  ['Water the plants +high today', 'Water the plants', '2026-11-24', 'high'],
])('%j is a title, a day and a priority', (words, title, dueOn, priority) => {
  const task = parseQuickTask(words, { now })
  expect(task).toMatchObject({ title, list: null })
  expect([task.fields.dueOn, task.fields.priority]).toEqual([dueOn, priority])
})

test.each([
  ['Call Bob tomorrow at 5pm', 'Call Bob', { dueOn: '2026-11-25', dueTime: '17:00' }],
  [
    'Water the plants every friday',
    'Water the plants',
    { dueOn: '2026-11-27', recurrence: 'FREQ=WEEKLY;BYDAY=FR', recurrenceFrom: 'schedule' },
  ],
  [
    'Cut the hedge every! 3 days',
    'Cut the hedge',
    { dueOn: '2026-11-24', recurrence: 'FREQ=DAILY;INTERVAL=3', recurrenceFrom: 'completion' },
  ],
  ['Hand in the thesis {friday}', 'Hand in the thesis', { deadlineOn: '2026-11-27' }],
  [
    'Board the train tomorrow at 9 remind me 30 minutes before',
    'Board the train',
    { dueOn: '2026-11-25', dueTime: '09:00', remindBefore: [30] },
  ],
])('%j sets the fields that it names', (words, title, fields) => {
  expect(parseQuickTask(words, { now })).toMatchObject({ title, fields })
})

test.each(['Dinner at 7pm', 'Sun cream', 'Friday drinks'])(
  '%j keeps its words, which may mean something else',
  (words) => expect(parseQuickTask(words, { now })).toMatchObject({ title: words, fields: {}, taken: [] }),
)

test('labels and sections are recognized only if they exist', () => {
  const words = 'Plant bulbs /beds #errand #Garden-work #nonsense'
  expect(parseQuickTask(words, { labels: ['Errand', 'Garden work'], sections: ['Beds'], now })).toMatchObject({
    title: 'Plant bulbs #nonsense',
    labels: ['Errand', 'Garden work'],
    section: 'Beds',
  })
  expect(parseQuickTask(words, { now })).toMatchObject({ title: words, labels: [], section: null, fields: {} })
})

test.each([
  ['every monday', 'FREQ=WEEKLY;BYDAY=MO', '2026-11-30'],
  ['monday', 'FREQ=WEEKLY;BYDAY=MO', '2026-11-30'],
  ['daily', 'FREQ=DAILY', '2026-11-24'],
])('%j is a repetition', (words, rule, on) =>
  expect(parseRepetition(words, { now })).toEqual({ rule, on, from: 'schedule' }),
)

test.each(['sometimes', '', 'every monday at the office'])('%j is not a repetition', (words) =>
  expect(parseRepetition(words, { now })).toBeNull(),
)

test('it returns the words that it removed', () => {
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
  expect(parseQuickTask(words, { lists, now })).toMatchObject({ title, fields: {}, list })
})

test.each([
  'Plant bulbs tomorrow +low @garden',
  'Plant bulbs @garden tomorrow +low',
  '@garden tomorrow plant +low bulbs',
])('%j has a list, a day and a priority', (words) => {
  expect(parseQuickTask(words, { lists, now })).toMatchObject({
    title: expect.stringMatching(/^plant bulbs$/i),
    fields: { dueOn: '2026-11-25', priority: 'low' },
    list: 'Garden',
  })
})

test('names are loaded only if a word starts with their mark', () => {
  expect(['Ask @bob', '@bob', 'Ask\n@bob'].map((words) => mayName(words, '@'))).toEqual([true, true, true])
  expect(['Ask bob', 'Write to me@garden', 'Be there @ nine', 'Ask #bob'].map((words) => mayName(words, '@'))).toEqual([
    false,
    false,
    false,
    false,
  ])
})
