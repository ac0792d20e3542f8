import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { Server as NetServer, type Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'

/**
 * In milliseconds. A proxy has to close idle connections sooner than this. Otherwise it may send a request on a connection
 * that is just being closed (docs/nginx/api.conf).
 */
const idleMs = 1_000

/** A turn of the event loop that takes longer than this, in milliseconds, may have left connections waiting. */
const shortTurn = 1

/** The connections of a server, each with the response to its latest request. */
const connections = new WeakMap<Server, Map<Socket, ServerResponse | null>>()

/** Lets `drain` find the connections of a server. Call this before the server listens. */
export function trackConnections(server: Server): void {
  const open = new Map<Socket, ServerResponse | null>()
  connections.set(server, open)
  server.on('connection', (socket: Socket) => {
    open.set(socket, null)
    socket.once('close', () => open.delete(socket))
  })
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    if (open.has(socket)) open.set(socket, response)
  })
}

/**
 * Stops accepting connections, lets running requests finish, and closes what is left after `graceMs` milliseconds. From
 * then on `/readyz` is 503, because the server no longer listens. Running requests, and further requests on open
 * connections, are still answered, and the connection ends after that. Idle connections end after a second. So do
 * connections on which nothing was ever sent, such as those that a browser opens in advance.
 */
export async function drain(server: Server, graceMs: number): Promise<void> {
  const endConnection = (response: ServerResponse) => response.setHeader('connection', 'close')
  server.prependListener('request', (_request, response) => endConnection(response))
  for (const response of connections.get(server)?.values() ?? []) {
    if (response !== null && !response.headersSent) endConnection(response)
  }
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
  for (const socket of connections.get(server)?.keys() ?? []) if (socket.bytesRead === 0) socket.destroy()
}

/** A connection in the accept queue is reset when listening ends. Node accepts one per turn of its event loop. */
async function acceptWaiting(server: Server): Promise<void> {
  let quietTurns = 0
  const note = () => {
    quietTurns = -1
  }
  server.on('connection', note)
  // The first turn to end is the one in which this was called, so one turn without a connection proves nothing.
  let turn = performance.now()
  for (const start = turn; quietTurns < 2 && turn - start < idleMs; quietTurns++) {
    await setImmediate()
    const now = performance.now()
    if (now - turn > shortTurn) note()
    turn = now
  }
  server.off('connection', note)
}
