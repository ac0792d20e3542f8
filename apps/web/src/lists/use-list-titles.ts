'use client'

import type { RouterOutputs } from '@ownlist/client'
import { api } from '@ownlist/client/react'

/** As many as a page of the API has. A list beyond them is shown without its title. */
const most = 200

/** The titles of the lists by their ids. Empty while they are loaded, or if that fails. */
export function useListTitles(): ReadonlyMap<string, string> {
  return api.list.list.useQuery({ limit: most }, { select: titlesOf }).data ?? none
}

const none: ReadonlyMap<string, string> = new Map()

const titlesOf = ({ items }: RouterOutputs['list']['list']): ReadonlyMap<string, string> =>
  new Map(items.map(({ id, title }) => [id, title]))
