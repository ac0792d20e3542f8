// Only AbortController is used: the oldest platform has neither AbortSignal.abort nor AbortSignal.timeout.

export function abortedSignal(reason?: Error): AbortSignal {
  const stop = new AbortController()
  stop.abort(reason)
  return stop.signal
}

export function abortedAfter(ms: number): AbortSignal {
  const stop = new AbortController()
  setTimeout(() => stop.abort(), ms)
  return stop.signal
}
