'use client'

import { useSyncExternalStore } from 'react'

let said = ''
const listeners = new Set<() => void>()

/** Tells people who do not see the page what has happened. */
export function announce(words: string): void {
  // A text that is the same as before is not read again.
  said = words === said ? `${words}\u00A0` : words
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Where a screen reader finds what `announce` says. Once per page. */
export function Announcer() {
  const words = useSyncExternalStore(
    subscribe,
    () => said,
    () => '',
  )
  return (
    <div className="visually-hidden" role="status">
      {words}
    </div>
  )
}
