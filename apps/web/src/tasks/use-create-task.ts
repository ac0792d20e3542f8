import type { Task } from '@ownlist/client'
import { api } from '@ownlist/client/react'
import { v7 as uuidv7 } from 'uuid'
import { useCreateRow } from '../rows/use-create-row'
import { useTaskLists } from './use-task-lists'

/** Adds a task by its title. */
export function useCreateTask(): (title: string) => void {
  const { client } = api.useUtils()
  const create = useCreateRow(useTaskLists(), ({ id, title }: Task) => client.task.create.mutate({ id, title }))
  return (title) => create(draftOf(title))
}

function draftOf(title: string): Task {
  const now = new Date().toISOString()
  const dates = { dueOn: null, completedAt: null, listId: null, deletedAt: null, createdAt: now, updatedAt: now }
  return { id: uuidv7(), title, notes: '', priority: 'none', version: 1, ...dates }
}
