import type { Section } from '../views/task-data'
import type { RowItem } from './row-items'

type TaskItem = Extract<RowItem, { type: 'task' }>

/** A column of a board: a section with its tasks, or the tasks without one. */
export interface BoardColumn {
  /** The same as the key of its group. */
  readonly key: string
  readonly section: Section | null
  readonly cards: readonly TaskItem[]
  /** The index of its first card among all items. In an empty column, it is the index that a first card would have. */
  readonly start: number
}

/** The columns of a list that is grouped by section. The tasks without a section come first. */
export function columnsOf(items: readonly RowItem[]): BoardColumn[] {
  const starts = items.flatMap((item, index) =>
    item.type === 'heading' && item.heading.type === 'section'
      ? [{ key: item.key, section: item.heading.section, start: index + 1 }]
      : [],
  )
  return [{ key: 'all', section: null, start: 0 }, ...starts].map((column, index) => ({
    ...column,
    cards: items
      .slice(column.start, starts[index] === undefined ? items.length : starts[index].start - 1)
      .filter((item) => item.type === 'task'),
  }))
}

/** The section of a group; null for the group of tasks without a section. */
export const sectionOfGroup = (group: string): string | null =>
  group.startsWith('section ') ? group.slice('section '.length) : null

/**
 * The card beside another one, in the next column that has any cards. It is as far from the top, or the last card of a
 * shorter column.
 */
export function cardBeside(columns: readonly BoardColumn[], id: string, by: -1 | 1): string | null {
  const here = columns.findIndex(({ cards }) => cards.some(({ key }) => key === id))
  const row = columns[here]?.cards.findIndex(({ key }) => key === id) ?? -1
  if (row === -1) return null
  const others = by === 1 ? columns.slice(here + 1) : columns.slice(0, here).reverse()
  const cards = others.find((column) => column.cards.length > 0)?.cards ?? []
  return cards[Math.min(row, cards.length - 1)]?.key ?? null
}

/** The column beside that of a card; undefined at the edge of the board. */
export function columnBeside(columns: readonly BoardColumn[], id: string, by: -1 | 1): BoardColumn | undefined {
  const here = columns.findIndex(({ cards }) => cards.some(({ key }) => key === id))
  return here === -1 ? undefined : columns[here + by]
}
