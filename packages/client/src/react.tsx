'use client'

import type { AppRouter } from '@ownlist/api'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type CreateTRPCReact, createTRPCReact } from '@trpc/react-query'
import { type ReactNode, useState } from 'react'
import { type ApiClientOptions, apiLinks } from './api-links.js'
import { checkOptions, flag, objectWith, optional, text } from './options.js'
import { type LiveOptions, useLiveWith } from './use-live.js'

export type { LiveOptions }

/** The API as React hooks: `api.account.whoami.useQuery()`. */
export const api: CreateTRPCReact<AppRouter, unknown> = createTRPCReact<AppRouter>()

/** A cache for one user. The client itself retries temporary failures, so queries do not. */
export const createApiQueryClient = (): QueryClient =>
  new QueryClient({ defaultOptions: { queries: { staleTime: 10_000, retry: false } } })

/**
 * Keeps the page up to date: a change that is made in another tab, on another device or by an app is loaded within a
 * second. Use it once, below `ApiProvider`. It only reloads the queries for the kinds of rows that have changed. It reloads
 * nothing for changes that this page has made itself with a mutation.
 * @throws {TypeError} that names the option, if one is unknown or invalid
 */
export function useLive(options: LiveOptions = {}): void {
  checkOptions(options, { enabled: optional(flag), sharedAs: optional(text) })
  useLiveWith(api.useUtils().client, options)
}

export interface ApiProviderProps extends ApiClientOptions {
  /** For one user: when another user signs in, clear it or, better, create a new one. */
  readonly queryClient: QueryClient
  readonly children: ReactNode
}

/**
 * Provides a client and a cache to the hooks below it. The client's options are read once, on the first render.
 * @throws {TypeError} that names the option, if one is missing, unknown or invalid
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
