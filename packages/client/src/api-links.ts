import type { AppRouter } from '@ownlist/api'
import { httpBatchLink, httpBatchStreamLink, retryLink, type TRPCLink } from '@trpc/client'
import { callLink } from './call-link.js'
import { ownlistErrorOf } from './ownlist-error.js'
import { mayRetry, retryDelayMs } from './retry.js'
import { createTokenSource, type FetchedToken, staticToken, type TokenSource } from './token-source.js'

export interface ApiClientOptions {
  /** The API's address, such as `https://api.example.com`; `/trpc` is added. */
  readonly url: string
  /** A fixed token, a function that gets one, or a token source such as `browserSession()`. */
  readonly token: string | (() => Promise<string | FetchedToken>) | TokenSource
  /** Takes each answer of a batch as it is ready, rather than all when the slowest is. */
  readonly stream?: boolean
  /** At a call that fails, and that may pass and cannot do anything twice; 3, the first included. */
  readonly attempts?: number
}

/**
 * The way to the API, for `createTRPCClient` and for `@trpc/react-query` alike. Calls made at the same time share a request,
 * at most ten to one. Each request carries the token; if the API refuses it, the request is sent once more with another.
 * That is safe for mutations too: the API refuses a token before it runs, or even reads, anything. What may pass by itself
 * is tried again, if that cannot do anything twice. Calls fail with an `OwnlistError`.
 */
export function apiLinks({ url, token, stream = false, attempts = 3 }: ApiClientOptions): TRPCLink<AppRouter>[] {
  const batchLink = stream ? httpBatchStreamLink : httpBatchLink
  return [
    callLink,
    retryLink({
      retry: ({ op, error, attempts: made }) => made < attempts && mayRetry(op, ownlistErrorOf(error, op.signal)),
      retryDelayMs,
    }),
    batchLink({
      url: `${url.replace(/\/+$/, '')}/trpc`,
      // The API's own limits on a batch and on a URL.
      maxItems: 10,
      maxURLLength: 2_000,
      fetch: fetchWithToken(sourceOf(token)),
    }),
  ]
}

type LinkFetch = NonNullable<Parameters<typeof httpBatchLink>[0]['fetch']>

function fetchWithToken(tokens: TokenSource): LinkFetch {
  return async (input, init) => {
    const { signal, ...request } = init as RequestInit
    const send = (token: string) => {
      const headers = new Headers(request.headers)
      headers.set('authorization', `Bearer ${token}`)
      return fetch(input as RequestInfo, { ...request, headers, ...(signal ? { signal } : {}) })
    }
    const first = await tokens.get(signal ?? undefined)
    const response = await send(first)
    if (response.status !== 401) return response
    const second = await tokens.refresh(first, signal ?? undefined)
    if (second === first) return response
    await response.body?.cancel()
    return await send(second)
  }
}

function sourceOf(token: ApiClientOptions['token']): TokenSource {
  if (typeof token === 'string') return staticToken(token)
  return typeof token === 'function' ? createTokenSource({ fetchToken: token }) : token
}
