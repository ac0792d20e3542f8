const retryMs = 5_000

/** For the infinite query of a list of rows. */
export const pageOptions = {
  getNextPageParam: <Cursor>({ nextCursor }: { nextCursor: Cursor }): Cursor => nextCursor,
  // A failed query recovers by itself once the API is back.
  refetchInterval: ({ state }: { state: { status: string; fetchFailureCount: number } }) =>
    state.status === 'error' || state.fetchFailureCount > 0 ? retryMs : (false as const),
}
