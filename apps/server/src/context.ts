import type { CallerContract, Context } from '@ownlist/api'
import type { Identity } from '@ownlist/auth'
import type { PageRoom, Stores } from '@ownlist/db'

/** Who calls, and what they know of the contract. */
export interface RequestCaller {
  readonly identity: Identity
  readonly contract: CallerContract
}

/**
 * What procedures get: who calls, the stores, and the room that the calls of one request share. The token itself went no
 * further than the gate.
 */
export const createContext = ({ identity, contract }: RequestCaller, stores: Stores, room: PageRoom): Context => ({
  ...stores,
  caller: { userId: identity.userId, scopes: identity.scopes },
  contract,
  room,
})
