import type { AnyTRPCRouter } from '@trpc/server'
import type { Caller } from './context.js'
import { describeProcedures, type OpenApiDocument, type OpenApiOptions } from './open-api.js'
import { allows } from './procedures.js'
import { readQueryInput } from './query-input.js'
import type { ProcedureMeta } from './trpc.js'

/**
 * What a server needs to know about a router's procedures before it calls one. Each has its full name, such as
 * `account.whoami`.
 */
export interface ProcedureIndex {
  has(name: string): boolean
  /** Whether it is a subscription, which is answered with a stream. */
  isStream(name: string): boolean
  /**
   * Builds the input of a query or a subscription from URL parameters, one per field.
   * @returns null if there is no query or subscription with this name; undefined if there are no parameters
   * @throws {ZodError} that names each parameter that is unknown or given twice
   */
  inputOf(name: string, parameters: URLSearchParams): unknown
  /**
   * Whether a token with these scopes may call a procedure, for code that offers a choice of procedures. The procedure
   * checks again when it is called.
   */
  allows(scopes: Caller['scopes'], name: string): boolean
  /** Describes the procedures as plain HTTP, for other languages: OpenAPI 3.1. */
  describe(options: OpenApiOptions): OpenApiDocument
}

/** What tRPC stores about a procedure. Its types hide the validators, which are zod's here. */
interface ProcedureParts {
  readonly type: 'query' | 'mutation' | 'subscription'
  readonly inputs: readonly unknown[]
  readonly meta?: ProcedureMeta
}

export function indexProcedures(router: AnyTRPCRouter): ProcedureIndex {
  const { procedures } = router._def
  const byName = new Map(Object.entries(procedures as Record<string, { readonly _def: ProcedureParts }>))
  return {
    has: (name) => byName.has(name),
    isStream: (name) => byName.get(name)?._def.type === 'subscription',
    inputOf(name, parameters) {
      const { type, inputs = [] } = byName.get(name)?._def ?? {}
      return type === 'query' || type === 'subscription' ? readQueryInput(inputs[0], parameters) : null
    },
    allows(scopes, name) {
      const procedure = byName.get(name)
      return procedure !== undefined && allows(scopes, procedure._def.meta ?? {})
    },
    describe: (options) => describeProcedures(procedures, options),
  }
}
