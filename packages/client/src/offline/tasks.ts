// domain: tasks
import type { ApiClient, List, RouterInputs, Task } from '../api-client.js'
import type { RowKind } from './row-kind.js'

type NewTask = RouterInputs['task']['create']
type TaskChanges = Omit<RouterInputs['task']['update'], 'id' | 'version'>
type TaskQuery = Exclude<RouterInputs['task']['list'], void>

/** Tasks, of which every device keeps the open ones. */
export const tasks = (api: ApiClient): RowKind<Task, NewTask, TaskChanges, TaskQuery> => ({
  procedures: api.task,
  kept: { status: 'open' },
  within: { listId: 'list' },
  draft: ({ id, title, notes, priority, dueOn, completedAt, listId }, at) => ({
    id,
    title,
    notes: notes ?? '',
    priority: priority ?? 'none',
    dueOn: dueOn ?? null,
    completedAt: completedAt ?? null,
    listId: listId ?? null,
    ...unsaved(at),
  }),
  stored: trimmed,
})

type NewList = RouterInputs['list']['create']
type ListChanges = Omit<RouterInputs['list']['update'], 'id' | 'version'>
type ListQuery = Exclude<RouterInputs['list']['list'], void>

/** Lists, of which every device keeps all. */
export const lists = (api: ApiClient): RowKind<List, NewList, ListChanges, ListQuery> => ({
  procedures: api.list,
  kept: {},
  draft: ({ id, title }, at) => ({ id, title, ...unsaved(at) }),
  stored: trimmed,
})

/** The fields that the API sets. No row of the API has version 0. */
const unsaved = (at: string) => ({ version: 0, createdAt: at, updatedAt: at, deletedAt: null })

/** The API trims titles. */
const trimmed = <Changes extends { title?: string }>(changes: Changes): Changes =>
  changes.title === undefined ? changes : { ...changes, title: changes.title.trim() }
