import type { Task } from '@ownlist/client'
import { api } from '@ownlist/client/react'
import { useTranslations } from 'use-intl/react'
import { type RowActions, type RowKind, useRowActions } from '../rows/use-row-actions'
import { useNotify } from '../shell/notices'
import { stays, type TaskView } from '../view/task-view'
import { useCachedTasks } from '../view/use-cached-tasks'
import { useTaskUpdate } from './use-task-update'

type TaskFields = Pick<Task, 'title' | 'notes' | 'priority' | 'dueOn' | 'completedAt' | 'listId'>
export type TaskChanges = { readonly [Field in keyof TaskFields]?: TaskFields[Field] }

/** How tasks are read, written and cached, for the code that all kinds of rows share. */
export function useTaskKind(): RowKind<Task, TaskChanges> {
  const t = useTranslations('tasks')
  const { task } = api.useUtils().client
  return {
    name: 'task',
    deleted: t('deleted'),
    cached: useCachedTasks(),
    get: task.get.query,
    update: useTaskUpdate(),
    delete: task.delete.mutate,
    restore: task.restore.mutate,
  }
}

/** The actions for one task. If an action removes it from the current view, a notice offers to undo it. */
export function useTaskActions(row: Task, view: TaskView): RowActions<Task, TaskChanges> {
  const t = useTranslations('tasks')
  const shell = useTranslations('shell')
  const notify = useNotify()
  const { current, change, remove } = useRowActions(useTaskKind(), row)
  return {
    current,
    remove,
    async change(changes) {
      const changed = { ...row, ...changes }
      const saved = await change(changes)
      if (saved && !stays(changed, view)) {
        const putBack = () => change({ listId: row.listId }, changed)
        notify({ title: t('moved'), description: row.title, action: { label: shell('undo'), run: putBack } })
      }
      return saved
    },
  }
}
