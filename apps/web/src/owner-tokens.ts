import { OwnlistError, type TokenSource } from '@ownlist/client'
import { decodeJwt } from 'jose'

/**
 * Tokens of one person only. A page stays open when its person's session ends, and the cookie may be somebody else's by then:
 * nothing of the one may be sent as the other.
 * @param owner the id of the page's person; null until it is known
 * @param onOther called when the session is somebody else's, and its token has been refused
 */
export function ownerTokens(source: TokenSource, owner: () => string | null, onOther: () => void): TokenSource {
  function checked(token: string): string {
    if (owner() === null || decodeJwt(token).sub === owner()) return token
    source.clear()
    onOther()
    throw new OwnlistError('SIGNED_OUT', 'Somebody else has signed in with this browser.')
  }
  return {
    get: async (signal) => checked(await source.get(signal)),
    refresh: async (refused, signal) => checked(await source.refresh(refused, signal)),
    clear: source.clear,
  }
}
