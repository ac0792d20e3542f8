'use client'

import { api } from '@ownlist/client/react'

/** As many as a page of the API has. A list beyond them is shown without its title. */
const most = 200

/** The titles of the lists by their ids. Empty while they are loaded, or if that fails. */
export function useListTitles(): ReadonlyMap<string, string> {
  const { data } = api.list.list.useQuery({ limit: most })
  return new Map(data?.items.map(({ id, title }) => [id, title]))
}
