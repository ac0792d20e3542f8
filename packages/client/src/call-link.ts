import type { AppRouter } from '@ownlist/api'
import type { TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { OwnlistError, ownlistErrorOf } from './ownlist-error.js'
import { aborted } from './within.js'

/**
 * Every failure of a call becomes an `OwnlistError`. A call whose signal is aborted, or whose time is up, ends
 * immediately, even if it shares a request with others or waits for a retry. The links below get no signal: tRPC's
 * links leave listeners on it, and unsubscribing also ends a call.
 */
export const callLink =
  (timeoutMs: number): TRPCLink<AppRouter> =>
  () =>
  ({ next, op }) =>
    observable((observer) => {
      const { signal } = op
      const fail = (error: unknown) => observer.error(ownlistErrorOf(error, signal))
      const abort = () => observer.error(aborted(signal?.reason))
      if (signal?.aborted) return abort()
      const fault = faultOf(op.input)
      if (fault !== null) return observer.error(fault)
      signal?.addEventListener('abort', abort)
      const timer = setTimeout(() => observer.error(tooLate(timeoutMs)), timeoutMs)
      const calling = next({ ...op, signal: null }).subscribe({
        next: (envelope) => observer.next(envelope),
        error: fail,
        complete: () => observer.complete(),
      })
      return () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
        calling.unsubscribe()
      }
    })

const tooLate = (ms: number) => new OwnlistError('TIMEOUT', `There was no response within ${ms / 1_000} seconds.`)

/** Checks for an input that is not JSON. Found later, it would fail all calls of a request, or crash the program. */
function faultOf(input: unknown): OwnlistError | null {
  try {
    JSON.stringify(input)
    return null
  } catch (error) {
    const details = error instanceof Error ? { cause: error } : {}
    return new OwnlistError('CLIENT_ERROR', 'The input cannot be written as JSON, so nothing was sent.', details)
  }
}
