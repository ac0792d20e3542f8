'use client'

import { type RefObject, useEffect } from 'react'
import { focusWithKeys } from '../shell/early-keys'

/**
 * Puts the text that another app has shared into the line for new tasks, with the cursor behind it (`app/share/route.ts`).
 * Nothing is saved until the person presses Enter. The text is removed from the address.
 */
export function useSharedText(input: RefObject<HTMLInputElement | null>, edit: (text: string) => void): void {
  // This happens once, for the address with which the page was opened.
  useEffect(() => {
    const query = new URLSearchParams(location.search)
    const shared = query.get('add')
    if (shared === null) return
    query.delete('add')
    history.replaceState(history.state, '', `${location.pathname}${query.size === 0 ? '' : `?${query}`}`)
    // Half-typed text stays if nothing was shared.
    if (shared !== '') edit(shared)
    if (input.current !== null) focusWithKeys(input.current)
  }, [])
}
