import { OwnlistError } from './ownlist-error.js'

/** The limits of a wait. */
export interface WaitLimits {
  /** Aborts the wait. */
  readonly signal?: AbortSignal | null | undefined
  /** In milliseconds; unlimited by default. */
  readonly timeoutMs?: number
  /** Creates the error to throw after that time. */
  readonly late?: () => Error
}

/**
 * Waits for work within these limits, whether or not the work obeys the signal that it receives. It leaves no listener
 * on the caller's signal. It does not use the parts of AbortSignal that React Native lacks: `any`, `timeout`, `reason`,
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

/** Starts immediately, and turns a synchronous exception into a rejection. */
const start = async <T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal) => await work(signal)

/** @param reason the signal's reason, which may be anything and which React Native lacks */
export const aborted = (reason?: unknown): OwnlistError =>
  new OwnlistError('ABORTED', 'The call was aborted.', reason instanceof Error ? { cause: reason } : {})
