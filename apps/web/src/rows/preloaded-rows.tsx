'use client'

import { hydrate, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import type { Preload } from './preload'

/**
 * Puts the data that the server has loaded for a page into the cache, unless the cache already has it: that data is as
 * new, or was changed here since. After the Back button, a page brings its original data again; it is used only once.
 */
export function PreloadedRows({ preload, children }: { preload: Preload; children: ReactNode }) {
  const queryClient = useQueryClient()
  // This runs during rendering, so that the server's page also shows the rows.
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
  // The age is measured with the browser's clock.
  const now = Date.now()
  hydrate(queryClient, {
    mutations: [],
    queries: queries.map((query) => ({ ...query, state: { ...query.state, dataUpdatedAt: now } })),
  })
}
