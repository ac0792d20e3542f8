import { type FocusEvent, useEffect, useRef } from 'react'

/**
 * Whether somebody has gone on to another element. When a window loses the keyboard, or a page is left, browsers take the
 * keyboard from a field that nobody has finished with.
 */
export const isLeft = ({ target }: FocusEvent): boolean => document.activeElement !== target

/** Calls back when somebody has gone to another tab or app, and may not come back; not when the page itself is left. */
export function useTabHidden(callback: () => void): void {
  const newest = useRef(callback)
  useEffect(() => {
    newest.current = callback
  })
  useEffect(() => {
    let isEnding = false
    const onEnd = () => {
      isEnding = true
    }
    const onChange = () => !isEnding && document.visibilityState === 'hidden' && newest.current()
    // The end of a page hides it too, and comes first.
    addEventListener('pagehide', onEnd)
    document.addEventListener('visibilitychange', onChange)
    return () => {
      removeEventListener('pagehide', onEnd)
      document.removeEventListener('visibilitychange', onChange)
    }
  }, [])
}
