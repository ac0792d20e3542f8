/** Where calls get their token from. */
export interface TokenSource {
  /** The token to send now. @throws what fetching it threw */
  get(): Promise<string>
  /** Another token, after the API refused this one; all who were refused the same one share the answer. */
  refresh(refused: string): Promise<string>
  /** Forgets the token, also one that is on its way: after a sign-out nothing may come back. */
  clear(): void
}

export interface TokenSourceOptions {
  /** Asks the issuer for a token. One call at a time, however many wait for it. */
  readonly fetchToken: () => Promise<string>
  /** A token with less life left than this is replaced; 30 seconds. */
  readonly refreshBeforeMs?: number
}

interface HeldToken {
  readonly token: string
  /** In milliseconds since 1970; infinite if the token does not say. */
  readonly expiresAt: number
}

/**
 * Keeps one token, in memory only. It is replaced shortly before it expires: while the old one still serves, nobody waits.
 * A fetch that fails rejects those who needed it, and the next to ask tries again.
 */
export function createTokenSource({ fetchToken, refreshBeforeMs = 30_000 }: TokenSourceOptions): TokenSource {
  let held: HeldToken | undefined
  let pending: Promise<string> | undefined

  function fetchOnce(): Promise<string> {
    if (pending !== undefined) return pending
    const mine = fetchToken().then(
      (token) => {
        if (pending !== mine) throw new Error('The token was cleared while it was on its way')
        held = { token, expiresAt: expiryOf(token) }
        pending = undefined
        return token
      },
      (error: unknown) => {
        if (pending === mine) pending = undefined
        throw error
      },
    )
    pending = mine
    return mine
  }

  return {
    async get() {
      const left = held === undefined ? 0 : held.expiresAt - Date.now()
      if (held === undefined || left <= 0) return await fetchOnce()
      if (left < refreshBeforeMs) fetchOnce().catch(() => undefined)
      return held.token
    },
    async refresh(refused) {
      if (held !== undefined && held.token !== refused) return held.token
      held = undefined
      return await fetchOnce()
    },
    clear() {
      held = undefined
      pending = undefined
    },
  }
}

/** The `exp` claim, read without verifying: only the API decides what a token is worth. */
function expiryOf(token: string): number {
  try {
    const payload = token.split('.')[1] ?? ''
    const { exp } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as { exp?: unknown }
    return typeof exp === 'number' ? exp * 1_000 : Number.POSITIVE_INFINITY
  } catch {
    return Number.POSITIVE_INFINITY
  }
}
