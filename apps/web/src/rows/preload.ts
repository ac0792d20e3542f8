import 'server-only'
import { type AppRouter, createApiClient } from '@ownlist/client'
import { type DehydratedState, dehydrate } from '@tanstack/react-query'
import { createServerSideHelpers } from '@trpc/react-query/server'
import { headers } from 'next/headers'
import { readSettings } from '../env'
import { passTraceOn } from '../front-door/pass-trace-on'

/** What a page has loaded before it was sent, for `PreloadedRows`. */
export interface Preload {
  /** A different value for each rendering of a page. */
  readonly id: string
  readonly state: DehydratedState
}

/** This is shorter than the time after which users think that nothing is happening. */
const patienceMs = 1_000

/**
 * Loads the data of a page before the page is sent. Data that fails to load, or does not arrive within a second, is
 * left out. Then the page starts in its loading state, and the browser loads the data.
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
