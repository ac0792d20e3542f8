import type { Server } from 'node:http'
import { Server as NetServer } from 'node:net'
import { setImmediate } from 'node:timers/promises'

const idleMs = 1_000

/**
 * Stops accepting connections, lets running requests finish, and closes what is left after `graceMs` milliseconds. From
 * then on `/readyz` is 503, since the server no longer listens. A further request on an open connection is still
 * answered, and the connection ends after that. Idle connections end after a second.
 */
export async function drain(server: Server, graceMs: number): Promise<void> {
  server.prependListener('request', (_request, response) => response.setHeader('connection', 'close'))
  await acceptWaiting(server)
  await new Promise<void>((resolve) => {
    const idle = setTimeout(() => server.closeIdleConnections(), idleMs)
    const late = setTimeout(() => server.closeAllConnections(), graceMs)
    // Closing an HTTP server cuts idle connections immediately, and with them requests that are being transmitted.
    NetServer.prototype.close.call(server, () => {
      clearTimeout(idle)
      clearTimeout(late)
      resolve()
    })
  })
}

/** A connection in the accept queue is reset when listening ends. Node accepts one per turn of its event loop. */
async function acceptWaiting(server: Server): Promise<void> {
  let quietTurns = 0
  const note = () => {
    quietTurns = -1
  }
  server.on('connection', note)
  // The first turn to end is the one in which this was called, so one turn without a connection proves nothing.
  for (const start = performance.now(); quietTurns < 2 && performance.now() - start < idleMs; quietTurns++) {
    await setImmediate()
  }
  server.off('connection', note)
}
