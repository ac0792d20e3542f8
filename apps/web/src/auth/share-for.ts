/** A value that is loaded on demand and then shared with every caller for a while. */
export interface Shared<Args extends readonly unknown[], Value> {
  /**
   * The shared value. Only the call that loads it passes its arguments on.
   * @throws the error of the load
   */
  get(...args: Args): Promise<Value>
  /** Makes the next call load the value again. */
  forget(): void
}

/**
 * Shares one load among all calls that come while it runs, and for `ms` after it began. So the value is never older
 * than `ms` plus the time of a load. A failed load fails for the calls that wait for it, and is not kept.
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
