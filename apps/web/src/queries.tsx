'use client'

import { ApiProvider, createApiQueryClient } from '@ownlist/client/react'
import type { ReactNode } from 'react'
import { type Session, useSession } from './session-provider'

type QueryClient = ReturnType<typeof createApiQueryClient>

/** One cache for each session, which survives going from page to page. */
const caches = new WeakMap<Session, QueryClient>()

function cacheOf(session: Session): QueryClient {
  const known = caches.get(session)
  if (known !== undefined) return known
  const created = createApiQueryClient()
  session.onForget(() => created.clear())
  caches.set(session, created)
  return created
}

/**
 * React Query for the pages below it. Use it for data that is read page by page, or by one page only. The views of the app
 * read the rows on this device instead, so they do not load React Query.
 */
export function Queries({ children }: { children: ReactNode }) {
  const session = useSession()
  return (
    <ApiProvider url={session.apiUrl} token={session.tokens} queryClient={cacheOf(session)}>
      {children}
    </ApiProvider>
  )
}
