import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import {
  contractVersion,
  contractVersionHeader,
  createCallerContracts,
  indexProcedures,
  type ProcedureIndex,
} from '@ownlist/api'
import type { KeySet, RevocationList, TokenVerifier } from '@ownlist/auth'
import type { Database } from '@ownlist/db'
import {
  createConnectionRoom,
  type Logger,
  type Metrics,
  setWriteDeadline,
  timeLimits,
  traceRequest,
} from '@ownlist/http'
import { type AnyTRPCRouter, TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { readCallInput } from './call-input.js'
import { type CorsSettings, createCors } from './cors.js'
import { trackConnections } from './drain.js'
// domain: tasks {
import { createFeedRoute } from './feed-route.js'
// domain: tasks }
import { createGate } from './gate.js'
import type { Limits } from './limits.js'
import { loggedPath } from './logged-path.js'
import { createMcpRoute } from './mcp-route.js'
import { openApiPages } from './open-api-pages.js'
import { type ProcedureCalls, type RequestTarget, readTarget } from './request-target.js'
import { retryAfter } from './retry-after.js'
import { statedVersion } from './stated-version.js'
import { mostStreams, type OpenStreams } from './streams/open-streams.js'
import { createTrpcHandler, trpcErrorBody } from './trpc-handler.js'

export interface ApiServerParts {
  /** The procedures to serve. */
  readonly router: AnyTRPCRouter
  readonly keys: Pick<KeySet, 'ready' | 'state'>
  readonly verifier: TokenVerifier
  /** Null if there is no feed. */
  readonly revocations: Pick<RevocationList, 'state'> | null
  readonly limits: Limits
  /** Called for each connection; destroys those of a client that has too many. */
  readonly limitConnections: (socket: Socket) => void
  readonly database: Database
  /** The streams that are open in this process. */
  readonly streams: OpenStreams
  readonly cors: CorsSettings
  /** The path of the API's public address, such as `/api`, if a proxy serves it under one; none by default. */
  readonly pathPrefix?: string
  /** How long an idle connection is kept after a response, in milliseconds; 65 seconds by default. */
  readonly keepAliveMs?: number
  /** How many connections may be open; 4,000 by default. */
  readonly mostConnections?: number
  readonly log: Logger
  /** Whether tRPC's adapter answers every call, for a test that compares it with our own way. */
  readonly adapterOnly?: boolean | undefined
  /** Told about each request, and about database failures. */
  readonly metrics?: Pick<Metrics, 'watch' | 'watchStream' | 'databaseFailed'>
}

/**
 * The API as a Node server that does not listen yet. `/trpc` and `/mcp` are behind the gate; health, `/openapi.json`
 * and `/docs` are public.
 */
export function createApiServer(parts: ApiServerParts): Server {
  const { router, keys, verifier, revocations, limits, database, streams, log } = parts
  const databaseFailed = parts.metrics?.databaseFailed
  const procedures = indexProcedures(router)
  const contractOf = createCallerContracts(router._def.procedures)
  const gate = createGate(verifier)
  const trpc = createTrpcHandler({ router, database, streams, databaseFailed, adapterOnly: parts.adapterOnly })
  const mcp = createMcpRoute({ router, procedures, database, log, databaseFailed })
  const pages = openApiPages(procedures)
  // domain: tasks {
  const feed = createFeedRoute({ stores: database.stores, limits })
  // domain: tasks }
  const cors = createCors(parts.cors)

  /** Whether calls can be answered, and if not, why. */
  async function readiness() {
    const databaseAnswers = await database.ping().then(
      () => true,
      () => false,
    )
    const ready = server.listening && keys.ready() && databaseAnswers
    return {
      ready,
      draining: !server.listening,
      database: databaseAnswers,
      live: database.listens(),
      keys: keys.state(),
      revocations: revocations?.state() ?? null,
    }
  }

  function refuse(response: ServerResponse, error: TRPCError, headers: Readonly<Record<string, string>>): void {
    response.writeHead(getHTTPStatusCodeFromError(error), { ...headers, 'content-type': 'application/json' })
    response.end(trpcErrorBody(router, error))
  }

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    { path, calls, requestId, log }: RequestTarget & { readonly requestId: string; log(): Logger },
  ): Promise<void> {
    if (path === '/healthz') return sendJson(response, 200, { status: 'ok' })
    if (path === '/readyz') {
      const { ready, ...parts } = await readiness()
      if (!ready) response.setHeader('retry-after', retryAfter['retry-after'])
      return sendJson(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', ...parts })
    }
    if (pages(request, response, path)) return
    // domain: tasks {
    if (feed.serves(path)) return await feed.answer(request, response, { path, requestId })
    // domain: tasks }
    if (calls === null && path !== '/mcp') return sendJson(response, 404, { status: 'not found' })
    if (cors(request, response)) return
    const fault = faultOfRequest(request)
    if (fault !== null) return refuse(response, fault, { allow: 'GET, HEAD, POST, OPTIONS' })
    const version = statedVersion(request.headers)
    if (version === null) return refuse(response, noVersion, {})
    const admission = await gate(request)
    const wait = admission.admitted
      ? await limits.ofCalls(admission.identity.userId, calls?.names.length ?? 1)
      : admission.error.code === 'UNAUTHORIZED' && (await limits.ofRefusals(request))
    if (wait) return refuse(response, tooMany(wait), { 'retry-after': String(wait) })
    if (!admission.admitted) return refuse(response, admission.error, admission.headers)
    const { identity } = admission
    const spend = (points: number) => limits.ofCalls(identity.userId, points)
    const caller = { identity, contract: contractOf(version), requestId, spend }
    if (calls === null) return await mcp(request, response, caller)
    const input = inputOrFault(procedures, request, calls)
    if (input instanceof TRPCError) return refuse(response, input, {})
    await trpc(request, response, { ...caller, calls, input, log })
  }

  const { mostConnections = defaultConnections } = parts
  const room = createConnectionRoom(mostConnections * 0.9)
  const keepAliveTimeout = parts.keepAliveMs ?? timeLimits.keepAliveTimeout
  const server = createServer({ ...timeLimits, keepAliveTimeout }, (request, response) => {
    room.started(request.socket, response)
    setWriteDeadline(response)
    const target = readTarget(request.url ?? '/', parts.pathPrefix)
    const { trace, log: requestLog } = traceRequest(request, response, { path: loggedPath(target.path), log })
    if (target.calls?.names.some(procedures.isStream)) parts.metrics?.watchStream(response)
    else parts.metrics?.watch(response, operationOf(procedures, target))
    for (const [name, value] of safeHeaders) response.setHeader(name, value)
    answer(request, response, { ...target, requestId: trace.requestId, log: requestLog }).catch((error: unknown) => {
      requestLog().error({ name: error instanceof Error ? error.name : typeof error }, 'request failed')
      if (!response.headersSent) sendJson(response, 500, { status: 'error' })
    })
  })
  server.maxConnections = mostConnections
  server.on('connection', parts.limitConnections)
  server.on('connection', room.connected)
  trackConnections(server)
  return server
}

/**
 * The name under which a request is measured. A client can request any path, so only procedures that exist get their
 * own name.
 */
function operationOf(procedures: ProcedureIndex, { path, calls }: RequestTarget): string {
  if (calls === null) return path === '/mcp' ? 'mcp' : 'other'
  const [name = '', ...more] = calls.names
  if (more.length > 0) return 'batch'
  return procedures.has(name) ? name : 'other'
}

/**
 * The maximum number of connections that one such process can serve well: streams, which are open for minutes and mostly
 * silent, and as many connections for calls. Further connections are refused immediately instead of being kept waiting.
 */
const defaultConnections = mostStreams + 2_000

const tooMany = (seconds: number) =>
  new TRPCError({ code: 'TOO_MANY_REQUESTS', message: `Too many requests. Try again in ${seconds} seconds.` })

const noVersion = new TRPCError({
  code: 'BAD_REQUEST',
  message: `The header ${contractVersionHeader} must hold one version, the one that the caller was built against, such as ${contractVersion}.`,
})

/** Sent with every response: only the caller may store it, and no browser treats it as a page or shows it in a frame. */
const safeHeaders = Object.entries({
  'cache-control': 'private, no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
})

/**
 * Refuses requests that no procedure accepts, before the gate: other methods, and body types that any page's form could
 * send.
 */
function faultOfRequest({ method, headers }: IncomingMessage): TRPCError | null {
  if (method === 'GET' || method === 'HEAD') return null
  if (method !== 'POST') return new TRPCError({ code: 'METHOD_NOT_SUPPORTED', message: 'Use GET or POST.' })
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase()
  if (type === 'application/json') return null
  return new TRPCError({ code: 'UNSUPPORTED_MEDIA_TYPE', message: 'Send the body as application/json.' })
}

function inputOrFault(
  procedures: ProcedureIndex,
  { method }: IncomingMessage,
  calls: ProcedureCalls,
): string | null | TRPCError {
  try {
    return readCallInput(procedures, method, calls)
  } catch (error) {
    if (error instanceof TRPCError) return error
    throw error
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
