import { ownerCache } from '../owner-cache.js'
import type { Statement } from '../statements.js'

/**
 * Makes sure that the background program checks an owner who writes within 30 days, for the trash and for the change log.
 * The program then sets the next time, as long as the owner has changes in the log. So a delete needs no extra statement:
 * rows that are deleted today do not have to be removed earlier.
 */
export const upkeepRows: Statement = {
  name: 'due_upkeep',
  text: `insert into due (user_id, kind, due_at)
    values ($1, 'trash', now() + interval '30 days'), ($1, 'log', now() + interval '30 days')
    on conflict (user_id, kind) do nothing`,
}

/** Owners for whom this process has recently made sure of this. */
export interface KnownOwners {
  has(userId: string): boolean
  add(userId: string): void
}

/** Less than the ten minutes after an erasure in which nothing is written. */
const knownMs = 5 * 60 * 1_000

export function createKnownOwners(): KnownOwners {
  const owners = ownerCache<true>(knownMs)
  return { has: (userId) => owners.has(userId), add: (userId) => void owners.set(userId, true) }
}
