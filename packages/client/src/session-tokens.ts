import { OwnlistError } from './ownlist-error.js'
import { createTokenSource, type FetchedToken, type TokenSource } from './token-source.js'

export interface BrowserSessionOptions {
  /** The web app's address; the page's own, unless it is said. Another origin has to allow credentials by CORS. */
  readonly webUrl?: string
  /** Called when the session is over, revoked from elsewhere perhaps. */
  readonly onSignedOut?: () => void
}

/** Tokens for a page whose user is signed in, from the session cookie; neither is kept anywhere but in memory. */
export const browserSession = ({ webUrl = '', onSignedOut }: BrowserSessionOptions = {}): TokenSource =>
  sessionTokens(webUrl, { credentials: webUrl === '' ? 'same-origin' : 'include' }, onSignedOut)

export interface ProgramSessionOptions {
  /** The web app's address. */
  readonly webUrl: string
  /** What `deviceLogin` resolved with. It is as good as a password to what was granted: keep it as one. */
  readonly session: string
  /** Called when the session is over. */
  readonly onSignedOut?: () => void
}

/** Tokens for a program that somebody has let in, by `deviceLogin`. */
export const programSession = ({ webUrl, session, onSignedOut }: ProgramSessionOptions): TokenSource =>
  sessionTokens(webUrl, { credentials: 'omit', headers: { authorization: `Bearer ${session}` } }, onSignedOut)

function sessionTokens(webUrl: string, init: RequestInit, onSignedOut: (() => void) | undefined): TokenSource {
  return createTokenSource({
    async fetchToken(): Promise<FetchedToken> {
      const response = await ask(`${webUrl.replace(/\/+$/, '')}/api/auth/token`, { ...init, cache: 'no-store' })
      if (response.status === 401) {
        onSignedOut?.()
        throw new OwnlistError('SIGNED_OUT', 'The session is over. Sign in again.')
      }
      const { token }: { token?: unknown } = response.ok ? await response.json().catch(() => ({})) : {}
      if (typeof token !== 'string') throw notToken(new Error(`The token endpoint answered ${response.status}`))
      const date = Date.parse(response.headers.get('date') ?? '')
      return { token, issuerTime: Number.isNaN(date) ? null : new Date(date) }
    },
  })
}

const ask = (url: string, init: RequestInit) =>
  fetch(url, init).catch((cause) => {
    throw notToken(cause)
  })

const notToken = (cause: Error) =>
  new OwnlistError('UNREACHABLE', 'No token can be had just now. Try again in a moment.', { cause })
