import type { Task } from '@ownlist/client'
import { api } from '@ownlist/client/react'
import { type RowActions, useRowActions } from '../rows/use-row-actions'
import { useTaskLists } from './use-task-lists'

type TaskFields = Pick<Task, 'title' | 'notes' | 'priority' | 'dueOn' | 'completedAt'>
export type TaskChanges = { readonly [Field in keyof TaskFields]?: TaskFields[Field] }

/** What can be done with one task. */
export function useTaskActions(row: Task): RowActions<Task, TaskChanges> {
  const { task } = api.useUtils().client
  const kind = {
    name: 'task',
    lists: useTaskLists(),
    get: task.get.query,
    update: task.update.mutate,
    delete: task.delete.mutate,
    restore: task.restore.mutate,
  }
  return useRowActions<Task, TaskChanges>(kind, row)
}
