import { OwnlistError, type TokenSource } from '@ownlist/client'
import { decodeJwt } from 'jose'

/**
 * The tokens of one user only. A page stays open when its session ends, and the cookie may later belong to somebody
 * else. Nothing of the first user may be sent as the second.
 * @param owner the id of the page's user; null until it is known
 * @param onOther called when the session belongs to somebody else and its token was rejected
 */
export function ownerTokens(source: TokenSource, owner: () => string | null, onOther: () => void): TokenSource {
  function checked(token: string): string {
    if (owner() === null || decodeJwt(token).sub === owner()) return token
    source.clear()
    onOther()
    throw new OwnlistError('SIGNED_OUT', 'Somebody else has signed in with this browser. Reload the page.')
  }
  return {
    get: async (signal) => checked(await source.get(signal)),
    refresh: async (refused, signal) => checked(await source.refresh(refused, signal)),
    clear: source.clear,
  }
}
