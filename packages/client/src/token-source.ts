import { callback, checkOptions, milliseconds, type OptionRules, optional, secret, wholeNumber } from './options.js'
import { OwnlistError } from './ownlist-error.js'
import { within } from './within.js'

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
  /** Asks the issuer for a token. One call at a time, however many wait for it; its signal is aborted after `timeoutMs`. */
  readonly fetchToken: (signal: AbortSignal) => Promise<string | FetchedToken>
  /** A token with less life left than this is replaced; 30 seconds. */
  readonly refreshBeforeMs?: number
  /** A request for a token that takes longer is dropped, and the next call starts a new one; 10 seconds. */
  readonly timeoutMs?: number
}

const rules: OptionRules<TokenSourceOptions> = {
  fetchToken: callback,
  refreshBeforeMs: optional(wholeNumber(0)),
  timeoutMs: optional(milliseconds),
}

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
  const { fetchToken, refreshBeforeMs = 30_000, timeoutMs = 10_000 } = options
  let held: HeldToken | undefined
  let pending: Promise<string> | undefined

  function fetchOnce(): Promise<string> {
    if (pending !== undefined) return pending
    const mine = within({ timeoutMs, late: () => tooLate(timeoutMs) }, fetchToken).then(
      (fetched) => {
        if (pending !== mine) throw new Error('The token was cleared while it was on its way')
        // First, so that one that is no token is not waited for again.
        pending = undefined
        held = hold(fetched)
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
      if (held === undefined || left <= 0) return await within({ signal }, fetchOnce)
      if (left < refreshBeforeMs) fetchOnce().catch(() => undefined)
      return held.token
    },
    async refresh(refused, signal) {
      if (held !== undefined && held.token !== refused) return held.token
      held = undefined
      return await within({ signal }, fetchOnce)
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

const tooLate = (ms: number) =>
  new OwnlistError('UNREACHABLE', `No token came within ${ms / 1_000} seconds. Try again in a moment.`)

/** @throws {OwnlistError} `NO_TOKEN` unless it is a string that fits into a header; the message does not show it */
export function checkToken(token: string): string {
  if (secret[1](token)) return token
  throw new OwnlistError('NO_TOKEN', `The token function returned no token: it must be ${secret[0]}.`)
}

function hold(fetched: string | FetchedToken): HeldToken {
  const { token, issuerTime } =
    typeof fetched === 'object' && fetched !== null ? fetched : { token: fetched, issuerTime: null }
  checkToken(token)
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
