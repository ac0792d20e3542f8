'use client'

import { useSyncExternalStore } from 'react'

let said = ''
const listeners = new Set<() => void>()

/** Tells screen readers what has happened. */
export function announce(words: string): void {
  // Screen readers do not read the same text twice, so a repeated text is changed invisibly.
  said = words === said ? `${words}\u00A0` : words
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The element in which a screen reader finds the announcements. Render it once per page. */
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
