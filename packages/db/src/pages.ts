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

/** @param rows one more than `limit`, where there are so many: that tells whether there is a next page */
export function pageOf<Row extends PagePosition>(rows: readonly Row[], limit: number): Page<Row> {
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? (items.at(-1) ?? null) : null }
}
