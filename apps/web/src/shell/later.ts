import { useEffect, useRef, useState, useSyncExternalStore } from 'react'

/** Code that the first load of a page leaves out. It is loaded when it is first needed, or when the page has settled. */
export interface Later<Module> {
  /** Null until it is loaded. */
  readonly loaded: () => Module | null
  /** Loads it, once. @throws if it cannot be loaded; the next call tries again */
  readonly load: () => Promise<Module>
  /** Calls the listener when it is loaded. @returns a function that ends it */
  readonly subscribe: (listener: () => void) => () => void
}

const all = new Set<() => Promise<unknown>>()

/** @param importModule the dynamic import, such as `() => import('./palette')` */
export function later<Module>(importModule: () => Promise<Module>): Later<Module> {
  let loaded: Module | null = null
  let loading: Promise<Module> | null = null
  const listeners = new Set<() => void>()
  const load = () => {
    loading ??= importModule().then(
      (module) => {
        loaded = module
        for (const listener of listeners) listener()
        return module
      },
      (error: unknown) => {
        loading = null
        throw error
      },
    )
    return loading
  }
  all.add(load)
  return {
    loaded: () => loaded,
    load,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/**
 * Loads what is left, one after another, so that all of it opens at once, also offline. What cannot be loaded is tried again
 * when it is needed.
 */
export async function loadTheRest(): Promise<void> {
  // Before and after, for those who measure.
  performance.mark('settled')
  for (const load of all) await load().catch(() => undefined)
  performance.mark('complete')
}

/**
 * The module, which is loaded if that has not happened yet; null until then.
 * @param onFail called if it cannot be loaded
 */
export function useLater<Module>(part: Later<Module>, onFail?: () => void): Module | null {
  const module = useSyncExternalStore(part.subscribe, part.loaded, () => null)
  const fail = useRef(onFail)
  fail.current = onFail
  useEffect(() => {
    if (part.loaded() === null) part.load().catch(() => fail.current?.())
  }, [part])
  return module
}

/** By then a page has loaded what it needs at first, in milliseconds. */
const settledMs = 2_000

/** Whether the page has loaded what it needs at first. */
export function useSettled(): boolean {
  const [isSettled, setSettled] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), settledMs)
    return () => clearTimeout(timer)
  }, [])
  return isSettled
}
