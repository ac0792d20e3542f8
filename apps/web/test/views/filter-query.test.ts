// domain: tasks
import { describe, expect, test } from 'vitest'
import { completeFilter, parseFilter } from '../../src/views/filter-query'
import { tasksOf } from '../../src/views/task-view'
import { dataOf, labelOf, listOf, taskOf } from './view-data'

const [home, work] = [labelOf('home'), labelOf('Big work')]
const garden = listOf('Garden')
const names = { lists: [garden], labels: [home, work] }
const data = dataOf(
  [
    taskOf('a', { dueOn: '2026-11-26', labelIds: [home.id], priority: 'high' }),
    taskOf('b', { dueOn: '2026-11-20', listId: garden.id }),
    taskOf('c', { dueOn: '2026-11-27', priority: 'high', recurrence: 'FREQ=DAILY' }),
    taskOf('d', { labelIds: [work.id], notes: 'Two Photos' }),
    taskOf('e', { deadlineOn: '2026-12-24' }),
  ],
  names,
)

test.each([
  ['today', 'ab'],
  ['overdue', 'b'],
  ['tomorrow', 'c'],
  ['next 7 days', 'abc'],
  ['no date', 'd'],
  ['No  Date', 'd'],
  ['deadline', 'e'],
  ['today & !label:home', 'b'],
  ['today & priority:high', 'a'],
  ['today | priority:high', 'abc'],
  ['no date | today & priority:high', 'ad'],
  ['(no date | today) & !priority:high', 'bd'],
  ['!(today | tomorrow)', 'de'],
  ['list:garden', 'b'],
  ['list: GARDEN', 'b'],
  ['label:big-work', 'd'],
  ['label:"Big work"', 'd'],
  ['no list & no label', 'ce'],
  ['recurring', 'c'],
  ['"photos"', 'd'],
  ['before:2026-11-26', 'b'],
  ['after:2026-11-26', 'ce'],
  ['all', 'abcde'],
])('the filter %s finds %s', (query, found) => {
  expect(
    tasksOf({ name: 'filter', query }, data)
      .map(({ title }) => title)
      .join(''),
  ).toBe(found)
})

describe('a filter that cannot be parsed says why:', () => {
  test.each([
    ['', 'incomplete', ''],
    ['today &', 'incomplete', ''],
    ['(today', 'incomplete', ''],
    ['today)', 'unknown', ')'],
    ['todai', 'unknown', 'todai'],
    ['list:attic', 'noSuchList', 'attic'],
    ['label:attic & today', 'noSuchLabel', 'attic'],
    ['label:', 'incomplete', 'label:'],
    ['before:soon', 'unknown', 'before:soon'],
  ])('%s', (query, fault, word) => {
    expect(parseFilter(query, names)).toEqual({ ok: false, fault, word })
  })
})

test.each([
  ['tod', ['today']],
  ['today & la', ['today & label:home', 'today & label:Big work']],
  ['!prio', ['!priority:low', '!priority:medium', '!priority:high']],
  ['list:g', ['list:Garden']],
])('%s is completed', (text, completions) => {
  expect(completeFilter(text, names)).toEqual(completions)
})

test('every suggestion is a valid filter', () => {
  for (const text of ['', 'today & ', '!', '(', 'no'])
    for (const completion of completeFilter(text, names)) {
      const closed = completion.startsWith('(') ? `${completion})` : completion
      expect(parseFilter(closed, names), closed).toMatchObject({ ok: true })
    }
})
