import { callback, checkOptions, type OptionRules, optional, secret, wholeNumber } from './options.js'

/** Where calls get their token from. */
export interface TokenSource {
  /** The token to send now. @throws what fetching it threw, or the signal's reason */
  get(signal?: AbortSignal): Promise<string>
  /** Another token, after the API refused this one; all who were refused the same one share the answer. @throws as `get` does */
  refresh(refused: string, signal?: AbortSignal): Promise<string>
  /** Forgets the token, also one that is on its way: after a sign-out nothing may come back. */
  clear(): void
}

/** A token that has just come, and the issuer's clock, where the answer told it. */
export interface FetchedToken {
  readonly token: string
  readonly issuerTime: Date | null
}

export interface TokenSourceOptions {
  /** Asks the issuer for a token. One call at a time, however many wait for it. */
  readonly fetchToken: () => Promise<string | FetchedToken>
  /** A token with less life left than this is replaced; 30 seconds. */
  readonly refreshBeforeMs?: number
}

const rules: OptionRules<TokenSourceOptions> = { fetchToken: callback, refreshBeforeMs: optional(wholeNumber(0)) }

interface HeldToken {
  readonly token: string
  /** By this machine's clock, in milliseconds since 1970; infinite if the token does not say. */
  readonly expiresAt: number
}

/**
 * Keeps one token, in memory only. It is replaced shortly before it expires: while the old one still serves, nobody waits.
 * A fetch that fails rejects those who needed it, and the next to ask tries again. Whoever stops waiting stops nobody else.
 * @throws {TypeError} that names the option, on one that is missing, unknown or not what it must be
 */
export function createTokenSource(options: TokenSourceOptions): TokenSource {
  checkOptions(options, rules)
  const { fetchToken, refreshBeforeMs = 30_000 } = options
  let held: HeldToken | undefined
  let pending: Promise<string> | undefined

  function fetchOnce(): Promise<string> {
    if (pending !== undefined) return pending
    const mine = fetchToken().then(
      (fetched) => {
        if (pending !== mine) throw new Error('The token was cleared while it was on its way')
        held = hold(fetched)
        pending = undefined
        return held.token
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
    async get(signal) {
      const left = held === undefined ? 0 : held.expiresAt - Date.now()
      if (held === undefined || left <= 0) return await unlessAborted(fetchOnce(), signal)
      if (left < refreshBeforeMs) fetchOnce().catch(() => undefined)
      return held.token
    },
    async refresh(refused, signal) {
      if (held !== undefined && held.token !== refused) return held.token
      held = undefined
      return await unlessAborted(fetchOnce(), signal)
    },
    clear() {
      held = undefined
      pending = undefined
    },
  }
}

/**
 * One token that somebody else looks after, such as a test or a short script. It is never replaced.
 * @throws {TypeError} unless it is a string that fits into a header
 */
export function staticToken(token: string): TokenSource {
  checkOptions({ token }, { token: secret })
  return { get: async () => token, refresh: async () => token, clear: () => undefined }
}

/** Waits for what others may wait for too. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return await work
  signal.throwIfAborted()
  let stop: (() => void) | undefined
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop)
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    if (stop !== undefined) signal.removeEventListener('abort', stop)
  }
}

function hold(fetched: string | FetchedToken): HeldToken {
  const { token, issuerTime } = typeof fetched === 'string' ? { token: fetched, issuerTime: null } : fetched
  const { iat, exp } = timesOf(token)
  if (exp === undefined) return { token, expiresAt: Number.POSITIVE_INFINITY }
  const now = Date.now()
  // A token that has just come is neither from the future nor expired: where it looks so, it is this clock that is wrong.
  const believable = now < exp && now >= (iat ?? 0) - 1_000
  const issuerNow = issuerTime?.getTime() ?? (believable ? now : (iat ?? now))
  return { token, expiresAt: exp - issuerNow + now }
}

/** The claims `iat` and `exp` in milliseconds, read without verifying: only the API decides what a token is worth. */
function timesOf(token: string): { iat?: number; exp?: number } {
  try {
    const payload = token.split('.')[1] ?? ''
    const claims: Record<string, unknown> = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')))
    const time = (claim: 'iat' | 'exp') => (typeof claims[claim] === 'number' ? { [claim]: claims[claim] * 1_000 } : {})
    return { ...time('iat'), ...time('exp') }
  } catch {
    return {}
  }
}
