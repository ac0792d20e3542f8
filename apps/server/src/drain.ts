import type { Server } from 'node:http'
import { Server as NetServer } from 'node:net'

const idleMs = 1_000

/**
 * Takes no new connection, lets requests under way finish, and closes what is left after `graceMs` milliseconds.
 * From the first moment `/readyz` is 503, since the server no longer listens. Whoever sends one more request on a connection
 * that is open already gets its answer, and the connection ends with it; idle ones end after a second.
 */
export function drain(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const idle = setTimeout(() => server.closeIdleConnections(), idleMs)
    const late = setTimeout(() => server.closeAllConnections(), graceMs)
    server.prependListener('request', (_request, response) => response.setHeader('connection', 'close'))
    // The close of HTTP servers cuts idle connections at once, and with them requests that are on their way.
    NetServer.prototype.close.call(server, () => {
      clearTimeout(idle)
      clearTimeout(late)
      resolve()
    })
  })
}
