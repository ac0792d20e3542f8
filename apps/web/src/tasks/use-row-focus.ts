import { type FocusEvent, useCallback, useLayoutEffect, useRef, useState } from 'react'

/** Which row has the focus. Tab reaches one row; the arrow keys move from there. */
export interface RowFocus {
  /** The row that Tab reaches; null if there are no rows. */
  readonly current: string | null
  /** Focuses a row, even if it is not rendered yet. */
  focus(id: string): void
  /** Called when a row, or something in it, gets the focus. */
  onFocus(id: string): void
  onBlur(event: FocusEvent<HTMLElement>): void
}

/**
 * @param ids the ids of the rows in order
 * @param reveal scrolls a row into view
 */
export function useRowFocus(ids: readonly string[], reveal: (index: number) => void): RowFocus {
  const [chosen, setChosen] = useState<string | null>(null)
  const before = useRef<readonly string[]>(ids)
  const hasFocus = useRef(false)
  /** The row that had the focus last. */
  const element = useRef<HTMLElement | null>(null)
  const wanted = useRef<string | null>(null)

  // When the focused row disappears, the next one gets its focus, or else the previous one.
  let current = chosen
  if (current === null || !ids.includes(current)) {
    const index = current === null ? 0 : before.current.indexOf(current)
    current = ids[Math.min(Math.max(index, 0), ids.length - 1)] ?? null
  }
  useLayoutEffect(() => {
    const isGone = chosen !== null && current !== chosen && before.current.includes(chosen)
    before.current = ids
    if (isGone) {
      setChosen(current)
      if (hasFocus.current && isNowhere()) wanted.current = current
    }
    // When a card moves to another column, it becomes another element.
    const isElsewhere = chosen !== null && current === chosen && element.current?.isConnected === false
    if (isElsewhere && hasFocus.current && isNowhere()) wanted.current ??= chosen
    if (wanted.current === null) return
    const row = rowElement(wanted.current)
    if (row === null) return
    wanted.current = null
    row.focus({ preventScroll: false })
  })

  const focus = useCallback(
    (id: string) => {
      wanted.current = id
      setChosen(id)
      reveal(before.current.indexOf(id))
      // If it is already rendered, no change follows that could focus it.
      rowElement(id)?.focus()
    },
    [reveal],
  )
  const onFocus = useCallback((id: string) => {
    hasFocus.current = true
    element.current = rowElement(id)
    setChosen(id)
  }, [])
  const onBlur = useCallback((event: FocusEvent<HTMLElement>) => {
    // When an element is removed, the focus is lost.
    if (event.relatedTarget !== null && !event.currentTarget.contains(event.relatedTarget)) hasFocus.current = false
  }, [])
  return { current, focus, onFocus, onBlur }
}

const isNowhere = () => document.activeElement === null || document.activeElement === document.body

export const rowElement = (id: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)
