import { expect, test } from 'vitest'
import { parseQuickTask } from '../src/quick-add.js'

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
  expect(parseQuickTask(words, now)).toEqual({ title, dueOn, priority })
})

test.each([
  'Read the Sunday papers aloud',
  'Tomorrow',
  'Wow! a task',
  'Use !important sparingly',
  'Compare 3 offers',
  '2 + high',
])('%j keeps its title', (words) =>
  expect(parseQuickTask(words, now)).toEqual({ title: words, dueOn: null, priority: 'none' }),
)
