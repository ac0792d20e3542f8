import { useEffect, useRef, useState, useSyncExternalStore } from 'react'

/** Code that is not part of a page's first load. It is loaded when it is first needed, or after the page has settled. */
export interface Later<Module> {
  /** Null until it is loaded. */
  readonly loaded: () => Module | null
  /** Loads it, once. @throws if it cannot be loaded; the next call tries again */
  readonly load: () => Promise<Module>
  /**
   * Calls the listener when it is loaded.
   * @returns a function that stops this
   */
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
 * Loads the remaining parts, one after another, so that all of them open at once, even offline. A part that cannot be
 * loaded is tried again when it is needed.
 */
export async function loadTheRest(): Promise<void> {
  // These marks are for measurements.
  performance.mark('settled')
  for (const load of all) await load().catch(() => undefined)
  performance.mark('complete')
}

/**
 * The module; null until it is loaded. Loading starts if it has not started yet.
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

/** By this time, in milliseconds, a page has loaded what it needs first. */
const settledMs = 2_000

/** Whether the page has loaded what it needs first. */
export function useSettled(): boolean {
  const [isSettled, setSettled] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), settledMs)
    return () => clearTimeout(timer)
  }, [])
  return isSettled
}
