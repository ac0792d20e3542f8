/** A timer of this platform: an object in Node and Bun, a number in browsers, workers and Deno. */
export type Timer = ReturnType<typeof setTimeout>

/** Starts a timer that keeps no process alive, where the platform can tell such timers apart. Elsewhere, dispose of its owner. */
export function startTimer(callback: () => void, milliseconds: number): Timer {
  const timer = setTimeout(callback, milliseconds)
  const { unref }: { unref?: unknown } = Object(timer)
  if (typeof unref === 'function') unref.call(timer)
  return timer
}
