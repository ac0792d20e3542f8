/** Opens a stream. @returns a function that stops it */
export type Open = (onEvent: OnEvent) => () => void

/** @param seq the number of the latest action */
export type OnEvent = (seq: number) => void

/**
 * Lets all visible tabs of a browser share one stream. The tab that holds a lock opens it, and passes each event to the
 * others. A browser has six connections to a server over HTTP/1.1, so a stream in each of six tabs would leave none for
 * calls. When that tab is closed or hidden, another one opens the stream. Without Web Locks, each has its own.
 * @param name the same in all tabs of the same user
 * @returns a function that stops it
 */
export function shareAmongTabs(name: string, open: Open, onEvent: OnEvent): () => void {
  if (typeof BroadcastChannel !== 'function' || typeof navigator === 'undefined' || !navigator.locks)
    return open(onEvent)
  const channel = new BroadcastChannel(name)
  channel.onmessage = ({ data }: MessageEvent<number>) => onEvent(data)
  const stopping = new AbortController()
  const holding = (): Promise<void> => {
    if (stopping.signal.aborted) return Promise.resolve()
    const stop = open((seq) => {
      onEvent(seq)
      channel.postMessage(seq)
    })
    return new Promise((resolve) =>
      stopping.signal.addEventListener('abort', () => {
        stop()
        resolve()
      }),
    )
  }
  // It is rejected if it is stopped while another tab holds the lock.
  navigator.locks.request(name, { signal: stopping.signal }, holding).catch(() => undefined)
  return () => {
    stopping.abort()
    channel.close()
  }
}
