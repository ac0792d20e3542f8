import { type RefObject, useLayoutEffect } from 'react'
import { focusWithKeys, keepKeys } from '../shell/early-keys'

let wasLeftWithFocus = false

/**
 * If a field has the keyboard while the page goes to another view, the same field of that view gets it, and everything that
 * is typed in between.
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
