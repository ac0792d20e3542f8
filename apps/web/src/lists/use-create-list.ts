import type { List } from '@ownlist/client'
import { api } from '@ownlist/client/react'
import { v7 as uuidv7 } from 'uuid'
import { useCreateRow } from '../rows/use-create-row'
import { goToList, leaveList } from '../view/show-view'
import { useCachedLists } from './use-cached-lists'

/** Adds a list with this title, and shows it. */
export function useCreateList(): (title: string) => Promise<void> {
  const { client } = api.useUtils()
  const create = useCreateRow('list', useCachedLists(), ({ id, title }: List) =>
    client.list.create.mutate({ id, title }),
  )
  return async (title) => {
    const draft = draftOf(title)
    const added = create(draft)
    goToList(draft.id)
    if (!(await added)) leaveList(draft.id)
  }
}

function draftOf(title: string): List {
  const now = new Date().toISOString()
  const dates = { createdAt: now, updatedAt: now, archivedAt: null, deletedAt: null }
  // The place in the manual order comes with the answer of the server.
  return { id: uuidv7(), title, color: null, position: '', version: 1, ...dates }
}
