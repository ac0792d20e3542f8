// domain: tasks
import type { Task } from '@ownlist/client'
import { expect, test } from 'vitest'
import { dropFields } from '../../src/tasks/drop-fields'
import { itemsOf, tasksIn } from '../../src/tasks/row-items'
import { arrange } from '../../src/views/arrangement'
import { dataOf, listOf, sectionOf, taskOf } from './view-data'

const list = listOf('Garden')
const soon = sectionOf('Soon', list.id)
const place = (title: string, fields: Partial<Task>) => taskOf(title, { id: title, listId: list.id, ...fields })
const tasks = [
  place('a', { position: 'a1' }),
  place('a1', { position: 'a1', parentId: 'a' }),
  place('b', { position: 'a2' }),
  place('c', { position: 'a1', sectionId: soon.id }),
]
const items = (all: readonly Task[]) =>
  itemsOf(
    arrange(all, dataOf(all, { lists: [list], sections: [soon] }), {
      view: { name: 'list', id: list.id },
      sort: 'manual',
      group: 'none',
      layout: 'rows',
      locale: 'en',
    }),
  )

/** The rows in their order after a drop: `-` marks a subtask, `|` the heading of the section. */
function dropped(id: string, slot: number): string | null {
  const change = dropFields(items(tasks), id, slot)
  if (change === null) return null
  const after = items(tasks.map((task) => (task.id === id ? ({ ...task, ...change.fields } as Task) : task)))
  return after.map((item) => (item.type === 'heading' ? '|' : '-'.repeat(item.depth) + item.key)).join(' ')
}

test('the rows are a, its subtask a1, b, the heading of a section, and c', () => {
  expect(tasksIn(items(tasks)).map(({ id }) => id)).toEqual(['a', 'a1', 'b', 'c'])
})

test.each([
  ['b', 0, 'b a -a1 | c'],
  ['a', 3, 'b a -a1 | c'],
  ['c', 0, 'c a -a1 b |'],
  ['c', 3, 'a -a1 b c |'],
  ['b', 4, 'a -a1 | b c'],
  ['b', 5, 'a -a1 | c b'],
  ['b', 1, 'a -b -a1 | c'],
  ['a1', 3, 'a b a1 | c'],
])('%s dropped before row %i makes it: %s', (id, slot, order) => {
  expect(dropped(id, slot)).toBe(order)
})

test.each([
  ['b', 2],
  ['b', 3],
  ['a', 0],
  ['a', 1],
])('%s dropped before row %i changes nothing', (id, slot) => {
  expect(dropped(id, slot)).toBeNull()
})
