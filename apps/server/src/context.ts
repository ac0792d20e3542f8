import type { Context } from '@ownlist/api'
import type { Identity } from '@ownlist/auth'
import type { Stores } from '@ownlist/db'

/** What procedures get: who calls and the stores. The token itself went no further than the gate. */
export const createContext = ({ userId, scopes }: Identity, stores: Stores): Context => ({
  ...stores,
  identity: { userId, scopes },
})
