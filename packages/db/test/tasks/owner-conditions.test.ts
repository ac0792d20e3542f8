import type { TaskFields, TaskQuery } from '@ownlist/db'
import { taskDomain } from '../../src/tasks/task-store.js'
import { testOwnerConditions } from '../owner-conditions.js'

const page = { limit: 200, search: '', after: null } as const

testOwnerConditions<TaskFields, TaskQuery>({
  domain: taskDomain,
  fields: { title: 'Hers', notes: '', priority: 'none', dueOn: null, completedAt: null, listId: null } as const,
  everything: [
    { ...page, status: 'all' },
    { ...page, status: 'open' },
    { ...page, status: 'all', listId: null },
    { ...page, status: 'all', search: 'Her' },
    {
      ...page,
      status: 'all',
      after: { createdAt: '9999-01-01T00:00:00.000Z', id: 'ffffffff-ffff-7fff-bfff-ffffffffffff' },
    },
  ],
})
