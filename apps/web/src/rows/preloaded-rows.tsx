'use client'

import { hydrate, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import type { Preload } from './preload'

/**
 * Puts what the server has loaded for a page into the cache, where there is nothing yet. What the cache has is as new, or has
 * been changed here since. A page that comes back by the Back button comes with what was loaded for it at first: that is taken
 * once only.
 */
export function PreloadedRows({ preload, children }: { preload: Preload; children: ReactNode }) {
  const queryClient = useQueryClient()
  // While it renders, so that the rows are there in the server's page too.
  useMemo(() => takeOnce(queryClient, preload), [queryClient, preload])
  return children
}

const taken = new WeakMap<QueryClient, Set<string>>()

function takeOnce(queryClient: QueryClient, { id, state }: Preload): void {
  const ids = taken.get(queryClient) ?? new Set()
  if (ids.has(id)) return
  taken.set(queryClient, ids.add(id))
  const known = queryClient.getQueryCache()
  const queries = state.queries.filter(({ queryHash }) => known.get(queryHash) === undefined)
  // By the browser's clock, by which it becomes old.
  const now = Date.now()
  hydrate(queryClient, {
    mutations: [],
    queries: queries.map((query) => ({ ...query, state: { ...query.state, dataUpdatedAt: now } })),
  })
}
