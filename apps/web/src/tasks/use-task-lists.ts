import type { Task } from '@ownlist/client'
import { api } from '@ownlist/client/react'
import { useQueryClient } from '@tanstack/react-query'
import { getQueryKey } from '@trpc/react-query'
import { insertTask, type TaskPages, withoutTask, withTask } from './task-pages'
import type { TaskView } from './task-view'

/** Changes to every list that is loaded, for showing a change before the server has answered. */
export interface TaskLists {
  /** Stops loads that are under way: their answer would be older than the change about to be shown. */
  hold(): Promise<void>
  put(task: Task): void
  insert(task: Task): void
  remove(id: string): void
  /** Asks the server again. */
  reload(): Promise<void>
}

export function useTaskLists(): TaskLists {
  const queryClient = useQueryClient()
  const queryKey = getQueryKey(api.task.list)
  const change = (by: (data: TaskPages, view: TaskView) => TaskPages) => {
    for (const query of queryClient.getQueryCache().findAll({ queryKey })) {
      const view = (query.queryKey[1] as { input: TaskView }).input
      queryClient.setQueryData<TaskPages>(query.queryKey, (data) => data && by(data, view))
    }
  }
  return {
    hold: () => queryClient.cancelQueries({ queryKey }),
    put: (task) => change((data) => withTask(data, task)),
    insert: (task) => change((data, view) => (belongs(task, view) ? insertTask(data, task) : data)),
    remove: (id) => change((data) => withoutTask(data, id)),
    reload: () => queryClient.invalidateQueries({ queryKey }),
  }
}

function belongs({ title, notes, completedAt }: Task, { status, search }: TaskView): boolean {
  if (status !== 'all' && (status === 'done') !== (completedAt !== null)) return false
  const words = search.toLowerCase()
  return title.toLowerCase().includes(words) || notes.toLowerCase().includes(words)
}
