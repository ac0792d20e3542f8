import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { type RequestTrace, readTrace, traceIdOf } from './request-trace.js'

/** A request that has a name. */
export interface TracedRequest {
  readonly trace: RequestTrace
  /** Each of its lines carries the name. */
  readonly log: Logger
}

interface RequestLine {
  /** Without the query, which can hold what people search for. */
  readonly path: string
  readonly log: Logger
  /** `info` unless it is said otherwise. */
  readonly level?: 'info' | 'debug'
}

/**
 * Gives a request its name, answers with it, and logs one line when the answer has ended: method, path, status and
 * milliseconds. No header but the name and the trace is logged.
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
