import { setTimeout as wait } from 'node:timers/promises'
import { OwnlistError } from '@ownlist/client'

/** The API's own interval for counting calls, in milliseconds, for responses that name no other. */
const spanMs = 10_000

/**
 * Repeats a call that the API refused as one of too many, once more calls are allowed. Only for calls that can be
 * repeated.
 */
export async function whenAllowed<T>(call: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof OwnlistError) || error.code !== 'TOO_MANY_REQUESTS') throw error
      await wait(error.retryAfterMs ?? spanMs, undefined, { signal })
    }
  }
}
