/** A timer of this platform: an object in Node and Bun, a number in browsers, workers and Deno. */
export type Timer = ReturnType<typeof setTimeout>

/**
 * Starts a timer that does not keep a process alive, if the platform supports that. On other platforms, dispose of its
 * owner.
 */
export function startTimer(callback: () => void, milliseconds: number): Timer {
  const timer = setTimeout(callback, milliseconds)
  const { unref }: { unref?: unknown } = Object(timer)
  if (typeof unref === 'function') unref.call(timer)
  return timer
}
