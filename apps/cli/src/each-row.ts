/** Every row of a list, loaded page by page as they are taken. */
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
