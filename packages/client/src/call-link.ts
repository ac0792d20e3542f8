import type { AppRouter } from '@ownlist/api'
import type { TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { ownlistErrorOf } from './ownlist-error.js'

/**
 * Whatever a call fails with, it fails with an `OwnlistError`; and one whose signal is aborted ends at once, even where it
 * shares a request with others or waits to be tried again.
 */
export const callLink: TRPCLink<AppRouter> =
  () =>
  ({ next, op }) =>
    observable((observer) => {
      const fail = (error: unknown) => observer.error(ownlistErrorOf(error, op.signal))
      const abort = () => fail(op.signal?.reason)
      if (op.signal?.aborted) return abort()
      op.signal?.addEventListener('abort', abort)
      const calling = next(op).subscribe({
        next: (envelope) => observer.next(envelope),
        error: fail,
        complete: () => observer.complete(),
      })
      return () => {
        op.signal?.removeEventListener('abort', abort)
        calling.unsubscribe()
      }
    })
