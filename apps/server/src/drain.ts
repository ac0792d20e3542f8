import type { Server } from 'node:http'
import { Server as NetServer, type Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'

const idleMs = 1_000

const connections = new WeakMap<Server, Set<Socket>>()

/** Lets `drain` find the connections of a server. Call this before the server listens. */
export function trackConnections(server: Server): void {
  const open = new Set<Socket>()
  connections.set(server, open)
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
}

/**
 * Stops accepting connections, lets running requests finish, and closes what is left after `graceMs` milliseconds. From
 * then on `/readyz` is 503, since the server no longer listens. A further request on an open connection is still
 * answered, and the connection ends after that. Idle connections end after a second, and so do those that never sent
 * anything, such as those that a browser opens in advance.
 */
export async function drain(server: Server, graceMs: number): Promise<void> {
  server.prependListener('request', (_request, response) => response.setHeader('connection', 'close'))
  await acceptWaiting(server)
  await new Promise<void>((resolve) => {
    const idle = setTimeout(() => closeIdle(server), idleMs)
    const late = setTimeout(() => server.closeAllConnections(), graceMs)
    // Closing an HTTP server cuts idle connections immediately, and with them requests that are being transmitted.
    NetServer.prototype.close.call(server, () => {
      clearTimeout(idle)
      clearTimeout(late)
      resolve()
    })
  })
}

/** For Node, a connection is idle only after its first request. */
function closeIdle(server: Server): void {
  server.closeIdleConnections()
  for (const socket of connections.get(server) ?? []) if (socket.bytesRead === 0) socket.destroy()
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
