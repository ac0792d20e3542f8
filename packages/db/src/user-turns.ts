import { E_TIMEOUT, Semaphore, withTimeout } from 'async-mutex'
import { StoreError } from './errors.js'

export interface TurnSettings {
  /** How many pieces of work of one user may run at a time; 2 by default. */
  readonly atOnce?: number
  /** How long a piece of work waits for its turn; 5 seconds by default. */
  readonly waitMs?: number
}

/**
 * Runs a piece of work when it is the user's turn.
 * @throws {StoreError} `UNAVAILABLE` if that takes too long; what `work` throws
 */
export type UserTurns = <T>(userId: string, work: () => Promise<T>) => Promise<T>

/**
 * Keeps one user from taking every connection. The work of a user waits only for earlier work of the same user. A user
 * without running work takes no memory.
 */
export function createUserTurns({ atOnce = 2, waitMs = 5_000 }: TurnSettings = {}): UserTurns {
  const users = new Map<string, { readonly turns: Semaphore; count: number }>()

  /** Only work that has to wait needs a timer, which costs more than the turn itself. */
  async function waitIn(turns: Semaphore): Promise<void> {
    try {
      await (turns.isLocked() ? withTimeout(turns, waitMs) : turns).acquire()
    } catch (error) {
      throw error === E_TIMEOUT ? new StoreError('UNAVAILABLE', { cause: error }) : error
    }
  }

  async function inTurn<T>(turns: Semaphore, work: () => Promise<T>): Promise<T> {
    await waitIn(turns)
    try {
      return await work()
    } finally {
      turns.release()
    }
  }

  return async (userId, work) => {
    const user = users.get(userId) ?? { turns: new Semaphore(atOnce), count: 0 }
    users.set(userId, user)
    user.count++
    try {
      return await inTurn(user.turns, work)
    } finally {
      user.count--
      if (user.count === 0) users.delete(userId)
    }
  }
}
