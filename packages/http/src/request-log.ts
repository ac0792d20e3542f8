import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { type RequestTrace, readTrace, traceIdOf } from './request-trace.js'

/** A request with an id. */
export interface TracedRequest {
  readonly trace: RequestTrace
  /** A logger that adds the id to its lines. It is created on demand, because most requests only write their own line. */
  log(): Logger
}

interface RequestLine {
  /** Without the query, which may contain search text. */
  readonly path: string
  readonly log: Logger
  /** `info` by default. */
  readonly level?: 'info' | 'debug'
}

/**
 * Gives a request its id, adds the id to the response, and logs one line when the response has ended: method, path,
 * status and milliseconds. Of the headers, only the request id and the trace are logged.
 */
export function traceRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { path, log, level = 'info' }: RequestLine,
): TracedRequest {
  const trace = readTrace(request.headers)
  const { requestId, traceparent } = trace
  const start = performance.now()
  const ids = { requestId, ...(traceparent === null ? {} : { traceId: traceIdOf(traceparent) }) }
  response.setHeader('x-request-id', requestId)
  response.once('close', () => {
    const { method } = request
    const ms = Math.round(performance.now() - start)
    log[level]({ ...ids, method, path: path.slice(0, 200), status: response.statusCode, ms }, 'request')
  })
  return { trace, log: () => log.child(ids) }
}
