import type { KeyboardEvent } from 'react'

/**
 * For a list's `onKeyDown`: the up and down keys move from an element marked `data-row-stop` in one row (`data-row`) to
 * the one in the next row. In other places the arrow keys belong to the field that has the focus.
 */
export function moveAmongRows(event: KeyboardEvent<HTMLUListElement>): void {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
  if (step === undefined || !(event.target instanceof HTMLElement)) return
  if (event.target.closest('textarea, select, input:not([type="checkbox"])')) return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row-stop]')]
  const here = stops.findIndex((stop) => stop.closest('[data-row]')?.contains(event.target as Node))
  const next = stops[here + step]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
