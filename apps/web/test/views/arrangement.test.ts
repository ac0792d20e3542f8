// domain: tasks
import type { Task } from '@ownlist/client'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Arrangement, arrange, type Heading, usualArrangement } from '../../src/views/arrangement'
import { positionAt, positionOneStep, positionsBefore } from '../../src/views/places'
import { byPosition, type TaskData } from '../../src/views/task-data'
import { type TaskView, tasksOf } from '../../src/views/task-view'
import { dataOf, listOf, sectionOf, taskOf } from './view-data'

/** The view as it is read on the page: `Heading: row, row`. A subtask has a dash for each level. */
function read(view: TaskView, data: TaskData, chosen: Partial<Arrangement> = {}): string[] {
  const arranged = { view, locale: 'en', ...usualArrangement(view), ...chosen }
  return arrange(tasksOf(view, data), data, arranged).map(({ heading, rows }) => {
    const titles = rows.map(({ task, depth }) => '-'.repeat(depth) + task.title).join(' ')
    return heading === null ? titles : `${nameOf(heading)}: ${titles}`
  })
}

function nameOf(heading: Heading): string {
  if (heading.type === 'section') return heading.section.title
  if (heading.type === 'list') return heading.list.title
  return heading.type === 'day' ? heading.day : heading.type === 'priority' ? heading.priority : heading.type
}

const placed = (titles: string, fields: Partial<Task> = {}) =>
  [...titles].map((title, index) => taskOf(title, { position: `a${index}`, ...fields }))

test('today shows overdue tasks first, then the day: timed tasks in order, the others by priority', () => {
  const day = { dueOn: '2026-11-26' }
  const data = dataOf([
    taskOf('plain', day),
    taskOf('high', { ...day, priority: 'high' }),
    taskOf('late', { ...day, dueTime: '20:00' }),
    taskOf('noon', { ...day, dueTime: '12:00' }),
    taskOf('passed', { ...day, dueTime: '09:00' }),
    taskOf('old', { dueOn: '2026-11-20' }),
    taskOf('missed', { deadlineOn: '2026-11-19' }),
  ])
  expect(read({ name: 'today' }, data)).toEqual(['overdue: missed old passed', '2026-11-26: noon late high plain'])
})

test('upcoming is grouped by day, with each task once', () => {
  const data = dataOf([
    taskOf('c', { dueOn: '2026-12-01', deadlineOn: '2026-12-05' }),
    taskOf('b', { deadlineOn: '2026-11-30' }),
    taskOf('a', { dueOn: '2026-11-26' }),
    taskOf('missed', { dueOn: '2026-12-24', deadlineOn: '2026-11-01' }),
    taskOf('none'),
  ])
  expect(read({ name: 'upcoming' }, data)).toEqual([
    'overdue: missed',
    '2026-11-26: a',
    '2026-11-30: b',
    '2026-12-01: c',
  ])
})

test('a list shows its sections in order, even empty ones, and subtasks below their parents', () => {
  const list = listOf('Garden')
  const [soon, later] = [sectionOf('Soon', list.id), sectionOf('Later', list.id)]
  const inList = { listId: list.id }
  const parent = taskOf('p', { ...inList, sectionId: soon.id, position: 'a5' })
  const data = dataOf(
    [
      taskOf('z', { ...inList, position: 'a9' }),
      taskOf('gone', { ...inList, position: 'a1', sectionId: 'a deleted section' }),
      parent,
      taskOf('s2', { ...inList, parentId: parent.id, position: 'a2' }),
      taskOf('s1', { ...inList, parentId: parent.id, position: 'a1', sectionId: later.id }),
      taskOf('q', { ...inList, sectionId: soon.id, position: 'a3' }),
      taskOf('orphan', { ...inList, parentId: 'a completed task', position: 'aA' }),
    ],
    { lists: [list], sections: [later, soon].toReversed() },
  )
  expect(read({ name: 'list', id: list.id }, data)).toEqual(['gone z orphan', 'Soon: q p -s1 -s2', 'Later: '])
})

test('every order and grouping that can be chosen', () => {
  const list = listOf('Garden')
  const data = dataOf(
    [
      taskOf('item 10', { position: 'a3', priority: 'low', createdAt: '2026-11-03T00:00:00Z' }),
      taskOf('item 9', { position: 'a2', priority: 'high', listId: list.id, createdAt: '2026-11-04T00:00:00Z' }),
      taskOf('Äpfel', { position: 'a1', dueOn: '2026-11-30', createdAt: '2026-11-02T00:00:00Z' }),
    ],
    { lists: [list] },
  )
  const view = { name: 'filter', query: 'all' } as const
  const by = (sort: Arrangement['sort'], group: Arrangement['group'] = 'none') => read(view, data, { sort, group })
  expect(by('manual')).toEqual(['Äpfel item 9 item 10'])
  expect(by('day')).toEqual(['Äpfel item 9 item 10'])
  expect(by('priority')).toEqual(['item 9 item 10 Äpfel'])
  expect(by('added')).toEqual(['item 9 item 10 Äpfel'])
  expect(by('alphabet')).toEqual(['Äpfel item 9 item 10'])
  expect(by('alphabet', 'priority')).toEqual(['high: item 9', 'low: item 10', 'none: Äpfel'])
  expect(by('alphabet', 'day')).toEqual(['2026-11-30: Äpfel', 'noDay: item 9 item 10'])
  expect(by('alphabet', 'list')).toEqual(['noList: Äpfel item 10', 'Garden: item 9'])
})

test('rows with the same position have the same order on every device, and a row can be put next to them', () => {
  const two = [taskOf('a', { position: 'a1', id: '2' }), taskOf('b', { position: 'a1', id: '1' })]
  expect(two.toSorted(byPosition).map(({ id }) => id)).toEqual(['1', '2'])
  const last = taskOf('c', { position: 'a2', id: '3' })
  const between = positionAt([...two.toSorted(byPosition), last], 1)
  expect(between > 'a1' && between < 'a2').toBe(true)
})

test('new rows come first, in order; one step moves a row past its neighbour', () => {
  const rows = placed('abc')
  const added = positionsBefore(rows, 3)
  expect(added.toSorted()).toEqual(added)
  expect(added.every((position) => position < 'a0')).toBe(true)
  const [a, b, c] = rows.map(({ id }) => id)
  const moved = (id: string | undefined, step: -1 | 1) => {
    const position = positionOneStep(rows, id ?? '', step)
    if (position === null) return null
    const all = rows.map((row) => (row.id === id ? { ...row, position } : row))
    return all
      .toSorted(byPosition)
      .map(({ title }) => title)
      .join('')
  }
  expect([moved(a, -1), moved(a, 1), moved(b, -1), moved(b, 1), moved(c, 1)]).toEqual([null, 'bac', 'bac', 'acb', null])
})

test('wherever a row is put, it stays there and the others keep their order', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(8), fc.nat(8)), { maxLength: 30 }), (moves) => {
      let rows = placed('abcdefgh')
      for (const [from, to] of moves) {
        const inOrder = rows.toSorted(byPosition)
        const row = inOrder[from % inOrder.length]
        if (row === undefined) return
        const others = inOrder.filter((other) => other !== row)
        const index = to % inOrder.length
        const position = positionAt(others, index)
        rows = rows.map((other) => (other === row ? { ...row, position } : other))
        const expected = others.toSpliced(index, 0, row).map(({ title }) => title)
        expect(rows.toSorted(byPosition).map(({ title }) => title)).toEqual(expected)
      }
    }),
  )
})
