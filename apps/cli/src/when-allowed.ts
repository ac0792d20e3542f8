import { setTimeout as wait } from 'node:timers/promises'
import { OwnlistError } from '@ownlist/client'

/** The API's own span for counting calls, in milliseconds, where its answer names no other. */
const spanMs = 10_000

/** Calls again when the API says that there were too many calls, once it allows more. For calls that can be repeated. */
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
