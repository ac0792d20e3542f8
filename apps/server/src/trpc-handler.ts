import type { IncomingMessage, ServerResponse } from 'node:http'
import { createPageRoom, InsufficientScopeError } from '@ownlist/api'
import type { Identity } from '@ownlist/auth'
import type { Database } from '@ownlist/db'
import { type AnyTRPCRouter, getTRPCErrorShape, type TRPCError } from '@trpc/server'
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http'
import type { Logger } from 'pino'
import { createContext } from './context.js'
import { type ProcedureCalls, writeCalls } from './request-target.js'
import { retryAfter } from './retry-after.js'

/** What the API knows about an HTTP request that the gate has admitted. */
export interface AdmittedRequest {
  readonly identity: Identity
  readonly calls: ProcedureCalls
  /** The input that stands in the address, as JSON; null where there is none. */
  readonly input: string | null
  readonly log: Logger
}

/** Runs the procedures that a request was found to name, and no others, as the identity that the gate has proven. */
export type TrpcHandler = (request: IncomingMessage, response: ServerResponse, admitted: AdmittedRequest) => void

export interface TrpcHandlerParts {
  readonly router: AnyTRPCRouter
  readonly database: Database
  /** Called for each procedure that failed because the database was not available. */
  readonly databaseFailed?: (() => void) | undefined
}

/** tRPC under `/trpc/`: bodies of at most 64 KiB, batches of at most 10 calls, answers of at most 2 MiB. */
export function createTrpcHandler({ router, database, databaseFailed }: TrpcHandlerParts): TrpcHandler {
  const options = {
    router,
    maxBodySize: 64 * 1024,
    maxBatchSize: 10,
    // For queries that are too long for a URL. A mutation still takes POST.
    allowMethodOverride: true,
    responseMeta: ({ errors }: { readonly errors: readonly TRPCError[] }) => ({
      headers: { ...scopeChallenge(errors), ...waitFor(errors) },
    }),
  }
  return (request, response, { calls, input, identity, log }) => {
    const { path, url } = writeCalls(calls, input)
    // tRPC reads the query by itself: it gets to read the one that was counted.
    const req = Object.assign(request, { url })
    void nodeHTTPRequestHandler({
      ...options,
      req,
      res: response,
      path,
      createContext: async () => createContext(identity, database, createPageRoom()),
      onError({ error, path }) {
        if (error.code !== 'INTERNAL_SERVER_ERROR' && error.code !== 'SERVICE_UNAVAILABLE') return
        if (error.code === 'SERVICE_UNAVAILABLE') databaseFailed?.()
        log.error({ procedure: path, code: error.code, fault: faultOf(error) }, 'procedure failed')
      },
    })
  }
}

/** An error that stops a request before any procedure, in the shape that a tRPC client reads. */
export const trpcErrorBody = (router: AnyTRPCRouter, error: TRPCError): string =>
  JSON.stringify({
    error: getTRPCErrorShape({
      config: router._def._config,
      error,
      type: 'unknown',
      path: undefined,
      input: undefined,
      ctx: undefined,
    }),
  })

/** The challenge of RFC 6750, 3.1, naming every scope that the calls of a request lacked. */
function scopeChallenge(errors: readonly TRPCError[]): Readonly<Record<string, string>> {
  const lacks = errors.flatMap(({ cause }) => (cause instanceof InsufficientScopeError ? [cause.scope] : []))
  if (lacks.length === 0) return {}
  const scopes = [...new Set(lacks)].filter((scope) => scope !== null)
  const named = scopes.length === 0 ? '' : `, scope="${scopes.join(' ')}"`
  return { 'www-authenticate': `Bearer realm="ownlist", error="insufficient_scope"${named}` }
}

/** Each 503 says when to try again. */
const waitFor = (errors: readonly TRPCError[]): Readonly<Record<string, string>> =>
  errors.some(({ code }) => code === 'SERVICE_UNAVAILABLE') ? retryAfter : {}

/** Names, codes and stack frames along the causes; never their messages, which can quote rows. */
function faultOf(error: unknown): unknown[] {
  const chain: unknown[] = []
  for (let cause = error; cause instanceof Error && chain.length < 5; cause = cause.cause) {
    const frames = cause.stack?.split('\n').filter((line) => /^\s+at /.test(line))
    chain.push({ name: cause.name, code: 'code' in cause ? cause.code : undefined, at: frames?.slice(0, 4) })
  }
  return chain
}
