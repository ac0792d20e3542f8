// domain: tasks
import { expect, test } from 'vitest'
import { cardBeside, columnBeside, columnsOf } from '../../src/tasks/board-columns'
import { dropFields } from '../../src/tasks/drop-fields'
import { itemsOf } from '../../src/tasks/row-items'
import { arrange } from '../../src/views/arrangement'
import { dataOf, listOf, sectionOf, taskOf } from './view-data'

const list = listOf('Garden')
const [soon, idle, later] = ['Soon', 'Idle', 'Later'].map((title) => sectionOf(title, list.id)) as [never, never, never]
const sections = [soon, idle, later] as readonly ReturnType<typeof sectionOf>[]
const card = (title: string, sectionId: string | null, position: string) =>
  taskOf(title, { id: title, listId: list.id, sectionId, position })
const tasks = [
  card('a', null, 'a1'),
  card('b', null, 'a2'),
  card('c', sections[0]?.id ?? null, 'a1'),
  card('d', sections[2]?.id ?? null, 'a2'),
  card('e', sections[2]?.id ?? null, 'a1'),
  card('f', sections[2]?.id ?? null, 'a3'),
]
const itemsWith = (sort: 'manual' | 'alphabet') =>
  itemsOf(
    arrange(tasks, dataOf(tasks, { lists: [list], sections }), {
      view: { name: 'list', id: list.id },
      sort,
      group: 'priority',
      layout: 'board',
      locale: 'en',
    }),
  )
const items = itemsWith('manual')
const columns = columnsOf(items)

test('the columns are the tasks without a section, and each section in order, even an empty one', () => {
  expect(columns.map(({ section, cards }) => [section?.title, cards.map(({ key }) => key).join('')])).toEqual([
    [undefined, 'ab'],
    ['Soon', 'c'],
    ['Idle', ''],
    ['Later', 'edf'],
  ])
  expect(columnsOf(itemsWith('alphabet')).map(({ cards }) => cards.map(({ key }) => key).join(''))).toEqual([
    'ab',
    'c',
    '',
    'def',
  ])
})

test('the place of each column is where a dropped task gets its section', () => {
  for (const { start, section } of columns.slice(1))
    expect(dropFields(items, 'a', start)?.fields).toMatchObject({ sectionId: section?.id })
  for (const { start, section, cards } of columns.slice(1))
    expect(dropFields(items, 'a', start + cards.length)?.fields).toMatchObject({ sectionId: section?.id })
  expect(dropFields(items, 'c', 0)?.fields).toMatchObject({ sectionId: null })
})

test.each([
  ['b', 1, 'c'],
  ['a', 1, 'c'],
  ['c', 1, 'e'],
  ['f', -1, 'c'],
  ['c', -1, 'a'],
  ['a', -1, null],
  ['f', 1, null],
] as const)('beside %s, at %i, is %s', (id, by, beside) => {
  expect(cardBeside(columns, id, by)).toBe(beside)
})

test('the column beside a card may be empty, and there is none at the edge', () => {
  expect(columnBeside(columns, 'c', 1)?.section?.title).toBe('Idle')
  expect(columnBeside(columns, 'f', 1)).toBeUndefined()
  expect(columnBeside(columns, 'a', -1)).toBeUndefined()
})
