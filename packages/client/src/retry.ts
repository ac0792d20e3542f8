import type { AppRouter } from '@ownlist/api'
import type { Operation, TRPCLink } from '@trpc/client'
import { observable, type Unsubscribable } from '@trpc/server/observable'
import type { OwnlistError } from './ownlist-error.js'

/** Mutations that can be repeated safely, by the last part of their names, in every domain. */
const idempotent = new Set(['delete', 'restore', 'erase'])

/**
 * Whether a call has the same effect if it arrives more than once. A repeated create with the same id is the same
 * create.
 */
function isIdempotent({ type, path, input }: Operation): boolean {
  if (type === 'query') return true
  const verb = path.slice(path.lastIndexOf('.') + 1)
  return idempotent.has(verb) || (verb === 'create' && typeof input === 'object' && input !== null && 'id' in input)
}

/** A longer wait is left to the caller: the error says how long it is. */
const longestWaitMs = 10_000

/**
 * How long to wait before a failed call is sent again, in milliseconds. Null if it must not be sent again, because it
 * would fail again, is not safe to repeat, or would have to wait too long. It is never shorter than the response's
 * Retry-After. It has full jitter over a doubling interval, so that many clients do not come back at the same time.
 */
function retryDelayMs(operation: Operation, error: OwnlistError, attempts: number): number | null {
  const { code, retryAfterMs } = error
  const isSafe = code === 'NO_TOKEN' || isIdempotent(operation)
  const isTransient = code === 'UNREACHABLE' || code === 'SERVICE_UNAVAILABLE' || code === 'NO_TOKEN'
  const asked = retryAfterMs ?? 0
  return isSafe && isTransient && asked <= longestWaitMs ? asked + Math.random() * 250 * 2 ** attempts : null
}

/**
 * Sends a failed call again, if that may help and is safe.
 * @param most the number of attempts, including the first
 */
export const retries =
  (most: number, toError: (error: unknown) => OwnlistError): TRPCLink<AppRouter> =>
  () =>
  ({ next, op }) =>
    observable((observer) => {
      let calling: Unsubscribable | undefined
      let timer: ReturnType<typeof setTimeout> | undefined
      const attempt = (made: number) => {
        calling = next(op).subscribe({
          next: (envelope) => observer.next(envelope),
          complete: () => observer.complete(),
          error(failure) {
            const error = toError(failure)
            const delayMs = made < most ? retryDelayMs(op, error, made) : null
            if (delayMs === null) observer.error(error)
            else timer = setTimeout(attempt, delayMs, made + 1)
          },
        })
      }
      attempt(1)
      return () => {
        clearTimeout(timer)
        calling?.unsubscribe()
      }
    })
