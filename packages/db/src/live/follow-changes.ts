import { StoreError } from '../errors.js'
import type { OwnerScope } from '../owner-scope.js'
import type { ChangeFeed } from './change-feed.js'
import type { ChangeSeqs } from './change-seqs.js'

export interface FollowOptions {
  /** The last `seq` that the caller knows; null to begin with the newest one. */
  readonly after: number | null
  /** Aborted when the caller stops. Without it, the stream would be told of changes for ever. */
  readonly signal: AbortSignal
}

/**
 * Follows what the owner changes, within the lists of the scope: each `seq` once, in order. The first one is the newest
 * `seq`, if `after` is null, so that the caller knows where it is. While the database is unavailable, it waits.
 * @returns when it listens and the database has answered
 * @throws {StoreError} `UNAVAILABLE`, only before it returns
 */
export type FollowChanges = (owner: OwnerScope, options: FollowOptions) => Promise<AsyncIterable<number>>

/** How many it reads at a time. A reader that is slow makes it wait, and needs no more memory. */
const pageSize = 100

export const createFollowChanges =
  (feed: ChangeFeed, seqs: ChangeSeqs): FollowChanges =>
  async (owner, { after, signal }) => {
    // It listens before it reads: what is committed after the read is announced.
    const nextWake = feed.wakesFor(owner.userId, signal)
    const newest = await seqs.newest(owner)
    // The log was erased, and has begun again.
    const begins = after === null || after > newest
    return follow(begins ? newest : after)

    async function* follow(start: number): AsyncGenerator<number> {
      let last = start
      if (begins) yield last
      let missed = last < newest
      while (!signal.aborted) {
        const seen = missed ? null : await nextWake()
        // Nothing can be between a number and the next one, so there is nothing to read.
        const isNext = seen === last + 1 && owner.lists === null
        const page = isNext ? [seen] : await readPage(last)
        for (const seq of page) {
          last = seq
          yield seq
        }
        missed = page.length === pageSize
      }
    }

    async function readPage(last: number): Promise<readonly number[]> {
      try {
        return await seqs.after(owner, last, pageSize)
      } catch (error) {
        // The stream is woken again within 20 seconds.
        if (error instanceof StoreError && error.code === 'UNAVAILABLE') return []
        throw error
      }
    }
  }
