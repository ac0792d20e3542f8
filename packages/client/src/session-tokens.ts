import { address, callback, checkOptions, type OptionRules, optional, secret } from './options.js'
import { OwnlistError, ownlistErrorOf, strangerAt } from './ownlist-error.js'
import { createTokenSource, type FetchedToken, type TokenSource } from './token-source.js'

export interface BrowserSessionOptions {
  /** The web app's address; by default the page's own. Another origin must allow credentials with CORS. */
  readonly webUrl?: string
  /** Called when the session has ended, for example because it was revoked elsewhere. */
  readonly onSignedOut?: () => void
}

const browserRules: OptionRules<BrowserSessionOptions> = { webUrl: optional(address), onSignedOut: optional(callback) }

/**
 * Tokens for a page with a signed-in user, from the session cookie. Both are kept in memory only.
 * @throws {TypeError} that names the option, if one is unknown or invalid
 */
export function browserSession(options: BrowserSessionOptions = {}): TokenSource {
  checkOptions(options, browserRules)
  const { webUrl, onSignedOut } = options
  return sessionTokens(webUrl ?? '', { credentials: webUrl === undefined ? 'same-origin' : 'include' }, onSignedOut)
}

export interface ProgramSessionOptions {
  /** The web app's address. */
  readonly webUrl: string
  /** The result of `deviceLogin`. For the granted scopes it is as good as a password, so store it like one. */
  readonly session: string
  /** Called when the session has ended. */
  readonly onSignedOut?: () => void
}

const programRules: OptionRules<ProgramSessionOptions> = {
  webUrl: address,
  session: secret,
  onSignedOut: optional(callback),
}

/**
 * Tokens for a program that a user has authorized with `deviceLogin`.
 * @throws {TypeError} that names the option, if one is missing, unknown or invalid
 */
export function programSession(options: ProgramSessionOptions): TokenSource {
  checkOptions(options, programRules)
  const { webUrl, session, onSignedOut } = options
  return sessionTokens(webUrl, { credentials: 'omit', headers: { authorization: `Bearer ${session}` } }, onSignedOut)
}

function sessionTokens(webUrl: string, init: RequestInit, onSignedOut: (() => void) | undefined): TokenSource {
  return createTokenSource({
    async fetchToken(signal): Promise<FetchedToken> {
      const url = `${webUrl.replace(/\/+$/, '')}/api/auth/token`
      const response = await ask(url, { ...init, cache: 'no-store', signal })
      if (response.status === 401) {
        onSignedOut?.()
        throw new OwnlistError('SIGNED_OUT', 'The session has ended. Sign in again.')
      }
      const { token }: { token?: unknown } = response.ok ? await response.json().catch(() => ({})) : {}
      if (typeof token !== 'string') throw strangerAt(url, response)
      const date = Date.parse(response.headers.get('date') ?? '')
      return { token, issuerTime: Number.isNaN(date) ? null : new Date(date) }
    },
  })
}

const ask = (url: string, init: RequestInit) =>
  fetch(url, init).catch((error: unknown) => {
    throw ownlistErrorOf(error, null, url)
  })
