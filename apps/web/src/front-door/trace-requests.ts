import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Logger, traceRequest } from '@ownlist/http'
import { operationOf } from './operation-of'

/** Set by the front door on each request, and valid: what behind it is called the same. */
export const requestIdHeader = 'x-request-id'

/**
 * Names a request for everything behind the front door, and logs its line. Files have theirs at the level `debug`, since a
 * page has dozens of them.
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
