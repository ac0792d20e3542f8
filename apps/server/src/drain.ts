import type { Server } from 'node:http'
import { Server as NetServer } from 'node:net'
import { setImmediate } from 'node:timers/promises'

const idleMs = 1_000

/**
 * Takes no new connection, lets requests under way finish, and closes what is left after `graceMs` milliseconds.
 * From then on `/readyz` is 503, since the server no longer listens. Whoever sends one more request on a connection that is
 * open already gets its answer, and the connection ends with it; idle ones end after a second.
 */
export async function drain(server: Server, graceMs: number): Promise<void> {
  server.prependListener('request', (_request, response) => response.setHeader('connection', 'close'))
  await acceptWaiting(server)
  await new Promise<void>((resolve) => {
    const idle = setTimeout(() => server.closeIdleConnections(), idleMs)
    const late = setTimeout(() => server.closeAllConnections(), graceMs)
    // The close of HTTP servers cuts idle connections at once, and with them requests that are on their way.
    NetServer.prototype.close.call(server, () => {
      clearTimeout(idle)
      clearTimeout(late)
      resolve()
    })
  })
}

/** A connection that waits to be accepted is reset when listening ends; Node accepts one in each turn of its event loop. */
async function acceptWaiting(server: Server): Promise<void> {
  let quietTurns = 0
  const note = () => {
    quietTurns = -1
  }
  server.on('connection', note)
  // The first turn to end is the one that this was called in, so that one turn without a connection says nothing.
  for (const start = performance.now(); quietTurns < 2 && performance.now() - start < idleMs; quietTurns++) {
    await setImmediate()
  }
  server.off('connection', note)
}
