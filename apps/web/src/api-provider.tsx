'use client'

import { apiErrorOf, apiLinks } from '@ownlist/client'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import { api, browserTokens } from './api'
import { signInPath } from './auth/sign-in-path'

/** The end of being signed in, in this tab and in the others. */
export interface Session {
  /** Forgets everything of this person, here and in every tab, and goes to the sign-in page. */
  leave(): void
}

const SessionContext = createContext<Session>({ leave: () => undefined })

export const useSession = (): Session => use(SessionContext)

const channelName = 'ownlist'

/** One person's API client and cache. Nothing of it outlives the person: leaving loads a new page. */
export function ApiProvider({ apiUrl, children }: { apiUrl: string; children: ReactNode }) {
  const [{ queryClient, apiClient, session, forget }] = useState(() => createSession(apiUrl))

  useEffect(() => {
    const channel = new BroadcastChannel(channelName)
    channel.onmessage = () => {
      forget()
      location.assign('/sign-in')
    }
    // A page that the browser kept, as it was, for its Back button may be another person's by now.
    const onPageShow = ({ persisted }: PageTransitionEvent) => persisted && location.reload()
    addEventListener('pageshow', onPageShow)
    return () => {
      channel.close()
      removeEventListener('pageshow', onPageShow)
    }
  }, [forget])

  return (
    <SessionContext value={session}>
      <api.Provider client={apiClient} queryClient={queryClient}>
        <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
      </api.Provider>
    </SessionContext>
  )
}

function createSession(apiUrl: string) {
  const queryClient = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // Only what may pass by itself is tried again.
        retry: (failures, error) => failures < 2 && mayPass(error),
        retryDelay: 500,
      },
    },
  })
  const tokens = browserTokens(() => {
    forget()
    location.assign(signInPath(`${location.pathname}${location.search}`))
  })
  function forget() {
    tokens.clear()
    queryClient.clear()
  }
  const session: Session = {
    leave() {
      forget()
      new BroadcastChannel(channelName).postMessage('signed out')
      location.assign('/sign-in')
    },
  }
  return {
    queryClient,
    apiClient: api.createClient({ links: apiLinks({ url: apiUrl, token: tokens }) }),
    session,
    forget,
  }
}

function mayPass(error: unknown): boolean {
  const code = apiErrorOf(error)?.code
  return code === 'UNREACHABLE' || code === 'SERVICE_UNAVAILABLE'
}
