import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { createRequestCount } from './request-count.js'

export interface ConnectionRoom {
  /** Call this for each new connection. */
  connected(socket: Socket): void
  /** Call this for each request, once its head has arrived. */
  started(socket: Socket, response: ServerResponse): void
}

/**
 * Keeps idle connections from using up a server's `maxConnections`: when more than `most` are open, a new connection
 * closes the one that has been idle for the longest time. A connection is idle from the time when all its requests are
 * answered until the next head is complete. A connection without any request yet is not idle; the deadline for the
 * first head closes it.
 * @param most less than `maxConnections`, so that there is always room for the new connection
 */
export function createConnectionRoom(most: number): ConnectionRoom {
  const count = createRequestCount()
  const open = new Set<Socket>()
  // A set keeps the order of insertion, so its first member has been idle for the longest time.
  const idle = new Set<Socket>()

  return {
    connected(socket) {
      open.add(socket)
      socket.once('close', () => {
        open.delete(socket)
        idle.delete(socket)
      })
      if (open.size <= most) return
      const [longest] = idle
      longest?.destroy()
    },
    started(socket, response) {
      idle.delete(socket)
      count(socket, response, () => idle.add(socket))
    },
  }
}
