import { type RefObject, useLayoutEffect } from 'react'
import { focusWithKeys, keepKeys } from '../shell/early-keys'

let wasLeftWithFocus = false

/**
 * If a field has the focus when the view changes, the same field of the next view gets the focus, and all keys that are
 * typed in between.
 */
export function useKeptFocus(field: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    if (wasLeftWithFocus && field.current !== null) focusWithKeys(field.current)
    wasLeftWithFocus = false
    return () => {
      wasLeftWithFocus = field.current !== null && document.activeElement === field.current
      if (wasLeftWithFocus) keepKeys()
    }
  }, [field])
}
