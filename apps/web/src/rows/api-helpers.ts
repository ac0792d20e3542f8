import 'server-only'
import { type AppRouter, createApiClient } from '@ownlist/client'
import { createServerSideHelpers } from '@trpc/react-query/server'
import { readSettings } from '../env'

/** For a page to load what it shows before it is sent. Without an answer from the API the page starts empty, and loads. */
export function apiHelpers(token: string) {
  const client = createApiClient({ url: readSettings().apiInternalUrl, token, attempts: 1 })
  return createServerSideHelpers<AppRouter>({ client })
}
