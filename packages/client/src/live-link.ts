import type { AppRouter } from '@ownlist/api'
import type { Operation, OperationResultEnvelope, TRPCClientError, TRPCLink } from '@trpc/client'
import { type Observer, observable } from '@trpc/server/observable'
import { cannotStream, readStream } from './live-connection.js'
import { isRecord } from './options.js'
import { type OwnlistError, type OwnlistErrorCode, ownlistErrorOf } from './ownlist-error.js'
import { createRequester, type RequesterOptions } from './request.js'
import { aborted } from './within.js'

/** Failures after which it connects again, any number of times. All others end the subscription. */
const transient = new Set<OwnlistErrorCode>([
  'UNREACHABLE',
  'TIMEOUT',
  'NO_TOKEN',
  'SERVICE_UNAVAILABLE',
  'TOO_MANY_REQUESTS',
  'INTERNAL_SERVER_ERROR',
  'BAD_GATEWAY',
  'GATEWAY_TIMEOUT',
])

/** The longest wait before it connects again, in milliseconds, unless the API asks for a longer one. */
const longestWaitMs = 30_000
/** A stream that was open for this long, in milliseconds, counts as a success. */
const longLifeMs = 10_000

/**
 * Subscriptions over server-sent events, with the token in a header. With an `EventSource`, the token would have to be in
 * the address. A stream that ends early is continued after the last event, so no event is lost or sent twice: immediately
 * and with a new token if the token has expired, and otherwise after growing, random waits.
 */
export const liveLink = (options: RequesterOptions): TRPCLink<AppRouter> => {
  const request = createRequester(options)
  const streams = options.fetch !== undefined || typeof ReadableStream === 'function'
  return () =>
    ({ op }) =>
      observable((observer) => {
        if (!streams) return observer.error(cannotStream())
        const { signal } = op
        const stopped = new AbortController()
        const abort = () => {
          stopped.abort()
          observer.error(aborted(signal?.reason))
        }
        if (signal?.aborted) return abort()
        signal?.addEventListener('abort', abort)
        const stop = () => {
          stopped.abort()
          signal?.removeEventListener('abort', abort)
        }
        const following = follow(op, { request, api: options.url, signal: stopped.signal, observer })
        following
          .then(
            () => observer.complete(),
            (error: unknown) => observer.error(ownlistErrorOf(error)),
          )
          .finally(stop)
        return stop
      })
}

interface Following {
  readonly request: ReturnType<typeof createRequester>
  readonly api: string
  readonly signal: AbortSignal
  readonly observer: Observer<OperationResultEnvelope<unknown, TRPCClientError<AppRouter>>, TRPCClientError<AppRouter>>
}

/**
 * Runs until there are no more events, or the signal is aborted.
 * @throws {OwnlistError} for a failure after which it cannot continue
 */
async function follow(op: Operation, { request, api, signal, observer }: Following): Promise<void> {
  let lastEventId: string | undefined
  let failures = 0
  let error: OwnlistError | null = null
  let isLive = false
  const connecting = () => observer.next({ result: { type: 'state', state: 'connecting', error } })
  connecting()
  while (!signal.aborted) {
    const began = Date.now()
    try {
      error = await readStream({
        request,
        api,
        url: urlOf(api, op, lastEventId),
        signal,
        onConnected() {
          isLive = true
          observer.next({ result: { type: 'started' } })
          observer.next({ result: { type: 'state', state: 'pending', error: null } })
        },
        onEvent({ id, data }) {
          failures = 0
          lastEventId = id ?? lastEventId
          observer.next({ result: id === undefined ? { data } : { id, data: { id, data } } })
        },
      })
      if (error === null) break
      if (!transient.has(error.code) && error.code !== 'UNAUTHORIZED') throw error
    } catch (cause) {
      if (signal.aborted) return
      error = ownlistErrorOf(cause, signal, api)
      // For some time, a hotel’s sign-in page may answer in place of the API.
      if (!transient.has(error.code) && !(isLive && error.code === 'WRONG_ADDRESS')) throw error
    }
    const isLong = Date.now() - began > longLifeMs
    if (isLong) failures = 0
    connecting()
    const hasExpired = error.code === 'UNAUTHORIZED' && isLong
    if (!hasExpired) await wait(waitMs(failures++, error), signal)
  }
  observer.next({ result: { type: 'stopped' } })
  observer.next({ result: { type: 'state', state: 'idle', error: null } })
}

/** With full jitter over a doubling interval, so that not all clients of a restarted API return at the same time. */
const waitMs = (failures: number, { retryAfterMs }: OwnlistError): number =>
  (retryAfterMs ?? 0) + Math.random() * Math.min(longestWaitMs, 500 * 2 ** failures)

/** Resolves at the end of the wait, or when the network is back. */
function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      if (typeof removeEventListener === 'function') removeEventListener('online', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
    if (typeof addEventListener === 'function') addEventListener('online', end)
  })
}

function urlOf(api: string, { path, input }: Operation, lastEventId: string | undefined): string {
  const given = isRecord(input) ? input : {}
  const whole = lastEventId === undefined ? given : { ...given, lastEventId }
  return `${api}/trpc/${path}?input=${encodeURIComponent(JSON.stringify(whole))}`
}
