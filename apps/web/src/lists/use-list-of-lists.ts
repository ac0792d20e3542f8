import type { List } from '@ownlist/client'
import { api } from '@ownlist/client/react'
import { getQueryKey } from '@trpc/react-query'
import { type RowLists, useRowLists } from '../rows/use-row-lists'

/** There is one, and every list is in it. */
export const useListOfLists = (): RowLists<List> =>
  useRowLists(getQueryKey(api.list.list, undefined, 'infinite'), () => true)
