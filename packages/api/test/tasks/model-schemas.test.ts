import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { newFilter } from '../../src/filters/filter-schemas.js'
import { newLabel } from '../../src/labels/label-schemas.js'
import { preferencesChanges } from '../../src/preferences/preferences-schemas.js'
import { newTask, newTasks, taskBulk, taskChanges } from '../../src/tasks/task-schemas.js'

const ids = (count: number) => Array.from({ length: count }, () => uuidv7())
const [one = ''] = ids(1)

test.each([
  [{ dueTime: '00:00', dueZone: 'Europe/Berlin', deadlineOn: '2026-12-24', deadlineTime: '23:59' }],
  [{ recurrence: 'FREQ=MONTHLY;BYDAY=-1FR', recurrenceFrom: 'completion' as const }],
  [{ labelIds: ids(50), remindBefore: [0, 40_320], remindAt: ['2026-11-26T09:30:00Z'] }],
  [{ position: 'a0V', parentId: one, sectionId: one }],
])('a task may have %j', (fields) => {
  expect(newTask.safeParse({ title: 'x', ...fields }).success).toBe(true)
  expect(taskChanges.safeParse({ id: one, ...fields }).success).toBe(true)
})

test.each([
  [{ dueTime: '24:00' }, 'must be a time of day'],
  [{ dueTime: '9:00' }, 'must be a time of day'],
  [{ dueZone: '+01:00' }, 'must be a time zone'],
  [{ deadlineZone: 'Europe/Atlantis' }, 'must be a time zone'],
  [{ recurrence: 'every day' }, 'FREQ'],
  [{ recurrence: `FREQ=DAILY;${'X'.repeat(500)}` }, 'must have at most 500 characters'],
  [{ recurrenceFrom: 'today' }, ''],
  [{ labelIds: ids(51) }, ''],
  [{ labelIds: [one, one] }, 'must not name a label twice'],
  [{ remindBefore: [-1] }, ''],
  [{ remindBefore: [40_321] }, ''],
  [{ remindBefore: [1, 2, 3, 4, 5, 6] }, ''],
  [{ remindAt: Array(6).fill('2026-11-26T09:30:00Z') }, ''],
  [{ position: '' }, 'must be a key of fractional-indexing'],
  [{ position: 'a00' }, 'must be a key of fractional-indexing'],
  [{ position: '!' }, 'must be a key of fractional-indexing'],
  [{ nextId: one }, ''],
])('a task cannot have %j', (fields, message) => {
  for (const result of [newTask.safeParse({ title: 'x', ...fields }), taskChanges.safeParse({ id: one, ...fields })]) {
    expect(result.success).toBe(false)
    expect(JSON.stringify(result.error?.issues)).toContain(message)
  }
})

test('a filter is stored as it was written, even if no version of the app understands it', () => {
  const query = '!(due < +3d) & 🏡 خطة'
  expect(newFilter.parse({ title: 'x', query: `  ${query} ` }).query).toBe(query)
})

test('the default position of a task is valid', () => {
  expect(newTask.safeParse({ title: 'x', position: 'h0Vc4gfFY' }).success).toBe(true)
})

test.each([
  ['201 tasks at once', taskBulk, { ids: ids(201), action: { type: 'complete' } }],
  ['no task', taskBulk, { ids: [], action: { type: 'complete' } }],
  ['an unknown action', taskBulk, { ids: [one], action: { type: 'erase' } }],
  ['101 new tasks', newTasks, { tasks: Array(101).fill({ title: 'x' }) }],
  ['one id for two tasks', newTasks, { tasks: Array(2).fill({ id: one, title: 'x' }) }],
  ['only a time zone', taskChanges, { id: one, zone: 'Europe/Berlin' }],
  ['an unknown colour', newLabel, { title: 'x', color: 'lilac' }],
  ['a filter of two lines', newFilter, { title: 'x', query: 'today\noverdue' }],
  ['an invisible filter', newFilter, { title: 'x', query: ' \u200b\u2060 ' }],
  ['a filter of 501 characters', newFilter, { title: 'x', query: '&'.repeat(501) }],
  ['an eighth day of the week', preferencesChanges, { weekStart: 8 }],
  ['an unknown language', preferencesChanges, { language: 'fr' }],
  ['no preference', preferencesChanges, {}],
])('is refused: %s', (_what, schema, input) => {
  expect(schema.safeParse(input).success).toBe(false)
})
