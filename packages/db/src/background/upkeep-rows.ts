import { LRUCache } from 'lru-cache'
import type { Statement } from '../statements.js'

/**
 * Makes sure that an owner who writes is looked at within 30 days, for the trash and for the log of changes. The background
 * program sets the time again each time, as long as the owner has changes in the log. So a delete needs no statement of its own:
 * what is deleted today is not to be removed earlier.
 */
export const upkeepRows: Statement = {
  name: 'due_upkeep',
  text: `insert into due (user_id, kind, due_at)
    values ($1, 'trash', now() + interval '30 days'), ($1, 'log', now() + interval '30 days')
    on conflict (user_id, kind) do nothing`,
}

/** Owners whose rows this process has made sure of a moment ago. */
export interface KnownOwners {
  has(userId: string): boolean
  add(userId: string): void
}

/** Less than the ten minutes after an erasure, in which nothing is written. */
const knownMs = 5 * 60 * 1_000

export function createKnownOwners(): KnownOwners {
  const owners = new LRUCache<string, true>({ max: 10_000, ttl: knownMs })
  return { has: (userId) => owners.has(userId), add: (userId) => void owners.set(userId, true) }
}
