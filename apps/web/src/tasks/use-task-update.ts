import { OwnlistError, type RouterInputs, type Task } from '@ownlist/client'
import { api } from '@ownlist/client/react'
import { useCachedLists } from '../lists/use-cached-lists'
import { isGone } from '../rows/failures'

type UpdateInput = RouterInputs['task']['update']

/** Changes a task. If only the target list no longer exists, the failure does not say that the task no longer exists. */
export function useTaskUpdate(): (input: UpdateInput) => Promise<Task> {
  const { task } = api.useUtils().client
  const lists = useCachedLists()
  return async (input) => {
    try {
      return await task.update.mutate(input)
    } catch (error) {
      if (!(error instanceof OwnlistError) || !isGone(error) || !input.listId) throw error
      await task.get.query({ id: input.id })
      await lists.reload()
      throw new OwnlistError('CONFLICT', error.message, { cause: error })
    }
  }
}
