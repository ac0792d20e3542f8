import { OwnlistError, type TokenSource } from '@ownlist/client'
import { decodeJwt } from 'jose'

interface OwnerTokenParts {
  /** The id of the page's user; null until it is known. */
  owner(): string | null
  /** Called when the session belongs to somebody else and its token was rejected. */
  onOther(): void
  /** The message for the page's user in that case. */
  readonly message: string
}

/**
 * The tokens of one user only. A page stays open when its session ends, and the cookie may later belong to somebody
 * else. Nothing of the first user may be sent as the second.
 */
export function ownerTokens(source: TokenSource, { owner, onOther, message }: OwnerTokenParts): TokenSource {
  function checked(token: string): string {
    if (owner() === null || decodeJwt(token).sub === owner()) return token
    source.clear()
    onOther()
    throw new OwnlistError('SIGNED_OUT', message)
  }
  return {
    get: async (signal) => checked(await source.get(signal)),
    refresh: async (refused, signal) => checked(await source.refresh(refused, signal)),
    clear: source.clear,
  }
}
