import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { keptUnsent } from '../kept/kept'
import { useSession } from '../session-provider'
import type { ListedRow } from './row-pages'

/** Rows that were added here and are not known to have arrived. */
export interface UnsentRows<Row> {
  keep(row: Row): void
  forget(row: Row): void
}

/**
 * Keeps rows of one kind until they have arrived, and sends those again that were on their way when the page was left. That
 * is safe: a row has its id from here, so it cannot be made twice.
 * @param name of the kind, such as `note`
 */
export function useUnsentRows<Row extends ListedRow>(name: string, send: (row: Row) => void): UnsentRows<Row> {
  const owner = useSession().owner()
  const queryClient = useQueryClient()
  const kept = useMemo(() => keptUnsent(owner), [owner])

  useEffect(() => {
    const mutations = queryClient.getMutationCache().getAll()
    // On its way still, from the page before this one; or its failure is being shown.
    const isKnown = ({ id }: Row) => mutations.some(({ state }) => (state.variables as Partial<Row>)?.id === id)
    const rows = kept.all(`${name} `).map((text): Row => JSON.parse(text))
    // In the order they were written, which is that of their ids.
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
