// domain: tasks
import type { Task } from '@ownlist/client'
import { api } from '@ownlist/client/react'
import { getQueryKey } from '@trpc/react-query'
import { type CachedRows, useCachedRows } from '../rows/use-cached-rows'
import { belongs, stays, type TaskView } from './task-view'

export const useCachedTasks = (): CachedRows<Task, TaskView> =>
  useCachedRows(getQueryKey(api.task.list), belongs, stays)
