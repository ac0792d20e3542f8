import { OwnlistError } from './ownlist-error.js'

/** What a wait may cost. */
export interface WaitLimits {
  /** Ends the wait of whoever gave it. */
  readonly signal?: AbortSignal | null | undefined
  /** In milliseconds; for ever, unless it is said. */
  readonly timeoutMs?: number
  /** What is thrown after that time. */
  readonly late?: () => Error
}

/**
 * Waits for work, but no longer than its limits allow, whether or not the work obeys the signal that it is given. It leaves
 * no listener on the caller's signal. Uses nothing of AbortSignal that React Native lacks: `any`, `timeout`, `reason`,
 * `throwIfAborted`.
 * @throws what the work throws, the signal's reason (or an `OwnlistError` with `ABORTED`), or what `late` returns
 */
export function within<T>(limits: WaitLimits, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { signal, timeoutMs, late } = limits
  return new Promise((resolve, reject) => {
    const inner = new AbortController()
    const end = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    }
    const stop = (error: unknown) => {
      end()
      reject(error)
      inner.abort()
    }
    const abort = () => stop(signal?.reason ?? aborted())
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => stop(late?.()), timeoutMs)
    if (signal?.aborted) return abort()
    signal?.addEventListener('abort', abort)
    start(work, inner.signal).then(resolve, reject).then(end)
  })
}

/** Starts at once, and turns what is thrown at once into a rejection. */
const start = async <T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal) => await work(signal)

/** @param reason the signal's, which may be anything, and which React Native lacks */
export const aborted = (reason?: unknown): OwnlistError =>
  new OwnlistError('ABORTED', 'The call was aborted.', reason instanceof Error ? { cause: reason } : {})
