import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { KeySet, RevocationList, TokenVerifier } from '@ownlist/auth'
import type { Database } from '@ownlist/db'
import { setWriteDeadline, timeLimits } from '@ownlist/http'
import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import type { Logger } from 'pino'
import { applyCors } from './cors.js'
import { createGate } from './gate.js'
import type { Limits } from './limits.js'
import { createMcpRoute } from './mcp-handler.js'
import { openApiPages } from './open-api-pages.js'
import { type RequestTarget, readTarget } from './request-target.js'
import { createTrpcHandler, trpcErrorBody } from './trpc-handler.js'

export interface ApiServerParts {
  readonly keys: Pick<KeySet, 'ready' | 'state'>
  readonly verifier: TokenVerifier
  /** Null where there is no feed. */
  readonly revocations: Pick<RevocationList, 'state'> | null
  readonly limits: Limits
  /** Told of each connection; destroys those of a client that has too many. */
  readonly limitConnections: (socket: Socket) => void
  readonly database: Database
  readonly corsOrigins: readonly string[]
  readonly log: Logger
  /** Told the status of each answer, once it is sent. */
  readonly onAnswer?: (status: number) => void
}

/** The API as a Node server that does not listen yet: `/trpc` and `/mcp` behind the gate; health, `/openapi.json` and `/docs` before it. */
export function createApiServer(parts: ApiServerParts): Server {
  const { keys, verifier, revocations, limits, database, corsOrigins, log } = parts
  const gate = createGate(verifier)
  const trpc = createTrpcHandler(database)
  const mcp = createMcpRoute(database, log)
  const pages = openApiPages()

  /** Whether calls can be answered, and where not, why. */
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
      keys: keys.state(),
      revocations: revocations?.state() ?? null,
    }
  }

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    { path, calls }: RequestTarget,
    log: Logger,
  ): Promise<void> {
    if (path === '/healthz') return sendJson(response, 200, { status: 'ok' })
    if (path === '/readyz') {
      const { ready, ...parts } = await readiness()
      return sendJson(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', ...parts })
    }
    if (pages(request, response, path)) return
    if (calls === null && path !== '/mcp') return sendJson(response, 404, { status: 'not found' })
    if (applyCors(request, response, corsOrigins)) return
    const fault = faultOfRequest(request)
    if (fault !== null) return sendError(response, fault, { allow: 'GET, HEAD, POST, OPTIONS' })
    const admission = await gate(request)
    const wait = admission.admitted
      ? await limits.ofCalls(admission.identity.userId, calls?.names.length ?? 1)
      : admission.error.code === 'UNAUTHORIZED' && (await limits.ofRefusals(request))
    if (wait) return sendError(response, tooMany(wait), { 'retry-after': String(wait) })
    if (!admission.admitted) return sendError(response, admission.error, admission.headers)
    const { identity } = admission
    if (calls === null) return await mcp(request, response, identity)
    trpc(request, response, calls, { identity, log })
  }

  const server = createServer(timeLimits, (request, response) => {
    setWriteDeadline(response)
    const target = readTarget(request.url ?? '/')
    const requestLog = observe(request, response, target, log)
    response.once('close', () => parts.onAnswer?.(response.statusCode))
    for (const [name, value] of Object.entries(safeHeaders)) response.setHeader(name, value)
    answer(request, response, target, requestLog).catch((error: unknown) => {
      requestLog.error({ name: error instanceof Error ? error.name : typeof error }, 'request failed')
      if (!response.headersSent) sendJson(response, 500, { status: 'error' })
    })
  })
  // More than a process like this serves well; what is above is refused at once rather than kept waiting.
  server.maxConnections = 2_000
  server.on('connection', parts.limitConnections)
  return server
}

const tooMany = (seconds: number) =>
  new TRPCError({ code: 'TOO_MANY_REQUESTS', message: `That was too often. Try again in ${seconds} seconds.` })

/** On every answer: nobody but the caller keeps it, and no browser takes it for a page or shows it in one. */
const safeHeaders = {
  'cache-control': 'private, no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
}

/** Refuses before the gate what no procedure takes: other methods, bodies that a form of any page could send. */
function faultOfRequest({ method, headers }: IncomingMessage): TRPCError | null {
  if (method === 'GET' || method === 'HEAD') return null
  if (method !== 'POST') return new TRPCError({ code: 'METHOD_NOT_SUPPORTED', message: 'Use GET or POST.' })
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase()
  if (type === 'application/json') return null
  return new TRPCError({ code: 'UNSUPPORTED_MEDIA_TYPE', message: 'Send JSON, as application/json.' })
}

function sendError(response: ServerResponse, error: TRPCError, headers: Readonly<Record<string, string>>): void {
  response.writeHead(getHTTPStatusCodeFromError(error), { ...headers, 'content-type': 'application/json' })
  response.end(trpcErrorBody(error))
}

/** Gives the request an id and logs one line when it is over. Paths only: a query can hold what people search for. */
function observe(request: IncomingMessage, response: ServerResponse, { path }: RequestTarget, log: Logger): Logger {
  const requestId = randomUUID()
  const start = performance.now()
  const requestLog = log.child({ requestId })
  response.setHeader('x-request-id', requestId)
  response.once('close', () => {
    const { method } = request
    const ms = Math.round(performance.now() - start)
    requestLog.info({ method, path: path.slice(0, 200), status: response.statusCode, ms }, 'request')
  })
  return requestLog
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
