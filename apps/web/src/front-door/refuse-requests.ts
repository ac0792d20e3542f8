import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { reportOutages } from './report-outages'
import { requestIdHeader } from './trace-requests'

const allowed = ['GET', 'HEAD', 'POST', 'OPTIONS']
const allow = allowed.join(', ')

/**
 * Answers 405 to each method that no page and no endpoint has, and 400 to a target that is not a path, such as `*`. Next.js
 * makes a `Request` of whatever comes, which throws for these, so it answers 500. Next.js has its listener on the server
 * already; this one takes its place in front of it.
 * @param named runs what answers a request, under the request's name
 */
export function refuseOddRequests(server: Server, named: (requestId: string, run: () => void) => void): void {
  const listeners = server.listeners('request') as RequestListener[]
  server.removeAllListeners('request')
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!allowed.includes(request.method ?? '')) return refuse(response, 405, `Use ${allow}.`)
    if (!request.url?.startsWith('/')) return refuse(response, 400, 'Send a path.')
    named(String(request.headers[requestIdHeader]), () =>
      reportOutages(response, () => {
        for (const listener of listeners) listener(request, response)
      }),
    )
  })
  // Node tells of CONNECT by this event alone, and closes the connection without an answer if nobody listens.
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
    socket.end(`HTTP/1.1 405 Method Not Allowed\r\nAllow: ${allow}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  })
}

/** Closes the connection, too: what follows in a body that nobody reads is not worth keeping it. */
function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { allow, connection: 'close', 'content-type': 'text/plain' }).end(`${message}\n`)
}
