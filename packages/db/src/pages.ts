/** The position of a row in "newest first". A page starts after it. */
export interface PagePosition {
  readonly createdAt: string
  readonly id: string
}

export interface Page<Row> {
  readonly items: Row[]
  /** Where the next page starts; null on the last page. */
  readonly next: PagePosition | null
}

/** For Prisma's `orderBy`, in the stores of new resources. @public */
export const newestFirst: { createdAt?: 'desc'; id?: 'desc' }[] = [{ createdAt: 'desc' }, { id: 'desc' }]

/**
 * For Prisma's `where`, in addition to the owner, in the stores of new resources: the rows after a position in
 * `newestFirst`; all rows for null. @public
 */
export const olderThan = (after: PagePosition | null) =>
  after === null
    ? {}
    : { OR: [{ createdAt: { lt: after.createdAt } }, { createdAt: after.createdAt, id: { lt: after.id } }] }

/** The space left in a response for the rows of its pages. The calls of one request share it. */
export interface PageRoom {
  /** Whether no space is left. A page still holds one row in that case. */
  readonly full: boolean
  /**
   * Takes the space for a row, even if that exceeds the limit.
   * @param json the row
   */
  add(json: string): void
  /**
   * Takes the space for several rows, unless that exceeds the limit.
   * @param json the rows
   * @returns whether it did
   */
  addIfFits(json: string): boolean
}

export interface PageQuery {
  readonly limit: number
  readonly after: PagePosition | null
  /** Without it, a page is as large as its rows. */
  readonly room?: PageRoom
}

/** Rows that were read together. */
export interface ReadRows<Row> {
  readonly rows: Row[]
  /** The same as JSON, if it is already known. Then the rows do not have to be measured one by one. */
  readonly json?: string
}

/** How many rows are read at once: a whole page of the usual size, and a bounded excess if rows are large. */
const rowsAtOnce = 51

/**
 * Reads one page. It may hold fewer rows than `limit` if they do not fit into the response; then `next` is set. It
 * holds at least one row, if there is one.
 * @param read reads up to `take` rows in `newestFirst` after a position
 */
export async function readPage<Row extends PagePosition>(
  { limit, after, room }: PageQuery,
  read: (after: PagePosition | null, take: number) => Promise<ReadRows<Row>>,
): Promise<Page<Row>> {
  const items: Row[] = []
  for (;;) {
    const take = room?.full ? 2 : Math.min(limit + 1 - items.length, rowsAtOnce)
    const { rows, json } = await read(items.at(-1) ?? after, take)
    const fits = json !== undefined && room?.addIfFits(json)
    for (const row of rows) {
      if (items.length === limit || (!fits && room?.full && items.length > 0))
        return { items, next: items.at(-1) ?? null }
      items.push(row)
      if (!fits) room?.add(JSON.stringify(row))
    }
    if (rows.length < take) return { items, next: null }
  }
}
