import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { timeLimits } from './time-limits.js'

export interface RequestDeadlines {
  /** To be called for each new connection. */
  connected(socket: Socket): void
  /** To be called for each request, once its head has arrived. */
  started(request: IncomingMessage, response: ServerResponse): void
  /** Ends the supervision of a connection that speaks another protocol from now on. */
  release(socket: Socket): void
}

export interface DeadlineOptions {
  /** Milliseconds from the start of a connection to the end of the first head. */
  readonly headMs?: number
  /** Milliseconds that a connection may rest after an answer, before the time for the next head starts. */
  readonly keepAliveMs?: number
  /** Milliseconds from the head of a request to the end of its body. */
  readonly bodyMs?: number
}

const late = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n'

/**
 * The deadlines of Node's own HTTP server, for one that somebody else has created: Node reads how often it must look for
 * late requests when it starts to listen, and every 30 seconds is too seldom for limits of 10 and 15.
 */
export function createRequestDeadlines(options: DeadlineOptions = {}): RequestDeadlines {
  const { headMs = timeLimits.headersTimeout, bodyMs = timeLimits.requestTimeout } = options
  const { keepAliveMs = timeLimits.keepAliveTimeout } = options
  const waiting = new WeakMap<Socket, NodeJS.Timeout>()
  const running = new WeakMap<Socket, number>()

  function awaitHead(socket: Socket, ms: number): void {
    release(socket)
    waiting.set(socket, setTimeout(() => cutOff(socket), ms).unref())
  }

  function release(socket: Socket): void {
    clearTimeout(waiting.get(socket))
  }

  return {
    release,
    connected(socket) {
      awaitHead(socket, headMs)
      socket.once('close', () => release(socket))
    },
    started(request, response) {
      const { socket } = request
      release(socket)
      running.set(socket, (running.get(socket) ?? 0) + 1)
      const body = setTimeout(() => {
        if (!request.complete) cutOff(socket, response)
      }, bodyMs).unref()
      response.once('close', () => {
        // An answer may end before the body that it did not need.
        if (request.complete) clearTimeout(body)
        const left = (running.get(socket) ?? 1) - 1
        running.set(socket, left)
        if (left === 0 && !socket.destroyed) awaitHead(socket, keepAliveMs + headMs)
      })
    },
  }
}

/** Says why if nothing has been answered yet, and closes the connection. */
function cutOff(socket: Socket, response?: ServerResponse): void {
  if (socket.writable && response?.headersSent !== true) socket.write(late)
  socket.destroy()
}
