import { type ImportRows, positionAt } from '@ownlist/db'
import { v7 as uuidv7 } from 'uuid'

/** An import of many tasks. */
export const manyRows = (count: number): ImportRows => ({
  lists: [],
  sections: [],
  labels: [],
  filters: [],
  tasks: Array.from({ length: count }, (_, at) => ({
    id: uuidv7(),
    title: `Row ${at}`,
    notes: '',
    priority: 'none',
    dueOn: null,
    dueTime: null,
    dueZone: null,
    deadlineOn: null,
    deadlineTime: null,
    deadlineZone: null,
    recurrence: null,
    recurrenceFrom: 'schedule',
    completedAt: null,
    listId: null,
    sectionId: null,
    parentId: null,
    labelIds: [],
    position: positionAt(new Date(at)),
    remindBefore: [],
    remindAt: [],
    createdAt: '2026-01-01T00:00:00.000Z',
  })),
})
