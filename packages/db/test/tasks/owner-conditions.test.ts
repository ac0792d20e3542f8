import type { TaskFields, TaskQuery } from '@ownlist/db'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { labelDomain } from '../../src/labels/label-store.js'
import { listDomain } from '../../src/lists/list-store.js'
import { sectionDomain } from '../../src/sections/section-store.js'
import { taskDomain } from '../../src/tasks/task-store.js'
import { testOwnerConditions } from '../owner-conditions.js'

const fields = { title: 'Hers', notes: '', priority: 'none', dueOn: null, completedAt: null, listId: null } as const
const page = { limit: 200, search: '', after: null } as const

testOwnerConditions<TaskFields, TaskQuery>({
  domain: taskDomain,
  fields,
  everything: [
    { ...page, status: 'all' },
    { ...page, status: 'open' },
    { ...page, status: 'all', listId: null },
    { ...page, status: 'all', search: 'Her' },
    { ...page, status: 'all', search: 'Hesr' },
    { ...page, status: 'all', parentId: null, search: 'Hers' },
    { ...page, status: 'all', parentId: null, search: 'Hesr' },
    { ...page, status: 'all', parentId: null },
    { ...page, status: 'all', sectionId: null },
    {
      ...page,
      status: 'all',
      after: { createdAt: '9999-01-01T00:00:00.000Z', id: 'ffffffff-ffff-7fff-bfff-ffffffffffff' },
    },
  ],
  promises: (intact) => ({
    'list returns only his own completed tasks': async (tasks, { alice, bob }) => {
      await taskDomain
        .createStore(intact)
        .create(alice, { ...fields, id: uuidv7(), completedAt: '2026-11-24T09:30:00.000Z' })
      expect(await tasks.list(bob, { ...page, status: 'done' })).toEqual({ items: [], next: null })
    },
    'list returns only his own tasks of a day, of a label, and of a task': async (
      tasks,
      { alice, bob, id: parentId },
    ) => {
      const [labels, whole] = [labelDomain.createStore(intact), taskDomain.createStore(intact)]
      const { id: labelId } = await labels.create(alice, { id: uuidv7(), title: 'Hers' })
      await whole.create(alice, { ...fields, id: uuidv7(), dueOn: '2026-11-24', parentId, labelIds: [labelId] })
      for (const filter of [{ dueUntil: '2026-11-24' }, { labelId }, { parentId }]) {
        for (const status of ['open', 'all'] as const)
          expect(await tasks.list(bob, { ...page, ...filter, status })).toEqual({ items: [], next: null })
      }
    },
    'what a task refers to is his own': async (tasks, { alice, bob, id }) => {
      const [lists, sections] = [listDomain.createStore(intact), sectionDomain.createStore(intact)]
      const { id: labelId } = await labelDomain.createStore(intact).create(alice, { id: uuidv7(), title: 'Hers' })
      const listId = uuidv7()
      for (const owner of [alice, bob]) await lists.create(owner, { id: listId, title: 'Garden' })
      const { id: sectionId } = await sections.create(alice, { id: uuidv7(), listId, title: 'Hers' })
      const other = await lists.create(alice, { id: uuidv7(), title: 'Hers' })
      const his = await taskDomain.createStore(intact).create(bob, { ...fields, id: uuidv7(), listId })
      const faults: readonly (readonly [Partial<TaskFields>, string])[] = [
        [{ listId: other.id }, 'list'],
        [{ listId, sectionId }, 'section'],
        [{ labelIds: [labelId] }, 'label'],
        [{ listId: null, parentId: id }, 'parent task'],
      ]
      for (const [changes, what] of faults) {
        await expect(tasks.create(bob, { ...fields, id: uuidv7(), ...changes })).rejects.toThrow(`no such ${what}`)
        await expect(tasks.update(bob, his.id, { changes })).rejects.toThrow(`no such ${what}`)
      }
      await tasks.create(bob, { ...fields, id: uuidv7(), dueTime: '09:00' })
      await tasks.update(bob, his.id, { changes: { dueTime: '09:00' } })
      await expect(tasks.update(bob, id, { changes: { dueTime: '09:00' } })).rejects.toThrow('no such task')
    },
    'if both have a task with the same id, every change affects only his own': async (tasks, { bob, id }) => {
      await tasks.create(bob, { ...fields, id, dueTime: '09:00' })
      await tasks.update(bob, id, { changes: { dueTime: '10:00' } })
      await tasks.create(bob, { ...fields, id: uuidv7(), parentId: id })
    },
  }),
})
