/** The position of a pointer, in pixels from the top left of the window. */
export interface Pointer {
  readonly x: number
  readonly y: number
}

/** The places where a dragged item can be dropped. */
export interface DragPlace {
  /** The index, among all items, of the item before which it would be dropped. */
  slotAt(pointer: Pointer): number
  /** Scrolls if the pointer is at an edge. @returns whether it has scrolled */
  scrollAt(pointer: Pointer): boolean
}

/** How close to an edge scrolling starts, and how far it scrolls per frame, in pixels. */
const edge = 60
const step = 12

/** The direction in which to scroll at a place between two edges: -1, 0 or 1. */
const wayAt = (at: number, from: number, to: number) => (at < from + edge ? -1 : at > to - edge ? 1 : 0)

/** The places between rows of equal height, on a page that scrolls. */
export function placeInRows(grid: HTMLElement, height: number, count: () => number): DragPlace {
  return {
    slotAt({ y }) {
      const rows = (y - grid.getBoundingClientRect().top) / height
      return Math.min(Math.max(Math.round(rows), 0), count())
    },
    scrollAt({ y }) {
      const way = wayAt(y, 0, innerHeight)
      scrollBy(0, way * step)
      return way !== 0
    },
  }
}

/**
 * The places between the cards of a board. Each column has the index of its first item (`data-start`), and each card its
 * index in its column (`data-index`).
 */
export function placeOnBoard(board: HTMLElement): DragPlace {
  const columnAt = ({ x }: Pointer): HTMLElement | undefined => {
    const columns = [...board.querySelectorAll<HTMLElement>('[data-start]')]
    const distance = (column: HTMLElement) => {
      const { left, right } = column.getBoundingClientRect()
      return Math.max(left - x, x - right, 0)
    }
    return columns.toSorted((a, b) => distance(a) - distance(b))[0]
  }
  return {
    slotAt(pointer) {
      const column = columnAt(pointer)
      const start = Number(column?.dataset.start)
      const cards = [...(column?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
      const isAbove = (card: HTMLElement) => {
        const { top, height } = card.getBoundingClientRect()
        return top + height / 2 < pointer.y
      }
      // Only the cards in sight exist in the DOM, in the order in which they were rendered.
      const above = cards.filter(isAbove).map(({ dataset }) => Number(dataset.index) + 1)
      const below = cards.filter((card) => !isAbove(card)).map(({ dataset }) => Number(dataset.index))
      return start + (below.length > 0 ? Math.min(...below) : Math.max(0, ...above))
    },
    scrollAt(pointer) {
      const { left, right } = board.getBoundingClientRect()
      const across = wayAt(pointer.x, left, right)
      const scroller = columnAt(pointer)?.querySelector('[data-scroller]')
      const box = scroller?.getBoundingClientRect()
      const down = box === undefined ? 0 : wayAt(pointer.y, box.top, box.bottom)
      board.scrollBy(across * step, 0)
      scroller?.scrollBy(0, down * step)
      return across !== 0 || down !== 0
    },
  }
}
