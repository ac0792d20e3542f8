import type { AppRouter } from '@ownlist/api'
import { httpBatchLink, type TRPCLink } from '@trpc/client'
import { createTokenSource, type TokenSource } from './token-source.js'

export interface ApiClientOptions {
  /** The API's address, such as `https://api.example.com`; `/trpc` is added. */
  readonly url: string
  /** A fixed token, a function that gets one, or a token source of your own. */
  readonly token: string | (() => Promise<string>) | TokenSource
}

/**
 * The way to the API, for `createTRPCClient` and for `@trpc/react-query` alike. Calls made at the same time share a request,
 * at most ten to one. Each request carries the token; if the API refuses it, the request is sent once more with another.
 * That is safe for mutations too: the API refuses a token before it runs, or even reads, anything.
 */
export function apiLinks({ url, token }: ApiClientOptions): TRPCLink<AppRouter>[] {
  const tokens = sourceOf(token)
  return [
    httpBatchLink({
      url: `${url.replace(/\/+$/, '')}/trpc`,
      // The API's own limits on a batch and on a URL.
      maxItems: 10,
      maxURLLength: 2_000,
      async fetch(input, init) {
        const send = (token: string) => {
          const headers = new Headers(init?.headers as HeadersInit)
          headers.set('authorization', `Bearer ${token}`)
          return fetch(input as RequestInfo, { ...(init as RequestInit), headers })
        }
        const first = await tokens.get()
        const response = await send(first)
        if (response.status !== 401) return response
        const second = await tokens.refresh(first)
        if (second === first) return response
        await response.body?.cancel()
        return await send(second)
      },
    }),
  ]
}

function sourceOf(token: ApiClientOptions['token']): TokenSource {
  if (typeof token === 'string') return { get: async () => token, refresh: async () => token, clear: () => undefined }
  return typeof token === 'function' ? createTokenSource({ fetchToken: token }) : token
}
