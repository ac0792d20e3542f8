/** For the `ref` of a row (`data-row`): if it goes while it has the keyboard, the row after it gets it, or else the one before. */
export function keepFocus(row: HTMLElement | null): () => void {
  return () => {
    if (!row?.contains(document.activeElement)) return
    const rows = [...(row.parentElement?.querySelectorAll('[data-row]') ?? [])]
    const here = rows.indexOf(row)
    const neighbour = rows[here + 1] ?? rows[here - 1]
    neighbour?.querySelector<HTMLElement>('[data-row-stop]')?.focus()
  }
}
