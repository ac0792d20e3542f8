import type { List } from '@ownlist/client'
import { useDeferredValue, useEffect } from 'react'
import { useLists } from './use-lists'

/** What the address shows. */
export type ShownList =
  | { readonly state: 'all' }
  | { readonly state: 'list'; readonly list: List }
  /** Whether there is such a list is not known yet. */
  | { readonly state: 'unknown' }
  /** There is no such list, or it is somebody else's. */
  | { readonly state: 'none' }

/** Finds a list, also when it is not on the first page of them. */
export function useShownList(listId: string | undefined): ShownList {
  const { lists, query } = useLists()
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query
  // A list that is deleted here leaves the lists at once, and the address, which is rendered as a transition, a moment later.
  const listsBefore = useDeferredValue(lists)
  const isShown = ({ id }: List) => id === listId
  const list = lists?.find(isShown) ?? listsBefore?.find(isShown)
  const isBeyond = listId !== undefined && list === undefined && hasNextPage
  const mayLoad = isBeyond && !isFetchingNextPage && !isFetchNextPageError
  useEffect(() => {
    if (mayLoad) fetchNextPage()
  }, [mayLoad, fetchNextPage])

  if (listId === undefined) return { state: 'all' }
  if (list !== undefined) return { state: 'list', list }
  return { state: lists === undefined || isBeyond ? 'unknown' : 'none' }
}
