/** The place of a row in "newest first"; a page starts after it. */
export interface PagePosition {
  readonly createdAt: string
  readonly id: string
}

export interface Page<Row> {
  readonly items: Row[]
  /** Where the next page starts; null on the last. */
  readonly next: PagePosition | null
}

/** For Prisma's `orderBy`. */
export const newestFirst: { createdAt?: 'desc'; id?: 'desc' }[] = [{ createdAt: 'desc' }, { id: 'desc' }]

/** For Prisma's `where`, beside the owner: what comes after a position in `newestFirst`; everything, for null. */
export const olderThan = (after: PagePosition | null) =>
  after === null
    ? {}
    : { OR: [{ createdAt: { lt: after.createdAt } }, { createdAt: after.createdAt, id: { lt: after.id } }] }

/** What is left of an answer for the rows of its pages; the calls of one request share it. */
export interface PageRoom {
  /** Whether nothing is left. A page holds one row even so. */
  readonly full: boolean
  /** Takes what one more row needs, past the end if it has to be. */
  add(row: unknown): void
}

export interface PageQuery {
  readonly limit: number
  readonly after: PagePosition | null
  /** Without it a page is as large as its rows. */
  readonly room?: PageRoom
}

/** How many rows are read at once: a whole page of the usual size, and a bounded excess where rows are large. */
const rowsAtOnce = 51

/**
 * Reads one page. It may hold fewer rows than `limit`, where they would not fit the answer, and then `next` is set; it holds
 * one row at least, if there is one.
 * @param read reads up to `take` rows in `newestFirst`, those after a position
 */
export async function readPage<Row extends PagePosition>(
  { limit, after, room }: PageQuery,
  read: (after: PagePosition | null, take: number) => Promise<Row[]>,
): Promise<Page<Row>> {
  const items: Row[] = []
  for (;;) {
    const take = room?.full ? 2 : Math.min(limit + 1 - items.length, rowsAtOnce)
    const rows = await read(items.at(-1) ?? after, take)
    for (const row of rows) {
      if (items.length === limit || (room?.full && items.length > 0)) return { items, next: items.at(-1) ?? null }
      items.push(row)
      room?.add(row)
    }
    if (rows.length < take) return { items, next: null }
  }
}
