import { type FocusEvent, useEffect, useRef } from 'react'

/**
 * Whether the user has moved on to another element. When a window loses the focus, or a page is closed, browsers also
 * take the focus from a field that the user has not finished.
 */
export const isLeft = ({ target }: FocusEvent): boolean => document.activeElement !== target

/**
 * Calls back when the user has switched to another tab or app, and may not come back. Does not call back when the page
 * itself is closed.
 */
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
    // Closing a page also hides it, but this event comes first.
    addEventListener('pagehide', onEnd)
    document.addEventListener('visibilitychange', onChange)
    return () => {
      removeEventListener('pagehide', onEnd)
      document.removeEventListener('visibilitychange', onChange)
    }
  }, [])
}
