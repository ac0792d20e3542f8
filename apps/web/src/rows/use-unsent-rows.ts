import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { keptUnsent } from '../kept/kept'
import { useSession } from '../session-provider'
import type { ListedRow } from './row-pages'

/** Rows that were added here and that the API has not confirmed. */
export interface UnsentRows<Row> {
  keep(row: Row): void
  forget(row: Row): void
}

/**
 * Stores new rows of one kind until they have arrived, and sends those again that were being sent when the page was
 * closed. That is safe: a row gets its id here, so it cannot be created twice.
 * @param name of the kind, such as `note`
 */
export function useUnsentRows<Row extends ListedRow>(name: string, send: (row: Row) => void): UnsentRows<Row> {
  const owner = useSession().owner()
  const queryClient = useQueryClient()
  const kept = useMemo(() => keptUnsent(owner), [owner])

  useEffect(() => {
    const mutations = queryClient.getMutationCache().getAll()
    // It is still being sent by the previous page, or its failure is being shown.
    const isKnown = ({ id }: Row) => mutations.some(({ state }) => (state.variables as Partial<Row>)?.id === id)
    const rows = kept.all(`${name} `).map((text): Row => JSON.parse(text))
    // They are sent in the order in which they were written, which is the order of their ids.
    for (const row of rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))) if (!isKnown(row)) send(row)
  }, [])

  return useMemo(
    () => ({
      keep: (row) => kept.write(`${name} ${row.id}`, JSON.stringify(row)),
      forget: (row) => kept.remove(`${name} ${row.id}`),
    }),
    [kept, name],
  )
}
