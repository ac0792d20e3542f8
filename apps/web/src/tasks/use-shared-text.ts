'use client'

import { type RefObject, useEffect } from 'react'
import { focusWithKeys } from '../shell/early-keys'

/**
 * Puts what another app has shared with this one into the line for a new task, and the focus behind it (`app/share/route.ts`).
 * Nothing is saved before the person presses Enter. The address forgets it.
 */
export function useSharedText(input: RefObject<HTMLInputElement | null>, edit: (text: string) => void): void {
  // Once, for the address that the page was opened with.
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
