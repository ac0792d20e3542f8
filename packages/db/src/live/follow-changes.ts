import { StoreError } from '../errors.js'
import type { OwnerScope } from '../owner-scope.js'
import type { ChangeFeed } from './change-feed.js'
import type { ReadSeqs, SeqPage } from './change-seqs.js'

interface FollowOptions {
  /** The last action that the caller knows; null to start with the latest one. */
  readonly after: number | null
  /** Only actions that change rows of these kinds. */
  readonly kinds: readonly string[]
  /** Aborted when the caller stops. */
  readonly signal: AbortSignal
}

/**
 * Follows the actions that change rows of the owner, within the lists of the scope. It yields the number of each action
 * once, in order. If `after` is null, it starts with the number of the latest action, so that the caller has a starting
 * point. If the log no longer has everything that the caller has missed, it starts with the number of the last removed
 * action. While the database is unavailable, it waits.
 * @returns when it listens and the database has answered
 * @throws {StoreError} `UNAVAILABLE`, only before it returns
 */
export type FollowChanges = (owner: OwnerScope, options: FollowOptions) => Promise<AsyncIterable<number>>

/** How many numbers it reads at a time. A slow reader makes it wait, and takes no more memory. */
const pageSize = 100

export const createFollowChanges =
  (feed: ChangeFeed, readSeqs: ReadSeqs): FollowChanges =>
  async (owner, { after, kinds, signal }) => {
    const read = (last: number) => readSeqs(owner, { after: last, kinds, limit: pageSize })
    // It starts to listen before it reads, so changes that are committed after the read are announced.
    const nextWake = feed.wakesFor(owner.userId, signal)
    const first = await read(after ?? Number.MAX_SAFE_INTEGER)
    return follow()

    async function* follow(): AsyncGenerator<number> {
      // A number that is too high comes from before the database was restored.
      const begins = after === null || after > first.latest
      let last = begins ? first.latest : after
      if (begins) yield last
      let page: SeqPage | null = first
      while (!signal.aborted) {
        if (page !== null) {
          for (const seq of [page.trimmed, ...page.seqs]) {
            if (seq <= last) continue
            last = seq
            yield seq
          }
        }
        if (page === null || page.seqs.length < pageSize) await nextWake()
        page = await read(last).catch(ignoreOutage)
      }
    }
  }

/** The stream is woken again within 20 seconds. */
function ignoreOutage(error: unknown): null {
  if (error instanceof StoreError) return null
  throw error
}
