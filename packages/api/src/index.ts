import { accountRouter } from './account-router.js'
import { listRouter } from './list-router.js'
import { admits } from './lists-procedure.js'
import { describeProcedures, type OpenApiDocument, type OpenApiOptions } from './open-api.js'
import { taskRouter } from './task-router.js'
import { createCallerFactory, type ProcedureMeta, router } from './trpc.js'

export type { Context, Identity } from './context.js'
export { createPageRoom } from './page-room.js'
export { InsufficientScopeError, type Right, type Scope } from './scope.js'
export type { InputIssue, ProcedureMeta } from './trpc.js'

/** The contract. Clients import its type only. */
export const appRouter = router({ task: taskRouter, list: listRouter, account: accountRouter })
export type AppRouter = typeof appRouter

/** Calls procedures without HTTP, given a context; for tests and scripts. */
export const createCaller = createCallerFactory(appRouter)

/** Describes the API as plain HTTP, for other languages: OpenAPI 3.1, generated from the router. */
export const createOpenApiDocument = (options: OpenApiOptions): OpenApiDocument =>
  describeProcedures(appRouter._def.procedures, options)

// Its type is nested as the router is; the object itself is flat, by full name.
const proceduresByName = appRouter._def.procedures as unknown as Readonly<
  Partial<Record<string, { readonly _def: { readonly meta?: ProcedureMeta } }>>
>

/**
 * Whether a token with these scopes is let into a procedure, for whoever offers procedures to choose from. The procedure asks
 * by itself when it is called.
 * @param name such as `task.list`
 */
export function mayCall(scopes: readonly string[] | null, name: string): boolean {
  const procedure = proceduresByName[name]
  return procedure !== undefined && admits(scopes, procedure._def.meta ?? {})
}
