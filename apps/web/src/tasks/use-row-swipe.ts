import { type PointerEvent as ReactPointerEvent, useCallback, useEffect, useRef, useState } from 'react'
import { isWriting } from './use-global-keys'

/** The direction of a swipe: towards the end of the line, or towards its start. */
export type SwipeSide = 'end' | 'start'

/** A row that follows a finger. */
export interface Swipe {
  readonly id: string
  readonly side: SwipeSide
  /** Whether it has moved far enough. Then lifting the finger triggers the action. */
  readonly isArmed: boolean
}

/** How far the finger has to move before the row follows, and before the action is triggered, in pixels. */
const begins = 12
const threshold = 88

/** Elements on which a finger does something else: it selects text, or drags the row. */
const isForOther = (target: EventTarget) =>
  isWriting(target) || (target instanceof Element && target.closest('[data-grip]') !== null)

/**
 * Lets a finger swipe rows. Vertical movement scrolls the page (`touch-action: pan-y`), and the browser takes over the
 * finger then. A row that is released before the threshold moves back. In a right-to-left language, everything is mirrored.
 */
export function useRowSwipe(onSwipe: (id: string, side: SwipeSide) => void) {
  const [swipe, setSwipe] = useState<Swipe | null>(null)
  const newest = useRef(onSwipe)
  newest.current = onSwipe
  const end = useRef<() => void>(() => undefined)
  useEffect(() => () => end.current(), [])

  const start = useCallback((event: ReactPointerEvent<HTMLElement>) => {
    end.current()
    const { currentTarget: row, target, pointerId, clientX: x, clientY: y } = event
    const { row: id } = row.dataset
    if (event.pointerType !== 'touch' || !event.isPrimary || id === undefined || isForOther(target)) return
    const towards = getComputedStyle(row).direction === 'rtl' ? -1 : 1
    let now: Swipe | null = null

    const onMove = (moved: PointerEvent) => {
      if (moved.pointerId !== pointerId) return end.current()
      const across = moved.clientX - x
      if (now === null) {
        if (Math.abs(moved.clientY - y) > Math.max(begins, Math.abs(across))) return end.current()
        if (Math.abs(across) < begins) return
      }
      row.style.setProperty('--swipe', `${across}px`)
      row.dataset.swiping = ''
      const side = across * towards > 0 ? 'end' : 'start'
      const isArmed = Math.abs(across) >= threshold
      if (now?.side === side && now.isArmed === isArmed) return
      now = { id, side, isArmed }
      setSwipe(now)
    }
    const onUp = (lifted: PointerEvent) => {
      if (lifted.pointerId !== pointerId) return
      const done = now
      end.current()
      if (done?.isArmed) newest.current(id, done.side)
    }
    const events = { pointermove: onMove, pointerup: onUp, pointercancel: () => end.current() }
    // A finger that has swiped does not press.
    const onClick = (click: MouseEvent) => {
      if (now === null) return
      click.preventDefault()
      click.stopPropagation()
    }
    for (const [name, listener] of Object.entries(events)) addEventListener(name, listener as EventListener)
    row.addEventListener('click', onClick, true)
    end.current = () => {
      for (const [name, listener] of Object.entries(events)) removeEventListener(name, listener as EventListener)
      setTimeout(() => row.removeEventListener('click', onClick, true))
      row.style.removeProperty('--swipe')
      delete row.dataset.swiping
      setSwipe(null)
      end.current = () => undefined
    }
  }, [])

  return { swipe, start }
}
