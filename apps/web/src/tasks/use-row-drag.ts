import { type PointerEvent as ReactPointerEvent, useCallback, useEffect, useRef, useState } from 'react'
import { type DragPlace, type Pointer, placeInRows, placeOnBoard } from './drag-place'
import { dropFields } from './drop-fields'
import type { RowItem } from './row-items'
import type { TaskChange } from './use-task-actions'

interface RowDragParts {
  readonly items: readonly RowItem[]
  /** Called when a row was dropped at another place in the list. */
  readonly onDrop: (change: TaskChange) => void
  /** Called when a row was dropped on a list in the sidebar, or on the inbox. */
  readonly onMove: (id: string, listId: string | null) => void
}

interface Drag {
  readonly id: string
  /** The row before which it would be dropped. */
  readonly slot: number
}

/**
 * Drags a row or a card to another place by its handle, with the mouse or a finger. Escape cancels. With the keyboard, use
 * Alt with an arrow key, or “Move to…”.
 */
export function useRowDrag(parts: RowDragParts) {
  const [drag, setDrag] = useState<Drag | null>(null)
  const newest = useRef(parts)
  newest.current = parts
  const end = useRef<() => void>(() => undefined)
  useEffect(() => () => end.current(), [])

  const grab = useCallback((event: ReactPointerEvent<HTMLElement>, id: string) => {
    const place = placeOf(event.currentTarget, () => newest.current.items.length)
    if (event.button !== 0 || place === null) return
    event.preventDefault()
    let pointer: Pointer = { x: event.clientX, y: event.clientY }
    const look = () => setDrag({ id, slot: place.slotAt(pointer) })
    const onMove = ({ clientX: x, clientY: y }: PointerEvent) => {
      pointer = { x, y }
      look()
    }
    const scrolling = setInterval(() => place.scrollAt(pointer) && look(), 16)
    const onUp = () => {
      const listId = listUnder(pointer)
      const change = dropFields(newest.current.items, id, place.slotAt(pointer))
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

/** The places around the row of a handle. */
function placeOf(handle: HTMLElement, count: () => number): DragPlace | null {
  const board = handle.closest<HTMLElement>('[data-board]')
  if (board !== null) return placeOnBoard(board)
  const grid = handle.closest<HTMLElement>('[role="grid"]')
  const height = handle.closest<HTMLElement>('[data-row]')?.offsetHeight ?? 0
  return grid === null || height === 0 ? null : placeInRows(grid, height, count)
}

/** The list in the sidebar under the pointer; null for the inbox, and undefined for none. */
function listUnder({ x, y }: Pointer): string | null | undefined {
  const link = document.elementFromPoint(x, y)?.closest<HTMLAnchorElement>('a[href^="/lists/"], a[href="/"]')
  return link?.closest('[data-sidebar] nav') ? (link.pathname.split('/')[2] ?? null) : undefined
}
