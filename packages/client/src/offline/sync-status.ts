import type { OwnlistError } from '../ownlist-error.js'
import type { Failure } from './failures.js'

/**
 * The state of the synchronization. Instants are in milliseconds since 1970.
 *
 * - `starting`: it has not tried anything yet.
 * - `working`: it is sending or reading.
 * - `idle`: everything was sent, and everything was read at `at`.
 * - `waiting`: it tries again at `until`. `for` says what is missing: a `network`, a `token` (the person is signed out), a
 *   `server` that accepts calls, or space in the device's `storage`. The message can be shown to users.
 * - `stopped`: it has ended. The message says why, and what to do.
 */
export type SyncStatus =
  | { readonly name: 'starting' }
  | { readonly name: 'working' }
  | { readonly name: 'idle'; readonly at: number }
  | {
      readonly name: 'waiting'
      readonly for: 'network' | 'token' | 'server' | 'storage'
      readonly until: number
      readonly message: string
    }
  | { readonly name: 'stopped'; readonly message: string }

type Waiting = Extract<SyncStatus, { readonly name: 'waiting' }>

const waitingFor: Record<Failure, Waiting['for']> = {
  network: 'network',
  closing: 'network',
  token: 'token',
  server: 'server',
  limit: 'server',
  fault: 'server',
  never: 'server',
}

const longestWaitMs = 60_000

/** A call failed, but may succeed later. */
export class WaitError extends Error {
  override readonly name = 'WaitError'
  readonly failure: Failure
  readonly error: OwnlistError

  constructor(failure: Failure, error: OwnlistError) {
    super(error.message, { cause: error })
    this.failure = failure
    this.error = error
  }
}

/** The storage is full. */
export const waitingForStorage = (message: string): Waiting => ({
  name: 'waiting',
  for: 'storage',
  until: Date.now() + longestWaitMs,
  message,
})

/**
 * When to try again: never before the answer's Retry-After, otherwise after a doubling interval with jitter, at most a
 * minute.
 * @param failures the number of failures in a row, including this one
 */
export function waiting({ failure, error }: WaitError, failures: number): Waiting {
  const interval = Math.min(longestWaitMs, 1_000 * 2 ** (failures - 1)) * (0.5 + Math.random() / 2)
  const until = Date.now() + Math.max(error.retryAfterMs ?? 0, interval)
  return { name: 'waiting', for: waitingFor[failure], until, message: error.message }
}
