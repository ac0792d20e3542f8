import type { QueryClient } from '@tanstack/react-query'

/** In this scope rows are created one at a time. */
export const creationScope = { id: 'create' }

/** Resolves when no creation of this row is in progress: before that, the API does not know the row. */
export function whenCreated(queryClient: QueryClient, id: string): Promise<void> {
  const mutations = queryClient.getMutationCache()
  const isUnderWay = () =>
    mutations
      .findAll({ status: 'pending' })
      .some(
        ({ options, state }) =>
          options.scope?.id === creationScope.id && (state.variables as { id?: string } | undefined)?.id === id,
      )
  return new Promise((resolve) => {
    const check = () => {
      if (isUnderWay()) return
      stop()
      resolve()
    }
    const stop = mutations.subscribe(check)
    check()
  })
}
