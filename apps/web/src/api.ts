import type { AppRouter } from '@ownlist/client'
import { createTokenSource, type TokenSource } from '@ownlist/client'
import { type CreateTRPCReact, createTRPCReact } from '@trpc/react-query'

/** The API as React hooks: `api.task.list.useInfiniteQuery(…)`. */
export const api: CreateTRPCReact<AppRouter, unknown> = createTRPCReact<AppRouter>()

/**
 * Tokens for the browser, from the session cookie; they never leave memory.
 * @param onSignedOut called when the session is over, revoked from elsewhere perhaps
 */
export function browserTokens(onSignedOut: () => void): TokenSource {
  return createTokenSource({
    async fetchToken() {
      const response = await fetch('/api/auth/token', { cache: 'no-store' })
      if (response.status === 401) onSignedOut()
      if (!response.ok) throw new Error(`The token endpoint answered ${response.status}`)
      const { token } = (await response.json()) as { token: string }
      return token
    },
  })
}
