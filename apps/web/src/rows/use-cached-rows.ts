import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { hasRow, insertRow, type ListedRow, type RowPages, withoutRow, withoutRows, withRow } from './row-pages'

/** Optimistic updates to every cached page of a resource: a change is shown before the server has answered. */
export interface CachedRows<Row, Input = unknown> {
  /** Cancels loads in progress: their data would be older than the change that is about to be shown. */
  hold(): Promise<void>
  /** Shows a changed row: in its place, on the pages where it now belongs, and no longer where it does not stay. */
  put(row: Row): void
  insert(row: Row): void
  remove(id: string): void
  /** @param isGone whether a row no longer matches the query with this input */
  removeAll(isGone: (row: Row, input: Input) => boolean): void
  /** Loads all pages again, including those that are not on the screen. */
  reload(): Promise<void>
}

/**
 * @param queryKey of the resource's `list` procedure
 * @param belongs whether a row matches the query with this input
 * @param stays whether a row that is shown there is still shown after it has changed; the next load may differ
 */
export function useCachedRows<Row extends ListedRow, Input>(
  queryKey: QueryKey,
  belongs: (row: Row, input: Input) => boolean,
  stays: (row: Row, input: Input) => boolean = () => true,
): CachedRows<Row, Input> {
  const queryClient = useQueryClient()
  const change = (by: (data: RowPages<Row>, input: Input) => RowPages<Row>) => {
    for (const { queryKey: key, state } of queryClient.getQueryCache().findAll({ queryKey })) {
      const { input } = key[1] as { input: Input }
      // A first load is started again, since nothing else could show the change.
      if (state.data === undefined) queryClient.invalidateQueries({ queryKey: key, exact: true })
      else queryClient.setQueryData<RowPages<Row>>(key, (data) => data && by(data, input))
    }
  }
  return {
    hold: () => queryClient.cancelQueries({ queryKey, predicate: ({ state }) => state.data !== undefined }),
    put: (row) =>
      change((data, input) => {
        if (hasRow(data, row.id)) return stays(row, input) ? withRow(data, row) : withoutRow(data, row.id)
        return belongs(row, input) ? insertRow(data, row) : data
      }),
    insert: (row) => change((data, input) => (belongs(row, input) ? insertRow(data, row) : data)),
    remove: (id) => change((data) => withoutRow(data, id)),
    removeAll: (isGone) => change((data, input) => withoutRows(data, (row) => isGone(row, input))),
    reload: () => queryClient.invalidateQueries({ queryKey, refetchType: 'all' }),
  }
}
