import type { CallerContract, Context } from '@ownlist/api'
import type { Identity } from '@ownlist/auth'
import type { PageRoom, Stores } from '@ownlist/db'

/** The caller, the contract version that they know, and the request id. */
export interface RequestCaller {
  readonly identity: Identity
  readonly contract: CallerContract
  readonly requestId: string
  /** See the API's context. */
  readonly spend?: ((points: number) => Promise<number | null>) | undefined
}

/**
 * What procedures receive: the caller, the stores, and the room that the calls of one request share. The token itself
 * stays at the gate.
 */
export const createContext = (
  { identity, contract, requestId, spend }: RequestCaller,
  stores: Stores,
  room: PageRoom,
): Context => ({
  ...stores,
  caller: {
    userId: identity.userId,
    scopes: identity.scopes,
    sessionId: identity.sessionId,
    client: identity.clientId,
  },
  contract,
  requestId,
  spend,
  room,
})
