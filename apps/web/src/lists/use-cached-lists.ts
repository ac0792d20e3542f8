import type { List } from '@ownlist/client'
import { api } from '@ownlist/client/react'
import { getQueryKey } from '@trpc/react-query'
import { type CachedRows, useCachedRows } from '../rows/use-cached-rows'

/** Every list belongs on every cached page: the query has no filter. */
export const useCachedLists = (): CachedRows<List> =>
  useCachedRows(getQueryKey(api.list.list, undefined, 'infinite'), () => true)
