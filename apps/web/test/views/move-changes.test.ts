// domain: tasks
import { expect, test } from 'vitest'
import { moveChanges } from '../../src/tasks/move-changes'
import { taskOf } from './view-data'

test('subtasks of any depth move with their parent; a subtask that is moved alone becomes a task of its own', () => {
  const tasks = [
    taskOf('a', { id: 'a' }),
    taskOf('b', { id: 'b', parentId: 'a' }),
    taskOf('c', { id: 'c', parentId: 'b' }),
    taskOf('d', { id: 'd' }),
  ]
  const place = { listId: 'garden', sectionId: 'soon' }
  const alone = { listId: 'garden', sectionId: 'soon', parentId: null }
  const along = { listId: 'garden', sectionId: null }
  expect(moveChanges(tasks, ['a'], place)).toEqual([
    { id: 'a', fields: alone },
    { id: 'b', fields: along },
    { id: 'c', fields: along },
  ])
  expect(moveChanges(tasks, ['b'], place)).toEqual([
    { id: 'b', fields: alone },
    { id: 'c', fields: along },
  ])
})
