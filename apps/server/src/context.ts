import type { Context } from '@ownlist/api'
import type { Identity } from '@ownlist/auth'
import type { PageRoom, Stores } from '@ownlist/db'

/**
 * What procedures get: who calls, the stores, and the room that the calls of one request share. The token itself went no
 * further than the gate.
 */
export const createContext = ({ userId, scopes }: Identity, stores: Stores, room: PageRoom): Context => ({
  ...stores,
  caller: { userId, scopes },
  room,
})
