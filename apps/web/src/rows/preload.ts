import 'server-only'
import { type AppRouter, apiLinks } from '@ownlist/client'
import { type DehydratedState, dehydrate } from '@tanstack/react-query'
import { createTRPCClient, type TRPCLink } from '@trpc/client'
import { createServerSideHelpers } from '@trpc/react-query/server'
import { readSettings } from '../env'

/** What a page has loaded before it was sent, for `PreloadedRows`. */
export interface Preload {
  /** Another one for each time that a page is rendered. */
  readonly id: string
  readonly state: DehydratedState
}

/** Less than a person waits for before they think that nothing happens. */
const patienceMs = 1_000

/**
 * Loads what a page shows before it is sent. What has not come within a second, or not at all, is left out: the page starts
 * in its loading state then, and the browser loads it.
 * @param load starts the queries, such as `({ note }) => [note.list.prefetchInfinite(…)]`
 */
export async function preload(token: string, load: (helpers: Helpers) => Promise<void>[]): Promise<Preload> {
  const helpers = createHelpers(token, AbortSignal.timeout(patienceMs))
  await Promise.all(load(helpers))
  const state = dehydrate(helpers.queryClient, { shouldDehydrateQuery: (query) => query.state.status === 'success' })
  return { id: crypto.randomUUID(), state }
}

type Helpers = ReturnType<typeof createHelpers>

function createHelpers(token: string, signal: AbortSignal) {
  const untilDeadline: TRPCLink<AppRouter> =
    () =>
    ({ op, next }) =>
      next({ ...op, signal })
  const links = apiLinks({ url: readSettings().apiInternalUrl, token, attempts: 1 })
  const client = createTRPCClient<AppRouter>({ links: [untilDeadline, ...links] })
  return createServerSideHelpers<AppRouter>({ client })
}
