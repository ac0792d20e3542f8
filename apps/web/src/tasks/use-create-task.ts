import type { Task } from '@ownlist/client'
import { api } from '@ownlist/client/react'
import { useMutation } from '@tanstack/react-query'
import { v7 as uuidv7 } from 'uuid'
import { useNotify } from '../shell/notices'
import { mayPass, wordsFor } from './use-task-actions'
import { useTaskLists } from './use-task-lists'

/** Adds a task by its title. It shows at once; its id is made here, so that a repeated attempt cannot make two. */
export function useCreateTask(): (title: string) => void {
  const { client } = api.useUtils()
  const lists = useTaskLists()
  const notify = useNotify()
  const create = useMutation({
    mutationFn: ({ id, title }: Task) => client.task.create.mutate({ id, title }),
    onMutate: async (draft) => {
      await lists.hold()
      lists.insert(draft)
    },
    onSuccess: (created) => {
      // The server's clock gives it its place.
      lists.remove(created.id)
      lists.insert(created)
    },
    onError: (error, draft) => {
      lists.remove(draft.id)
      notify({
        ...wordsFor(error, `“${draft.title}” was not added`),
        timeout: 0,
        ...(mayPass(error) ? { action: { label: 'Try again', run: () => create.mutate(draft) } } : {}),
      })
    },
  })
  return (title) => create.mutate(draftOf(title))
}

function draftOf(title: string): Task {
  const now = new Date().toISOString()
  const dates = { dueOn: null, completedAt: null, deletedAt: null, createdAt: now, updatedAt: now }
  return { id: uuidv7(), title, notes: '', priority: 'none', version: 1, ...dates }
}
