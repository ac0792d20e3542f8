import { OwnlistError } from '../ownlist-error.js'
import { claimsOf, type TokenSource } from '../token-source.js'

/**
 * The tokens of one person only. A page may stay open while the session ends and another person signs in. Nothing of the
 * first person may be sent or read with the second person's token.
 * @throws {OwnlistError} `SIGNED_OUT` from `get` and `refresh` for a token of somebody else
 */
export function personTokens(source: TokenSource, userId: string): TokenSource {
  const check = (token: string) => {
    if (claimsOf(token).sub === userId) return token
    source.clear()
    throw new OwnlistError('SIGNED_OUT', 'Somebody else is signed in. Sign in again to send your changes.')
  }
  return {
    get: async (signal) => check(await source.get(signal)),
    refresh: async (refused, signal) => check(await source.refresh(refused, signal)),
    clear: () => source.clear(),
  }
}
