import type { AppRouter } from '@ownlist/api'
import { createTRPCClient, type TRPCClient } from '@trpc/client'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import { type ApiClientOptions, apiLinks } from './api-links.js'

export type ApiClient = TRPCClient<AppRouter>

/** The input of each procedure, such as `RouterInputs['account']['erase']`. */
export type RouterInputs = inferRouterInputs<AppRouter>

/** The output of each procedure, such as `RouterOutputs['account']['whoami']`. */
export type RouterOutputs = inferRouterOutputs<AppRouter>

// domain: tasks {
export type List = RouterOutputs['list']['get']
export type Task = RouterOutputs['task']['get']
export type TaskPage = RouterOutputs['task']['list']
// domain: tasks }

/**
 * Calls the API with types from end to end: `await createApiClient({ url, token }).account.whoami.query()`. A call that
 * fails throws an `OwnlistError`.
 * @throws {TypeError} that names the option, if one is missing, unknown or invalid
 */
export function createApiClient(options: ApiClientOptions): ApiClient {
  return createTRPCClient<AppRouter>({ links: apiLinks(options) })
}
