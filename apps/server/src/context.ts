import type { Context } from '@ownlist/api'
import type { Identity } from '@ownlist/auth'
import type { Database } from '@ownlist/db'

/** What procedures get: who calls and the tasks. The token itself went no further than the gate. */
export const createContext = ({ userId, scopes }: Identity, database: Database): Context => ({
  identity: { userId, scopes },
  tasks: database.tasks,
})
