'use client'

import type { AppRouter } from '@ownlist/api'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type CreateTRPCReact, createTRPCReact } from '@trpc/react-query'
import { type ReactNode, useState } from 'react'
import { type ApiClientOptions, apiLinks } from './api-links.js'
import { checkOptions, objectWith } from './options.js'

/** The API as React hooks: `api.account.whoami.useQuery()`. */
export const api: CreateTRPCReact<AppRouter, unknown> = createTRPCReact<AppRouter>()

/** A cache for one person. The client tries again what may pass by itself, so queries do not. */
export const createApiQueryClient = (): QueryClient =>
  new QueryClient({ defaultOptions: { queries: { staleTime: 10_000, retry: false } } })

export interface ApiProviderProps extends ApiClientOptions {
  /** One person's: clear it, or better make another, when somebody else signs in. */
  readonly queryClient: QueryClient
  readonly children: ReactNode
}

/**
 * Gives the hooks under it a client and a cache. The client's options are read once, when it is first rendered.
 * @throws {TypeError} that names the option, on one that is missing, unknown or not what it must be
 */
export function ApiProvider({ queryClient, children, ...options }: ApiProviderProps): ReactNode {
  const [client] = useState(() => {
    checkOptions({ queryClient }, { queryClient: objectWith('mount', 'getQueryCache') })
    return api.createClient({ links: apiLinks(options) })
  })
  return (
    <api.Provider client={client} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </api.Provider>
  )
}
