import { callback, checkOptions, milliseconds, type OptionRules, optional, secret, wholeNumber } from './options.js'
import { OwnlistError } from './ownlist-error.js'
import { within } from './within.js'

/** Where calls get their token from. */
export interface TokenSource {
  /**
   * The token to send now.
   * @throws what fetching it threw, or the signal's reason
   */
  get(signal?: AbortSignal): Promise<string>
  /**
   * A new token, after the API refused this one. All callers whose same token was refused share it.
   * @throws as `get` does
   */
  refresh(refused: string, signal?: AbortSignal): Promise<string>
  /** Drops the token, and any fetch in progress: after a sign-out nothing may come back. */
  clear(): void
}

/** A new token, and the issuer's clock, if the response contained it. */
export interface FetchedToken {
  readonly token: string
  readonly issuerTime: Date | null
}

export interface TokenSourceOptions {
  /**
   * Requests a token from the issuer. Only one call runs at a time, however many callers wait for it. Its signal is
   * aborted after `timeoutMs`.
   */
  readonly fetchToken: (signal: AbortSignal) => Promise<string | FetchedToken>
  /** A token that expires sooner than this is replaced; 30 seconds by default. */
  readonly refreshBeforeMs?: number
  /** A slower request for a token is dropped, and the next call starts a new one; 10 seconds by default. */
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
 * Keeps one token, in memory only. It is replaced shortly before it expires; while the old one is still valid, nobody
 * waits. A failed fetch rejects the callers that needed it, and the next call tries again. A caller that stops waiting
 * does not affect others.
 * @throws {TypeError} that names the option, if one is missing, unknown or invalid
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
        if (pending !== mine) throw new Error('The token was cleared while it was being fetched')
        // This comes first, so that an invalid token is not waited for again.
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
 * One token that the caller manages, such as in a test or a short script. It is never replaced.
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
  throw new OwnlistError('NO_TOKEN', `The token function did not return a token, which must be ${secret[0]}.`)
}

function hold(fetched: string | FetchedToken): HeldToken {
  const { token, issuerTime } =
    typeof fetched === 'object' && fetched !== null ? fetched : { token: fetched, issuerTime: null }
  checkToken(token)
  const { iat, exp } = timesOf(token)
  if (exp === undefined) return { token, expiresAt: Number.POSITIVE_INFINITY }
  const now = Date.now()
  // A new token is neither from the future nor expired. If it seems to be, this machine's clock is wrong.
  const believable = now < exp && now >= (iat ?? 0) - 1_000
  const issuerNow = issuerTime?.getTime() ?? (believable ? now : (iat ?? now))
  return { token, expiresAt: exp - issuerNow + now }
}

/** The claims of a token, read without verification: only the API decides whether a token is valid. Empty if there are none. */
export function claimsOf(token: string): Readonly<Record<string, unknown>> {
  try {
    const payload = token.split('.')[1] ?? ''
    return JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')))
  } catch {
    return {}
  }
}

/** The claims `iat` and `exp` in milliseconds. */
function timesOf(token: string): { iat?: number; exp?: number } {
  const claims = claimsOf(token)
  const time = (claim: 'iat' | 'exp') => (typeof claims[claim] === 'number' ? { [claim]: claims[claim] * 1_000 } : {})
  return { ...time('iat'), ...time('exp') }
}
