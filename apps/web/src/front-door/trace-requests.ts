import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Logger, traceRequest } from '@ownlist/http'
import { operationOf } from './operation-of'

/**
 * Set by the front door on each request, and always valid. Everything behind the front door uses this id for the
 * request.
 */
export const requestIdHeader = 'x-request-id'

/**
 * Gives a request its id for everything behind the front door, and logs its line. Static files are logged at level
 * `debug`, since a page has dozens of them.
 */
export function nameRequest(request: IncomingMessage, response: ServerResponse, log: Logger): void {
  const { trace } = traceRequest(request, response, {
    path: loggedPath(request),
    log,
    level: operationOf(request) === 'file' ? 'debug' : 'info',
  })
  request.headers[requestIdHeader] = trace.requestId
  if (trace.traceparent === null) delete request.headers.traceparent
}

/** Links of earlier versions had tokens in paths that no longer exist. */
function loggedPath(request: IncomingMessage): string {
  const [path = ''] = (request.url ?? '').split('?', 1)
  return operationOf(request) === 'auth' ? '/api/auth/*' : path
}
