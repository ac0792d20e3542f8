import type { QueryClient } from '@tanstack/react-query'
import { isRecord } from './options.js'

/** The rows that mutations of this page have written. Dispose of it to stop. */
export interface OwnWrites extends Disposable {
  /** Whether this page has written this version of a row. */
  has(row: { readonly id: string; readonly version: number }): boolean
  /**
   * Resolves when no mutation is running. An event may arrive before the answer of its mutation, and the data from the API
   * must not replace what a page shows before that answer.
   */
  settled(): Promise<void>
}

/** How many versions are remembered. */
const most = 1_000

/** Records the `id` and the `version` of each row that a mutation returns. */
export function rememberOwnWrites(queryClient: QueryClient): OwnWrites {
  const mutations = queryClient.getMutationCache()
  const written = new Set<string>()
  const unsubscribe = mutations.subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success') return
    const { data } = event.action
    for (const row of Array.isArray(data) ? data : [data]) {
      if (isRecord(row)) written.add(`${row.id} ${row.version}`)
    }
    // A set keeps its insertion order.
    for (const oldest of written) {
      if (written.size <= most) break
      written.delete(oldest)
    }
  })
  return {
    has: ({ id, version }) => written.has(`${id} ${version}`),
    settled: () =>
      new Promise((resolve) => {
        const check = () => {
          if (queryClient.isMutating() > 0) return
          stop()
          resolve()
        }
        const stop = mutations.subscribe(check)
        check()
      }),
    [Symbol.dispose]: unsubscribe,
  }
}
