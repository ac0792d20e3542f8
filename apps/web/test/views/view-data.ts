// domain: tasks
import type { List, Task } from '@ownlist/client'
import { clockAt } from '../../src/views/clock'
import type { Label, SavedFilter, Section, TaskData } from '../../src/views/task-data'

const dates = {
  version: 1,
  createdAt: '2026-11-01T00:00:00.000Z',
  updatedAt: '2026-11-01T00:00:00.000Z',
  deletedAt: null,
}

let made = 0
const nextId = () => `019ab3f0-7d2c-7c3a-8a57-${String(++made).padStart(12, '0')}`

/** A task with these fields. In the manual order, each one comes after those made before. */
export function taskOf(title: string, fields: Partial<Task> = {}): Task {
  const id = nextId()
  return {
    id,
    title,
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
    position: `a${id.slice(-4).replace(/0+$/, '')}x`,
    remindBefore: [],
    remindAt: [],
    ...dates,
    ...fields,
  }
}

export const listOf = (title: string, fields: Partial<List> = {}): List => ({
  id: nextId(),
  title,
  color: null,
  position: `a${++made}x`,
  archivedAt: null,
  ...dates,
  ...fields,
})

export const sectionOf = (title: string, listId: string): Section => ({
  id: nextId(),
  title,
  listId,
  position: `a${String(++made).padStart(6, '0')}x`,
  ...dates,
})

export const labelOf = (title: string): Label => ({
  id: nextId(),
  title,
  color: null,
  position: `a${++made}x`,
  ...dates,
})

export const savedFilterOf = (title: string, query: string): SavedFilter => ({
  id: nextId(),
  title,
  query,
  position: `a${++made}x`,
  ...dates,
})

const usual = { lists: [], sections: [], labels: [], filters: [] }

/** Thursday, 26 November 2026, 10:00 in Berlin, where weeks begin on Monday, unless other values are given. */
export const dataOf = (
  tasks: readonly Task[],
  { now = '2026-11-26T09:00:00Z', zone = 'Europe/Berlin', weekStart = 1, ...rows }: Around = {},
): TaskData => ({ tasks, ...usual, ...rows, clock: clockAt(Date.parse(now), { zone, weekStart }) })

interface Around extends Partial<Omit<TaskData, 'tasks' | 'clock'>> {
  readonly now?: string
  readonly zone?: string
  readonly weekStart?: number
}
