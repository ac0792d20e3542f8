import type { List } from '@ownlist/client'
import { useDeferredValue, useEffect } from 'react'
import { useLists } from './use-lists'

/** The list that the address names. */
export type ShownList =
  | { readonly state: 'all' }
  | { readonly state: 'list'; readonly list: List }
  /** It is not known yet whether this list exists. */
  | { readonly state: 'unknown' }
  /** The list does not exist, or belongs to another user. */
  | { readonly state: 'none' }

/** Finds a list, even if it is not on the first page. */
export function useShownList(listId: string | undefined): ShownList {
  const { lists, query } = useLists()
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query
  // A list that is deleted here disappears from the lists immediately. The address changes a moment later, because that
  // is rendered as a transition.
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
