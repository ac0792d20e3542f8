import { accountRouter } from './account-router.js'
import { describeProcedures, type OpenApiDocument, type OpenApiOptions } from './open-api.js'
import { taskRouter } from './task-router.js'
import { createCallerFactory, router } from './trpc.js'

export type { Context, Identity } from './context.js'
export { InsufficientScopeError, type Scope } from './scope.js'
export type { InputIssue, ProcedureMeta } from './trpc.js'

/** The contract. Clients import its type only. */
export const appRouter = router({ task: taskRouter, account: accountRouter })
export type AppRouter = typeof appRouter

/** Calls procedures without HTTP, given a context; for tests and scripts. */
export const createCaller = createCallerFactory(appRouter)

/** Describes the API as plain HTTP, for other languages: OpenAPI 3.1, generated from the router. */
export const createOpenApiDocument = (options: OpenApiOptions): OpenApiDocument =>
  describeProcedures(appRouter._def.procedures, options)
