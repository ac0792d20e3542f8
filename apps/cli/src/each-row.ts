/** Yields every row of a list. Pages are loaded as they are needed. */
export async function* eachRow<Row>(
  load: (cursor: string | null) => Promise<{ readonly items: readonly Row[]; readonly nextCursor: string | null }>,
): AsyncGenerator<Row, void> {
  let cursor: string | null = null
  do {
    const { items, nextCursor } = await load(cursor)
    yield* items
    cursor = nextCursor
  } while (cursor !== null)
}
