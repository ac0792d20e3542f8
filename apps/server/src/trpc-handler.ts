import type { IncomingMessage, ServerResponse } from 'node:http'
import { createPageRoom, InsufficientScopeError, TooManyCallsError } from '@ownlist/api'
import type { Database } from '@ownlist/db'
import type { Logger } from '@ownlist/http'
import { type AnyTRPCRouter, getTRPCErrorShape, type TRPCError } from '@trpc/server'
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http'
import { createContext, type RequestCaller } from './context.js'
import { createPlainCalls } from './plain-calls.js'
import { type ProcedureCalls, writeCalls } from './request-target.js'
import { retryAfter } from './retry-after.js'
import type { OpenStreams } from './streams/open-streams.js'
import { createStreamCalls } from './streams/stream-calls.js'

/** What the API knows about an HTTP request that the gate has admitted. */
interface AdmittedRequest extends RequestCaller {
  readonly calls: ProcedureCalls
  /** The input from the address, as JSON; null if there is none. */
  readonly input: string | null
  /** Creates the logger of the request. */
  log(): Logger
}

/**
 * Runs exactly the procedures that the request was found to name, with the identity that the gate has verified. Resolves
 * when the response has been written, or is being written by tRPC.
 */
export type TrpcHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  admitted: AdmittedRequest,
) => Promise<void>

export interface TrpcHandlerParts {
  readonly router: AnyTRPCRouter
  readonly database: Database
  readonly streams: OpenStreams
  /** Called for each procedure that failed because the database was unavailable. */
  readonly databaseFailed?: (() => void) | undefined
  /** Whether tRPC's adapter answers everything, for a test that compares the two. */
  readonly adapterOnly?: boolean | undefined
}

const limits = {
  maxBodySize: 64 * 1024,
  maxBatchSize: 10,
}

/** tRPC under `/trpc/`: request bodies of at most 64 KiB, batches of at most 10 calls, responses of at most 2 MiB. */
export function createTrpcHandler({
  router,
  database,
  streams,
  databaseFailed,
  adapterOnly = false,
}: TrpcHandlerParts): TrpcHandler {
  const plainCalls = createPlainCalls({ router, ...limits, headersFor })
  const streamCalls = createStreamCalls({ router, streams, headersFor })
  const options = {
    router,
    ...limits,
    // This is for queries that are too long for a URL. A mutation still requires POST.
    allowMethodOverride: true,
    responseMeta: ({ errors }: { readonly errors: readonly TRPCError[] }) => ({ headers: headersFor(errors) }),
  }
  return async (request, response, { calls, input, log, ...caller }) => {
    const context = createContext(caller, database.stores, createPageRoom())
    const onError = (error: TRPCError, path: string | undefined) => {
      if (error.code !== 'INTERNAL_SERVER_ERROR' && error.code !== 'SERVICE_UNAVAILABLE') return
      const isOutage = error.code === 'SERVICE_UNAVAILABLE'
      if (isOutage) databaseFailed?.()
      // The stack frames say nothing about an outage, in which every call fails.
      const fault = faultOf(error, isOutage ? 0 : 4)
      log().error({ procedure: path, code: error.code, fault }, 'procedure failed')
    }
    const { identity } = caller
    const call = { calls, input, context, onError }
    const answered = adapterOnly
      ? null
      : (plainCalls(request, response, call) ?? streamCalls(request, response, { ...call, identity, log }))
    if (answered !== null) return await answered
    const { path, url } = writeCalls(calls, input)
    void nodeHTTPRequestHandler({
      ...options,
      // tRPC reads the query itself, so it gets the one that was counted.
      req: Object.assign(request, { url }),
      res: response,
      path,
      createContext: async () => context,
      onError: ({ error, path }) => onError(error, path),
    })
  }
}

/**
 * An error that stops a request before any procedure, in the shape that tRPC clients expect. The caller's version of
 * the contract is not known yet, so this is the shape of the oldest version.
 */
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

const headersFor = (errors: readonly TRPCError[]) => ({ ...scopeChallenge(errors), ...waitFor(errors) })

/** The challenge of RFC 6750, section 3.1. It names every scope that the calls of the request lacked. */
function scopeChallenge(errors: readonly TRPCError[]): Readonly<Record<string, string>> {
  const lacks = errors.flatMap(({ cause }) => (cause instanceof InsufficientScopeError ? [cause.scope] : []))
  if (lacks.length === 0) return {}
  const scopes = [...new Set(lacks)].filter((scope) => scope !== null)
  const named = scopes.length === 0 ? '' : `, scope="${scopes.join(' ')}"`
  return { 'www-authenticate': `Bearer realm="ownlist", error="insufficient_scope"${named}` }
}

/** Adds Retry-After to each 503, and to a 429 for many rows. */
function waitFor(errors: readonly TRPCError[]): Readonly<Record<string, string>> {
  if (errors.some(({ code }) => code === 'SERVICE_UNAVAILABLE')) return retryAfter
  const waits = errors.flatMap(({ cause }) => (cause instanceof TooManyCallsError ? cause.seconds : []))
  return waits.length === 0 ? {} : { 'retry-after': String(Math.max(...waits)) }
}

/**
 * Names, codes and, if `frames` is above 0, stack frames of an error and its causes. Never their messages, which can
 * quote rows.
 */
function faultOf(error: unknown, frames: number): unknown[] {
  const chain: unknown[] = []
  for (let cause = error; cause instanceof Error && chain.length < 5; cause = cause.cause) {
    const at = cause.stack?.split('\n').filter((line) => /^\s+at /.test(line))
    const place = frames === 0 ? {} : { at: at?.slice(0, frames) }
    chain.push({ name: cause.name, code: 'code' in cause ? cause.code : undefined, ...place })
  }
  return chain
}
