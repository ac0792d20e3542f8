import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { reportOutages } from './report-outages'
import { requestIdHeader } from './trace-requests'

const allowed = ['GET', 'HEAD', 'POST', 'OPTIONS']
const allow = allowed.join(', ')

/**
 * Answers 405 to every method that no page and no endpoint accepts, and 400 to a target that is not a path, such as `*` or
 * `/%`. Next.js creates a `Request` for everything. That throws for these requests, so Next.js would answer 500. Its
 * listener is already on the server; this one runs before it.
 * @param named runs the handler of a request, under the request's name
 */
export function refuseOddRequests(server: Server, named: (requestId: string, run: () => void) => void): void {
  const listeners = server.listeners('request') as RequestListener[]
  server.removeAllListeners('request')
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!allowed.includes(request.method ?? '')) return refuse(response, 405, `Use ${allow}.`)
    if (!isPath(request.url)) return refuse(response, 400, 'The request target must be a path.')
    named(String(request.headers[requestIdHeader]), () =>
      reportOutages(response, () => {
        for (const listener of listeners) listener(request, response)
      }),
    )
  })
  // Node reports CONNECT only with this event, and closes the connection without a response if there is no listener.
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
    socket.end(`HTTP/1.1 405 Method Not Allowed\r\nAllow: ${allow}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  })
}

/** Whether the target is a path that can be decoded. Pages decode it. */
function isPath(target: string | undefined): boolean {
  if (!target?.startsWith('/')) return false
  try {
    decodeURIComponent(target.split('?', 1)[0] ?? '')
    return true
  } catch {
    return false
  }
}

/** Also closes the connection: it is not worth keeping only to read the rest of an unwanted body. */
function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { allow, connection: 'close', 'content-type': 'text/plain' }).end(`${message}\n`)
}
