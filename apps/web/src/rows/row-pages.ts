/** What all kinds of rows have in common. They are sorted newest first, by the server's clock and then by id. */
export interface ListedRow {
  readonly id: string
  readonly title: string
  readonly version: number
  readonly createdAt: string
  readonly deletedAt: string | null
}

/** The loaded pages of a query, as the query cache stores them. */
export interface RowPages<Row> {
  readonly pages: { readonly items: Row[]; readonly nextCursor: string | null }[]
  readonly pageParams: unknown[]
}

/** Replaces the row with the same id; pages without it do not change. */
export const withRow = <Row extends ListedRow>(data: RowPages<Row>, row: Row): RowPages<Row> =>
  mapItems(data, (items) =>
    items.some(({ id }) => id === row.id) ? items.map((item) => (item.id === row.id ? row : item)) : items,
  )

export const withoutRow = <Row extends ListedRow>(data: RowPages<Row>, id: string): RowPages<Row> =>
  withoutRows(data, (row) => row.id === id)

export const withoutRows = <Row extends ListedRow>(data: RowPages<Row>, isGone: (row: Row) => boolean): RowPages<Row> =>
  mapItems(data, (items) => (items.some(isGone) ? items.filter((row) => !isGone(row)) : items))

export const hasRow = <Row extends ListedRow>(data: RowPages<Row>, id: string): boolean =>
  data.pages.some(({ items }) => items.some((item) => item.id === id))

/** Inserts a row at its place in the order. If that is after the last loaded page, a later page will bring it. */
export function insertRow<Row extends ListedRow>(data: RowPages<Row>, row: Row): RowPages<Row> {
  const { pages } = withoutRow(data, row.id)
  const target = pages.findIndex(
    ({ items, nextCursor }) => nextCursor === null || items.some((item) => isNewer(row, item)),
  )
  if (target === -1) return data
  return {
    ...data,
    pages: pages.map((page, index) => {
      if (index !== target) return page
      const before = page.items.filter((item) => !isNewer(row, item))
      return { ...page, items: [...before, row, ...page.items.filter((item) => isNewer(row, item))] }
    }),
  }
}

const isNewer = (a: ListedRow, b: ListedRow) => (a.createdAt === b.createdAt ? a.id > b.id : a.createdAt > b.createdAt)

function mapItems<Row>(data: RowPages<Row>, map: (items: Row[]) => Row[]): RowPages<Row> {
  const pages = data.pages.map((page) => {
    const items = map(page.items)
    return items === page.items ? page : { ...page, items }
  })
  return { ...data, pages }
}
