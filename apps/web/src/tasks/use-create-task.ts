import type { Task } from '@ownlist/client'
import { api } from '@ownlist/client/react'
import { v7 as uuidv7 } from 'uuid'
import { useCreateRow } from '../rows/use-create-row'
import { useCachedTasks } from '../view/use-cached-tasks'

/** Adds a task with this title, to a list or to none. */
export function useCreateTask(listId: string | null): (title: string) => void {
  const { client } = api.useUtils()
  const create = useCreateRow('task', useCachedTasks(), ({ id, title, listId }: Task) =>
    client.task.create.mutate({ id, title, listId }),
  )
  return (title) => create(draftOf(title, listId))
}

function draftOf(title: string, listId: string | null): Task {
  const now = new Date().toISOString()
  const dates = { dueOn: null, completedAt: null, deletedAt: null, createdAt: now, updatedAt: now }
  return { id: uuidv7(), title, notes: '', priority: 'none', listId, version: 1, ...dates, ...rest }
}

/** What the server gives a task that has only a title. The place in the manual order comes with its answer. */
const rest = {
  dueTime: null,
  dueZone: null,
  deadlineOn: null,
  deadlineTime: null,
  deadlineZone: null,
  recurrence: null,
  recurrenceFrom: 'schedule',
  sectionId: null,
  parentId: null,
  labelIds: [],
  position: '',
  remindBefore: [],
  remindAt: [],
} satisfies Partial<Task>
