/** @returns a function that stops it */
export type Open = (onEvent: () => void) => () => void

/**
 * Lets all tabs of a browser share one stream: the one that holds a lock opens it, and tells the others of each event. A
 * browser has six connections to a server over HTTP/1.1, so a stream in each of six tabs would leave none for calls. When
 * the tab is closed, another one opens the stream. Without Web Locks, each has its own.
 * @param name the same in all tabs of the same user
 * @param open opens the stream
 * @returns a function that stops it
 */
export function shareAmongTabs(name: string, open: Open, onEvent: () => void): () => void {
  if (typeof BroadcastChannel !== 'function' || typeof navigator === 'undefined' || !navigator.locks)
    return open(onEvent)
  const channel = new BroadcastChannel(name)
  channel.onmessage = onEvent
  const stopping = new AbortController()
  const holding = (): Promise<void> => {
    if (stopping.signal.aborted) return Promise.resolve()
    const stop = open(() => {
      onEvent()
      channel.postMessage(null)
    })
    return new Promise((resolve) =>
      stopping.signal.addEventListener('abort', () => {
        stop()
        resolve()
      }),
    )
  }
  // It is rejected when it is stopped while another tab holds the lock.
  navigator.locks.request(name, { signal: stopping.signal }, holding).catch(() => undefined)
  return () => {
    stopping.abort()
    channel.close()
  }
}
