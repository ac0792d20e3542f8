import 'server-only'
import { type AppRouter, createApiClient } from '@ownlist/client'
import type { DehydratedState } from '@tanstack/react-query'
import { createServerSideHelpers } from '@trpc/react-query/server'
import { readSettings } from '../env'
import { listInput, type TaskView } from './task-view'

/** The first page of a view, for the browser to start with. Without an answer from the API the page starts empty, and loads. */
export async function prefetchTasks(token: string, view: TaskView): Promise<DehydratedState> {
  const client = createApiClient({ url: readSettings().apiUrl, token, attempts: 1 })
  const helpers = createServerSideHelpers<AppRouter>({ client })
  await helpers.task.list.prefetchInfinite(listInput(view))
  return helpers.dehydrate()
}
