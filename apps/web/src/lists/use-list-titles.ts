'use client'

import type { RouterOutputs } from '@ownlist/client'
import { api } from '@ownlist/client/react'

/** The maximum of one page of the API. Lists beyond it are shown without their titles. */
const most = 200

/** The titles of the lists by their ids. Empty while they are loading, and if that fails. */
export function useListTitles(): ReadonlyMap<string, string> {
  return api.list.list.useQuery({ limit: most }, { select: titlesOf }).data ?? none
}

const none: ReadonlyMap<string, string> = new Map()

const titlesOf = ({ items }: RouterOutputs['list']['list']): ReadonlyMap<string, string> =>
  new Map(items.map(({ id, title }) => [id, title]))
