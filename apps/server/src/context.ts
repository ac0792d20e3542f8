import type { CallerContract, Context } from '@ownlist/api'
import type { Identity } from '@ownlist/auth'
import type { PageRoom, Stores } from '@ownlist/db'

/** The caller, and the version of the contract that they know. */
export interface RequestCaller {
  readonly identity: Identity
  readonly contract: CallerContract
}

/**
 * What procedures receive: the caller, the stores, and the room that the calls of one request share. The token itself
 * stays at the gate.
 */
export const createContext = ({ identity, contract }: RequestCaller, stores: Stores, room: PageRoom): Context => ({
  ...stores,
  caller: { userId: identity.userId, scopes: identity.scopes },
  contract,
  room,
})
