/** A value that is loaded when asked for, and then given to all who ask for a while. */
export interface Shared<Args extends readonly unknown[], Value> {
  /** The shared value. Only the call that loads it passes its arguments on. @throws what loading throws */
  get(...args: Args): Promise<Value>
  /** Loads it again at the next call. */
  forget(): void
}

/**
 * One load for all who ask at the same time, and for `ms` after it began; so the value is never older than `ms` and the
 * time a load takes. A failed load is shared with those who wait for it, and not kept.
 */
export function shareFor<Args extends readonly unknown[], Value>(
  ms: number,
  load: (...args: Args) => Promise<Value>,
): Shared<Args, Value> {
  let held: { readonly value: Promise<Value>; until: number } | undefined

  function start(args: Args): Promise<Value> {
    const until = performance.now() + ms
    const own = { value: load(...args), until: Number.POSITIVE_INFINITY }
    held = own
    own.value.then(
      () => {
        own.until = until
      },
      () => {
        if (held === own) held = undefined
      },
    )
    return own.value
  }

  return {
    get: (...args) => (held !== undefined && performance.now() < held.until ? held.value : start(args)),
    forget() {
      held = undefined
    },
  }
}
