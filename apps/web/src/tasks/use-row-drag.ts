import { type PointerEvent as ReactPointerEvent, useCallback, useEffect, useRef, useState } from 'react'
import { dropFields } from './drop-fields'
import type { RowItem } from './row-items'
import type { TaskChange } from './use-task-actions'

interface RowDragParts {
  readonly items: readonly RowItem[]
  /** A row was dropped on another place in the list. */
  readonly onDrop: (change: TaskChange) => void
  /** A row was dropped on a list in the sidebar, or on the inbox. */
  readonly onMove: (id: string, listId: string | null) => void
}

interface Drag {
  readonly id: string
  /** The row that it would come before. */
  readonly slot: number
}

/** How close to the edge of the window the page begins to scroll, in pixels. */
const edge = 60

/**
 * Drags a row to another place, by mouse or finger, at its handle. Rows have one height, so the place follows from where the
 * pointer is. Escape gives it up. With the keyboard, Alt with an arrow key does the same, and there is “Move to…”.
 */
export function useRowDrag(parts: RowDragParts) {
  const [drag, setDrag] = useState<Drag | null>(null)
  const newest = useRef(parts)
  newest.current = parts
  const end = useRef<() => void>(() => undefined)
  useEffect(() => () => end.current(), [])

  const grab = useCallback((event: ReactPointerEvent<HTMLElement>, id: string) => {
    const grid = event.currentTarget.closest<HTMLElement>('[role="grid"]')
    const height = event.currentTarget.closest<HTMLElement>('[data-row]')?.offsetHeight ?? 0
    if (event.button !== 0 || grid === null || height === 0) return
    event.preventDefault()
    let pointer = { x: event.clientX, y: event.clientY }
    const slotNow = () => {
      const rows = (pointer.y - grid.getBoundingClientRect().top) / height
      return Math.min(Math.max(Math.round(rows), 0), newest.current.items.length)
    }
    const look = () => setDrag({ id, slot: slotNow() })
    const onMove = ({ clientX: x, clientY: y }: PointerEvent) => {
      pointer = { x, y }
      look()
    }
    const scrolling = setInterval(() => {
      if (pointer.y < edge) scrollBy(0, -12)
      else if (pointer.y > innerHeight - edge) scrollBy(0, 12)
      else return
      look()
    }, 16)
    const onUp = () => {
      const listId = listUnder(pointer)
      const change = dropFields(newest.current.items, id, slotNow())
      end.current()
      if (listId !== undefined) newest.current.onMove(id, listId)
      else if (change !== null) newest.current.onDrop(change)
    }
    const onKey = (pressed: KeyboardEvent) => {
      if (pressed.key !== 'Escape') return
      pressed.preventDefault()
      end.current()
    }
    const events = { pointermove: onMove, pointerup: onUp, pointercancel: () => end.current(), keydown: onKey }
    for (const [name, listener] of Object.entries(events)) addEventListener(name, listener as EventListener, true)
    end.current = () => {
      clearInterval(scrolling)
      for (const [name, listener] of Object.entries(events)) removeEventListener(name, listener as EventListener, true)
      setDrag(null)
    }
    look()
  }, [])

  return { drag, grab }
}

/** The list in the sidebar that the pointer is on; null for the inbox, and undefined for none. */
function listUnder({ x, y }: { x: number; y: number }): string | null | undefined {
  const link = document.elementFromPoint(x, y)?.closest<HTMLAnchorElement>('a[href^="/lists/"], a[href="/"]')
  return link?.closest('[data-app] nav') ? (link.pathname.split('/')[2] ?? null) : undefined
}
