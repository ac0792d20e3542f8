import { describe } from 'vitest'
import { testOwnerFilters } from './owner-filters.js'

describe('the store of tasks', () =>
  testOwnerFilters({
    source: 'task-store.ts',
    create: 'createTaskStore',
    model: 'task',
    fields: { title: 'Hers', notes: '', priority: 'none', dueOn: null, completedAt: null, listId: null } as const,
    everything: { limit: 200, status: 'all', search: '', after: null } as const,
  }))
