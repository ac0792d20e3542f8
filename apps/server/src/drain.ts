import type { Server } from 'node:http'

/**
 * Takes no new connection, lets requests under way finish, and closes what is left after `graceMs` milliseconds.
 * From the first moment `/readyz` is 503, since the server no longer listens.
 */
export function drain(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearTimeout(late)
      resolve()
    })
    server.closeIdleConnections()
  })
}
