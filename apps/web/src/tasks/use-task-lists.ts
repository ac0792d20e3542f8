import type { Task } from '@ownlist/client'
import { api } from '@ownlist/client/react'
import { getQueryKey } from '@trpc/react-query'
import { type RowLists, useRowLists } from '../rows/use-row-lists'
import { belongs, stays, type TaskView } from './task-view'

export const useTaskLists = (): RowLists<Task, TaskView> => useRowLists(getQueryKey(api.task.list), belongs, stays)
