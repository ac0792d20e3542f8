import type { OfflineDatabase } from './database.js'
import { leaseTurns } from './lease.js'

/**
 * Runs one piece of work at a time, across all tabs with the same data. If other tabs wait too long for the turn, this tab
 * loses it: the signal is aborted, and the work must stop.
 * @param stopping ends the wait for a turn
 * @throws what the work throws, or an `AbortError` if there was no turn or if it was lost
 */
export type Turns = <Result>(work: (signal: AbortSignal) => Promise<Result>, stopping: AbortSignal) => Promise<Result>

/** A turn is one request, which ends after 30 seconds. Only a tab that the system has suspended takes longer. */
const longestTurnMs = 60_000

/**
 * Uses Web Locks, which the browser releases when a tab is closed or killed. Where they are missing (pages without HTTPS,
 * browsers before 2022, Node before 24), it uses a lease in the database, which expires.
 */
export function createTurns(name: string, database: OfflineDatabase): Turns {
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks
  return locks === undefined ? leaseTurns(database) : lockTurns(name, locks)
}

/** Safari suspends background tabs together with their locks, so a tab that has waited too long takes over the turn. */
export const lockTurns =
  (name: string, locks: LockManager, patienceMs = longestTurnMs): Turns =>
  async (work, stopping) => {
    const waiting = new AbortController()
    const turn = new AbortController()
    const stopWaiting = () => waiting.abort()
    const timer = setTimeout(stopWaiting, patienceMs)
    stopping.addEventListener('abort', stopWaiting)
    const endWait = () => {
      clearTimeout(timer)
      stopping.removeEventListener('abort', stopWaiting)
    }
    const run = () => {
      endWait()
      return work(turn.signal)
    }
    try {
      return await locks.request(name, { signal: waiting.signal }, run)
    } catch (error) {
      // This also happens if another tab took over the turn while the work of this one continues.
      turn.abort()
      if (!waiting.signal.aborted || stopping.aborted) throw error
      return await locks.request(name, { steal: true }, run)
    } finally {
      endWait()
    }
  }
