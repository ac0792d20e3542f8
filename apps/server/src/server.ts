import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { KeySet, TokenVerifier } from '@ownlist/auth'
import type { Database } from '@ownlist/db'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import type { Logger } from 'pino'
import { applyCors } from './cors.js'
import { createGate } from './gate.js'
import { createTrpcHandler, trpcErrorBody } from './trpc-handler.js'

export interface ApiServerParts {
  readonly keys: Pick<KeySet, 'ready'>
  readonly verifier: TokenVerifier
  readonly database: Database
  readonly corsOrigins: readonly string[]
  readonly log: Logger
}

/** The API as a Node server that does not listen yet: `/trpc` behind the gate, `/healthz` and `/readyz` before it. */
export function createApiServer({ keys, verifier, database, corsOrigins, log }: ApiServerParts): Server {
  const gate = createGate(verifier)
  const trpc = createTrpcHandler(database)

  async function ready(): Promise<boolean> {
    if (!keys.ready() || !server.listening) return false
    return await database.ping().then(
      () => true,
      () => false,
    )
  }

  async function answer(request: IncomingMessage, response: ServerResponse, path: string, log: Logger): Promise<void> {
    if (path === '/healthz') return sendJson(response, 200, { status: 'ok' })
    if (path === '/readyz') {
      return (await ready())
        ? sendJson(response, 200, { status: 'ready' })
        : sendJson(response, 503, { status: 'not ready' })
    }
    if (!path.startsWith('/trpc/')) return sendJson(response, 404, { status: 'not found' })
    if (applyCors(request, response, corsOrigins)) return
    const admission = await gate(request)
    if (admission.admitted) return trpc(request, response, { identity: admission.identity, log })
    response.writeHead(getHTTPStatusCodeFromError(admission.error), {
      ...admission.headers,
      'content-type': 'application/json',
    })
    response.end(trpcErrorBody(admission.error))
  }

  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 15_000, keepAliveTimeout: 5_000, connectionsCheckingInterval: 1_000 },
    (request, response) => {
      const requestLog = observe(request, response, log)
      response.setHeader('cache-control', 'private, no-store')
      response.setHeader('x-content-type-options', 'nosniff')
      answer(request, response, pathOf(request), requestLog).catch((error: unknown) => {
        requestLog.error({ name: error instanceof Error ? error.name : typeof error }, 'request failed')
        if (!response.headersSent) sendJson(response, 500, { status: 'error' })
      })
    },
  )
  return server
}

/** Gives the request an id and logs one line when it is over. Paths only: a query can hold what people search for. */
function observe(request: IncomingMessage, response: ServerResponse, log: Logger): Logger {
  const requestId = randomUUID()
  const start = performance.now()
  const requestLog = log.child({ requestId })
  response.setHeader('x-request-id', requestId)
  response.once('close', () => {
    const { method } = request
    const ms = Math.round(performance.now() - start)
    requestLog.info({ method, path: pathOf(request).slice(0, 200), status: response.statusCode, ms }, 'request')
  })
  return requestLog
}

const pathOf = (request: IncomingMessage) => (request.url ?? '/').split('?', 1)[0] ?? '/'

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
