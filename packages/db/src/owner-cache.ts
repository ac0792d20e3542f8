import { LRUCache } from 'lru-cache'

/** For how many owners a cache keeps a value. */
const mostOwners = 10_000

/**
 * Values by owner, each kept for a limited time. With `max`, LRUCache would reserve memory for every owner at once: for all
 * caches of a process, that would be several MB, and 20 ms when it starts.
 * @param ttl in milliseconds
 */
export const ownerCache = <Value extends object | true>(ttl: number) =>
  new LRUCache<string, Value>({ maxSize: mostOwners, sizeCalculation: () => 1, ttl })
