import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { hasRow, insertRow, type ListedRow, type RowPages, withoutRow, withoutRows, withRow } from './row-pages'

/** Changes to every list of a resource that is loaded, for showing a change before the server has answered. */
export interface RowLists<Row, Input = unknown> {
  /** Stops loads that are under way: their answer would be older than the change about to be shown. */
  hold(): Promise<void>
  /** Shows a row as it has become: in its place, and where it now belongs; no longer where it does not stay. */
  put(row: Row): void
  insert(row: Row): void
  remove(id: string): void
  /** @param isGone whether a row is no longer in the list that was asked for with an input */
  removeAll(isGone: (row: Row, input: Input) => boolean): void
  /** Loads all of them anew, also those that are out of sight. */
  reload(): Promise<void>
}

/**
 * @param queryKey of the resource's `list`
 * @param belongs whether a row is in the list that was asked for with an input
 * @param stays whether a row that is shown in that list is still shown when it has changed; the next load may think otherwise
 */
export function useRowLists<Row extends ListedRow, Input>(
  queryKey: QueryKey,
  belongs: (row: Row, input: Input) => boolean,
  stays: (row: Row, input: Input) => boolean = () => true,
): RowLists<Row, Input> {
  const queryClient = useQueryClient()
  const change = (by: (data: RowPages<Row>, input: Input) => RowPages<Row>) => {
    for (const { queryKey: key, state } of queryClient.getQueryCache().findAll({ queryKey })) {
      const { input } = key[1] as { input: Input }
      // The first load of a list is begun anew, as there is nothing yet that could show the change.
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
