import type { TaskFields, TaskQuery } from '@ownlist/db'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
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
  }),
})
