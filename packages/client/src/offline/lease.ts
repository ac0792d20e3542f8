import type { OfflineDatabase } from './database.js'
import type { Turns } from './turns.js'
import { uuidv7 } from './uuidv7.js'

export interface LeaseOptions {
  /** How long other tabs have to wait after a tab was killed. */
  readonly leaseMs?: number
  /** How often a waiting tab checks. */
  readonly pollMs?: number
}

/**
 * Turns by a lease in the database: the holder renews it while it works. A tab that finds it free or expired takes it, in
 * one transaction, so two tabs never hold it at the same time, as measured by their common clock.
 */
export function leaseTurns(database: OfflineDatabase, { leaseMs = 10_000, pollMs = 100 }: LeaseOptions = {}): Turns {
  const tab = uuidv7()
  let last: Promise<unknown> = Promise.resolve()

  async function take(holder: string): Promise<boolean> {
    const transaction = database.transaction('lease', 'readwrite')
    const held = await transaction.store.get('lease')
    const isFree = held === undefined || held.holder === holder || held.until <= Date.now()
    if (isFree) await transaction.store.put({ holder, until: Date.now() + leaseMs }, 'lease')
    await transaction.done
    return isFree
  }

  async function release(holder: string): Promise<void> {
    const transaction = database.transaction('lease', 'readwrite')
    if ((await transaction.store.get('lease'))?.holder === holder) await transaction.store.delete('lease')
    await transaction.done
  }

  async function hold<Result>(work: (signal: AbortSignal) => Promise<Result>, stopping: AbortSignal): Promise<Result> {
    while (!(await take(tab))) {
      await new Promise((resolve) => setTimeout(resolve, pollMs))
      if (stopping.aborted) throw new DOMException('There was no turn before the end', 'AbortError')
    }
    const turn = new AbortController()
    const renewal = setInterval(() => {
      take(tab).then(
        (isMine) => isMine || turn.abort(),
        () => turn.abort(),
      )
    }, leaseMs / 3)
    try {
      return await work(turn.signal)
    } finally {
      clearInterval(renewal)
      // After a wipe, there is no lease to release.
      await release(tab).catch(() => undefined)
    }
  }

  return (work, stopping) => {
    const next = last.then(() => hold(work, stopping))
    last = next.catch(() => undefined)
    return next
  }
}
