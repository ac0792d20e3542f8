/**
 * For the `ref` of a row (`data-row`). If the row is removed while it has the focus, the next row gets the focus, or
 * else the previous one.
 */
export function keepFocus(row: HTMLElement | null): () => void {
  return () => {
    if (!row?.contains(document.activeElement)) return
    const rows = [...(row.parentElement?.querySelectorAll('[data-row]') ?? [])]
    const here = rows.indexOf(row)
    const neighbour = rows[here + 1] ?? rows[here - 1]
    neighbour?.querySelector<HTMLElement>('[data-row-stop]')?.focus()
  }
}
