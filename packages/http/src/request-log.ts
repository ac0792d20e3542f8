import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { type RequestTrace, readTrace, traceIdOf } from './request-trace.js'

/** A request with an id. */
export interface TracedRequest {
  readonly trace: RequestTrace
  /** Each of its lines carries the id. */
  readonly log: Logger
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
  const requestLog = log.child({ requestId, ...(traceparent === null ? {} : { traceId: traceIdOf(traceparent) }) })
  response.setHeader('x-request-id', requestId)
  response.once('close', () => {
    const { method } = request
    const ms = Math.round(performance.now() - start)
    requestLog[level]({ method, path: path.slice(0, 200), status: response.statusCode, ms }, 'request')
  })
  return { trace, log: requestLog }
}
