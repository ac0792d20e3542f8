import { useCallback, useMemo, useRef, useState } from 'react'

/** The rows that a person has selected, to act on all of them. */
export interface Selection {
  readonly ids: ReadonlySet<string>
  toggle(id: string): void
  /** Selects all rows from the one that was selected last to this one. */
  extend(id: string): void
  all(): void
  clear(): void
}

/** @param rows the ids in their order. A row that is no longer shown is deselected. */
export function useSelection(rows: readonly string[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const anchor = useRef<string | null>(null)
  const shown = useRef(rows)
  shown.current = rows
  const ids = useMemo(() => {
    if (chosen.size === 0) return chosen
    return new Set(rows.filter((id) => chosen.has(id)))
  }, [chosen, rows])
  const toggle = useCallback((id: string) => {
    anchor.current = id
    setChosen((before) => {
      const after = new Set(before)
      if (!after.delete(id)) after.add(id)
      return after
    })
  }, [])
  const extend = useCallback((id: string) => {
    const from = shown.current.indexOf(anchor.current ?? id)
    const to = shown.current.indexOf(id)
    anchor.current ??= id
    const between = shown.current.slice(Math.min(from, to), Math.max(from, to) + 1)
    setChosen((before) => new Set([...before, ...between]))
  }, [])
  const all = useCallback(() => setChosen(new Set(shown.current)), [])
  const clear = useCallback(() => setChosen(new Set()), [])
  return useMemo(() => ({ ids, toggle, extend, all, clear }), [ids, toggle, extend, all, clear])
}
