import type { List, Task } from '@ownlist/client'
import { describe, expect, test } from 'vitest'
import { byTitle } from '../src/lists/by-title'
import { belongs, listInput, ofList, readView, stays, viewPath } from '../src/view/task-view'

const [garden, work] = ['019ab3f0-7d2c-7c3a-8a57-0b6f3f6d8e11', '019ab3f0-7d2c-7c3a-8a57-0b6f3f6d8e12']

describe('the list in the address', () => {
  const read = (path: string) => readView((name) => new URLSearchParams(path.slice(2)).get(name))

  test.each([`/?list=${garden}`, `/?list=${garden}&status=done&q=milk`])('of %s comes back the same', (path) => {
    expect(viewPath(read(path))).toBe(path)
  })

  test('is recognized in capitals too', () => {
    expect(read(`/?list=${garden.toUpperCase()}`).listId).toBe(garden)
  })

  test.each(['', 'garden', `${garden}x`, 'b3c1a4de-6c5b-4a7e-9d3f-2f1a6c8b7e90'])('is none if it is %j', (id) => {
    expect(read(`/?list=${id}&status=all`)).toEqual({ status: 'all', search: '' })
  })

  test('changes alone', () => {
    const view = read('/?status=done&q=milk')
    expect(viewPath(ofList(view, work))).toBe(`/?list=${work}&status=done&q=milk`)
    expect(ofList(ofList(view, work), undefined)).toEqual(view)
  })

  test('is sent to the API; without it, all tasks are requested', () => {
    expect(listInput(read(`/?list=${garden}`))).toEqual({ limit: 50, listId: garden, status: 'open', search: '' })
    expect(listInput(read('/'))).not.toHaveProperty('listId')
  })
})

describe('a task', () => {
  const task = (changes: Partial<Task>) =>
    ({ title: 'Water the ferns', notes: '', completedAt: null, ...changes }) as Task
  const [all, ofGarden] = [
    { status: 'open', search: '' } as const,
    { listId: garden, status: 'open', search: '' } as const,
  ]

  test('belongs to all tasks, and to the view of its own list', () => {
    expect([garden, work, null].map((listId) => belongs(task({ listId }), all))).toEqual([true, true, true])
    expect([garden, work, null].map((listId) => belongs(task({ listId }), ofGarden))).toEqual([true, false, false])
  })

  test('that is moved leaves the view of its list; one that is completed stays visible', () => {
    expect(stays(task({ listId: work }), ofGarden)).toBe(false)
    const done = task({ listId: garden, completedAt: '2026-11-24T09:30:00.000Z' })
    expect(stays(done, ofGarden)).toBe(true)
    expect(belongs(done, ofGarden)).toBe(false)
  })
})

test('lists are sorted as in a dictionary, and numbers by their value', () => {
  const lists = ['work', 'Week 10', 'Éclairs', 'Week 2', 'eggs', 'Garden'].map(
    (title) => ({ id: title, title }) as List,
  )
  expect(byTitle(lists, 'en').map(({ title }) => title)).toEqual([
    'Éclairs',
    'eggs',
    'Garden',
    'Week 2',
    'Week 10',
    'work',
  ])
})
