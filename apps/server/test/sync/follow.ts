// domain: tasks
import type { ApiClient } from '@ownlist/client'
import { onTestFinished, vi } from 'vitest'

/** The changes that a client has received, in order of arrival. */
export interface Followed {
  readonly seqs: number[]
  /** The states of the connection, with the code of the error. */
  readonly states: string[]
  readonly errors: unknown[]
  stop(): void
}

/** Follows the changes of a client’s user with the published client. Resolves when this has started. */
export async function follow({ sync }: Pick<ApiClient, 'sync'>): Promise<Followed> {
  const seqs: number[] = []
  const states: string[] = []
  const errors: unknown[] = []
  const subscription = sync.live.subscribe(
    {},
    {
      onData: ({ data }) => seqs.push(data.seq),
      onConnectionStateChange: ({ state }) => states.push(state),
      onError: (error) => errors.push(error),
    },
  )
  const stop = () => subscription.unsubscribe()
  onTestFinished(stop)
  await vi.waitFor(() => {
    if (seqs.length === 0) throw new Error(`It has not begun: ${states} ${errors}`)
  }, 10_000)
  return { seqs, states, errors, stop }
}
