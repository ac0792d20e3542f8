import { accountRouter } from './account-router.js'
import { listRouter } from './list-router.js'
import { admits } from './lists-procedure.js'
import { describeProcedures, type OpenApiDocument, type OpenApiOptions } from './open-api.js'
import { readQueryInput } from './query-input.js'
import { taskRouter } from './task-router.js'
import { createCallerFactory, type ProcedureMeta, router } from './trpc.js'

export { createCallerContracts } from './caller-contracts.js'
export type { Context, Identity } from './context.js'
export {
  type CallerContract,
  contractVersion,
  contractVersionHeader,
  oldestContractVersion,
} from './contract-version.js'
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
  Partial<Record<string, { readonly _def: ProcedureParts }>>
>

interface ProcedureParts {
  readonly type: 'query' | 'mutation' | 'subscription'
  readonly inputs: readonly unknown[]
  readonly meta?: ProcedureMeta
}

/**
 * Makes a query's input of the parameters of a URL, one for each field.
 * @param name such as `task.list`
 * @returns null if there is no query of this name; undefined if there are no parameters
 * @throws {ZodError} that names each parameter which the query does not have, or which is given twice
 */
export function inputOfParameters(name: string, parameters: URLSearchParams): unknown {
  const procedure = Object.hasOwn(proceduresByName, name) ? proceduresByName[name] : undefined
  return procedure?._def.type === 'query' ? readQueryInput(procedure._def.inputs[0], parameters) : null
}

/**
 * Whether a token with these scopes is let into a procedure, for whoever offers procedures to choose from. The procedure asks
 * by itself when it is called.
 * @param name such as `task.list`
 */
export function mayCall(scopes: readonly string[] | null, name: string): boolean {
  const procedure = proceduresByName[name]
  return procedure !== undefined && admits(scopes, procedure._def.meta ?? {})
}
