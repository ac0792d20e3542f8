import type { KeyboardEvent } from 'react'

/** For the `onKeyDown` of a row of links and buttons: the left and right keys move between them. */
export function moveAmongPills(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
  // With a modifier key, they go back in the history or select text.
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('a, button')]
  const here = stops.indexOf(event.target as HTMLElement)
  const next = here === -1 ? undefined : stops[here + step]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
