import cliTruncate from 'cli-truncate'
import stringWidth from 'string-width'

/** What a table needs to know about its columns and the terminal. */
export interface TableLayout {
  /** The index of the free-text column, which is shortened if there is not enough room. */
  readonly text: number
  /** How many characters fit into a line. By default the width of the terminal, or unlimited if there is none. */
  readonly width?: number | undefined
}

const gap = '  '
/** A text that is shorter than this says too little. */
const leastText = 12

/**
 * Rows for a user, in columns without lines between them. In a narrow terminal the text is shortened. If too little of
 * it would be left, the columns after it move to a new line. So no line is longer than the terminal is wide.
 */
export function tableOf(
  rows: readonly (readonly string[])[],
  { text, width = process.stdout.columns }: TableLayout,
): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => stringWidth(row[column] ?? ''))))
  const used = widths.filter((columnWidth) => columnWidth > 0)
  const total = used.reduce((sum, columnWidth) => sum + columnWidth, gap.length * (used.length - 1))
  const line = (cells: readonly string[], columns: readonly number[]) =>
    cells
      .map((cell, column) => cell + ' '.repeat(Math.max((columns[column] ?? 0) - stringWidth(cell), 0)))
      .filter((_, column) => columns[column] !== 0)
      .join(gap)
      .trimEnd()
  if (width === undefined || total <= width) return rows.map((row) => line(row, widths)).join('\n')

  const shortened = (row: readonly string[], room: number) =>
    row.map((cell, column) => (column === text ? cliTruncate(cell, room) : cell))
  const textWidth = widths[text] ?? 0
  const room = width - (total - textWidth)
  if (room >= Math.min(leastText, textWidth)) {
    return rows.map((row) => line(shortened(row, room), widths.with(text, room))).join('\n')
  }
  const indent = widths.slice(0, text).reduce((sum, columnWidth) => sum + columnWidth + gap.length, 0)
  return rows
    .flatMap((row) => {
      const facts = row.slice(text + 1).filter((fact) => fact !== '')
      const first = line(shortened(row.slice(0, text + 1), Math.max(width - indent, 1)), widths)
      return facts.length === 0 ? [first] : [first, ' '.repeat(indent) + facts.join(gap)]
    })
    .map((one) => cliTruncate(one, width))
    .join('\n')
}
