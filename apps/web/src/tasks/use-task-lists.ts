import type { Task } from '@ownlist/client'
import { api } from '@ownlist/client/react'
import { getQueryKey } from '@trpc/react-query'
import { type RowLists, useRowLists } from '../rows/use-row-lists'
import type { TaskView } from './task-view'

export const useTaskLists = (): RowLists<Task> => useRowLists(getQueryKey(api.task.list), belongs)

function belongs({ title, notes, completedAt }: Task, { status, search }: TaskView): boolean {
  if (status !== 'all' && (status === 'done') !== (completedAt !== null)) return false
  const words = search.toLowerCase()
  return title.toLowerCase().includes(words) || notes.toLowerCase().includes(words)
}
