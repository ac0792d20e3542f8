import { E_TIMEOUT, Semaphore, withTimeout } from 'async-mutex'
import { StoreError } from './errors.js'

export interface TurnSettings {
  /** How many pieces of work one user may have under way; 2. */
  readonly atOnce?: number
  /** How long a piece of work waits for its turn; 5 seconds. */
  readonly waitMs?: number
}

/** Runs a piece of work when it is its user's turn. @throws {StoreError} `UNAVAILABLE` if that takes too long; what `work` throws */
export type UserTurns = <T>(userId: string, work: () => Promise<T>) => Promise<T>

/**
 * Keeps one user from taking every connection: a user's work waits in order for the user's own work before it, and for
 * nobody else's. A user without work under way takes no memory.
 */
export function createUserTurns({ atOnce = 2, waitMs = 5_000 }: TurnSettings = {}): UserTurns {
  const users = new Map<string, { readonly turns: ReturnType<typeof withTimeout>; count: number }>()
  return async (userId, work) => {
    const user = users.get(userId) ?? { turns: withTimeout(new Semaphore(atOnce), waitMs), count: 0 }
    users.set(userId, user)
    user.count++
    try {
      return await user.turns.runExclusive(work)
    } catch (error) {
      throw error === E_TIMEOUT ? new StoreError('UNAVAILABLE', { cause: error }) : error
    } finally {
      user.count--
      if (user.count === 0) users.delete(userId)
    }
  }
}
