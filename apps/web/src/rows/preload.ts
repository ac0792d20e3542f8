import 'server-only'
import { type AppRouter, createApiClient } from '@ownlist/client'
import { type DehydratedState, dehydrate } from '@tanstack/react-query'
import { createServerSideHelpers } from '@trpc/react-query/server'
import { headers } from 'next/headers'
import { readSettings } from '../env'
import { passTraceOn } from '../front-door/pass-trace-on'

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
  const helpers = createHelpers(token, passTraceOn(await headers()))
  await Promise.all(load(helpers))
  const state = dehydrate(helpers.queryClient, { shouldDehydrateQuery: (query) => query.state.status === 'success' })
  return { id: crypto.randomUUID(), state }
}

type Helpers = ReturnType<typeof createHelpers>

function createHelpers(token: string, headers: Readonly<Record<string, string>>) {
  const url = readSettings().apiInternalUrl
  const client = createApiClient({ url, token, headers, attempts: 1, timeoutMs: patienceMs })
  return createServerSideHelpers<AppRouter>({ client })
}
