import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { insertRow, type ListedRow, type RowPages, withoutRow, withRow } from './row-pages'

/** Changes to every list of a resource that is loaded, for showing a change before the server has answered. */
export interface RowLists<Row> {
  /** Stops loads that are under way: their answer would be older than the change about to be shown. */
  hold(): Promise<void>
  put(row: Row): void
  insert(row: Row): void
  remove(id: string): void
}

/**
 * @param queryKey of the resource's `list`
 * @param belongs whether a row is in the list that was asked for with an input
 */
export function useRowLists<Row extends ListedRow, Input>(
  queryKey: QueryKey,
  belongs: (row: Row, input: Input) => boolean,
): RowLists<Row> {
  const queryClient = useQueryClient()
  const change = (by: (data: RowPages<Row>, input: Input) => RowPages<Row>) => {
    for (const query of queryClient.getQueryCache().findAll({ queryKey })) {
      const { input } = query.queryKey[1] as { input: Input }
      queryClient.setQueryData<RowPages<Row>>(query.queryKey, (data) => data && by(data, input))
    }
  }
  return {
    hold: () => queryClient.cancelQueries({ queryKey }),
    put: (row) => change((data) => withRow(data, row)),
    insert: (row) => change((data, input) => (belongs(row, input) ? insertRow(data, row) : data)),
    remove: (id) => change((data) => withoutRow(data, id)),
  }
}
