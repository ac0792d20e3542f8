import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Call this for each request.
 * @param idle called once all requests of an open connection are answered
 */
export type RequestCount = (socket: Socket, response: ServerResponse, idle: () => void) => void

/** Counts the unanswered requests of each connection; with pipelining there can be several. */
export function createRequestCount(): RequestCount {
  const running = new WeakMap<Socket, number>()
  return (socket, response, idle) => {
    running.set(socket, (running.get(socket) ?? 0) + 1)
    response.once('close', () => {
      const left = (running.get(socket) ?? 1) - 1
      running.set(socket, left)
      if (left === 0 && !socket.destroyed) idle()
    })
  }
}
