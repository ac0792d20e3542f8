'use client'

import { api } from '@ownlist/client/react'
import { isGone } from '../rows/failures'

/** The title of one of the user's lists, within a sentence. */
export function ListTitle({ id }: { id: string }) {
  const { data, error } = api.list.get.useQuery({ id })
  if (isGone(error)) return 'a list that no longer exists'
  return data === undefined ? 'one list' : `“${data.title}”`
}
