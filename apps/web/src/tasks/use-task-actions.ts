import { OwnlistError, type Task } from '@ownlist/client'
import { api } from '@ownlist/client/react'
import { useMutation } from '@tanstack/react-query'
import { useNotify } from '../shell/notices'
import { EditedElsewhereError, saveChanges, type TaskChanges } from './save-changes'
import { useTaskLists } from './use-task-lists'

/** What can be done with one task. Each shows at once, and is taken back, with a word why, if the server refuses. */
export interface TaskActions {
  /** @returns whether it was saved */
  change(changes: TaskChanges): Promise<boolean>
  remove(): void
}

interface Edit {
  /** The task as it was shown when the person changed it. */
  readonly seen: Task
  readonly changes: TaskChanges
}

export function useTaskActions(task: Task): TaskActions {
  const { client } = api.useUtils()
  const lists = useTaskLists()
  const notify = useNotify()
  // One after the other for one task, so that two quick clicks arrive in their order.
  const scope = { id: `task ${task.id}` }

  const update = useMutation({
    scope,
    mutationFn: ({ seen, changes }: Edit) => saveChanges(client, seen, changes),
    onMutate: async ({ seen, changes }: Edit) => {
      await lists.hold()
      lists.put({ ...seen, ...changes })
    },
    onSuccess: (saved) => lists.put(saved),
    onError: (error, edit) => {
      lists.put(error instanceof EditedElsewhereError ? error.current : edit.seen)
      if (isGone(error)) lists.remove(edit.seen.id)
      notify({
        ...wordsFor(error, `“${edit.seen.title}” was not saved`),
        ...(mayPass(error) ? { timeout: 0, action: { label: 'Try again', run: () => update.mutate(edit) } } : {}),
      })
    },
  })

  const restore = useMutation({
    scope,
    mutationFn: (seen: Task) => client.task.restore.mutate({ id: seen.id }),
    onMutate: async (seen) => {
      await lists.hold()
      lists.insert({ ...seen, deletedAt: null })
    },
    onSuccess: (restored) => lists.put(restored),
    onError: (error, seen) => {
      lists.remove(seen.id)
      notify({
        ...wordsFor(error, `“${seen.title}” was not brought back`),
        timeout: 0,
        action: { label: 'Try again', run: () => restore.mutate(seen) },
      })
    },
  })

  const remove = useMutation({
    scope,
    mutationFn: (seen: Task) => client.task.delete.mutate({ id: seen.id }),
    onMutate: async (seen) => {
      await lists.hold()
      lists.remove(seen.id)
      notify({
        title: 'Task deleted',
        description: seen.title,
        action: { label: 'Undo', run: () => restore.mutate(seen) },
      })
    },
    onError: (error, seen) => {
      if (isGone(error)) return
      lists.insert(seen)
      notify({
        ...wordsFor(error, `“${seen.title}” was not deleted`),
        ...(mayPass(error) ? { timeout: 0, action: { label: 'Try again', run: () => remove.mutate(seen) } } : {}),
      })
    },
  })

  return {
    change: (changes) =>
      update.mutateAsync({ seen: task, changes }).then(
        () => true,
        () => false,
      ),
    remove: () => remove.mutate(task),
  }
}

const isGone = (error: unknown) => error instanceof OwnlistError && error.code === 'NOT_FOUND'

/** Whether trying the same again can help. */
export function mayPass(error: unknown): boolean {
  if (!(error instanceof OwnlistError)) return false
  return ['UNREACHABLE', 'SERVICE_UNAVAILABLE', 'INTERNAL_SERVER_ERROR'].includes(error.code)
}

/** What happened, and why. */
export function wordsFor(error: unknown, title: string): { title: string; description: string } {
  if (error instanceof EditedElsewhereError) {
    return {
      title,
      description: 'It was changed elsewhere meanwhile. You see it as it is now; make your change again.',
    }
  }
  return { title, description: error instanceof OwnlistError ? error.message : 'Try again in a moment.' }
}
