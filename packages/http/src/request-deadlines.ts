import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { createRequestCount } from './request-count.js'
import { timeLimits } from './time-limits.js'

export interface RequestDeadlines {
  /** Call this for each new connection. */
  connected(socket: Socket): void
  /** Call this for each request, once its head has arrived. */
  started(request: IncomingMessage, response: ServerResponse): void
  /** Ends the supervision of a connection that switches to another protocol. */
  release(socket: Socket): void
}

export interface DeadlineOptions {
  /** Milliseconds from the start of a connection to the end of the first head, and for each head after that. */
  readonly headMs?: number
  /** Milliseconds that a connection may be idle after a response. */
  readonly keepAliveMs?: number
  /** Milliseconds from the head of a request to the end of its body. */
  readonly bodyMs?: number
}

const late = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n'

/**
 * The deadlines of Node's own HTTP server, for a server that somebody else has created. Node reads how often it must
 * check for late requests when the server starts to listen, and the default of 30 seconds is too long for limits of 10
 * and 15 seconds.
 */
export function createRequestDeadlines(options: DeadlineOptions = {}): RequestDeadlines {
  const { headMs = timeLimits.headersTimeout, bodyMs = timeLimits.requestTimeout } = options
  const { keepAliveMs = timeLimits.keepAliveTimeout } = options
  const lookMs = headMs / 10
  const waiting = new WeakMap<Socket, NodeJS.Timeout>()
  const count = createRequestCount()

  function awaitHead(socket: Socket, ms: number): void {
    release(socket)
    waiting.set(socket, setTimeout(() => cutOff(socket), ms).unref())
  }

  /**
   * The time of the next head starts with its first byte, which shows in the number of bytes that the socket has read.
   */
  function rest(socket: Socket, bytesRead = socket.bytesRead, restedMs = 0): void {
    release(socket)
    const look = () => {
      if (socket.bytesRead !== bytesRead) return awaitHead(socket, headMs)
      if (restedMs + lookMs >= keepAliveMs) return void socket.destroy()
      rest(socket, bytesRead, restedMs + lookMs)
    }
    waiting.set(socket, setTimeout(look, Math.min(lookMs, keepAliveMs - restedMs)).unref())
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
      count(socket, response, () => rest(socket))
      const body = setTimeout(() => {
        if (!request.complete) cutOff(socket, response)
      }, bodyMs).unref()
      response.once('close', () => {
        // A response may end before its request's body, if it does not need the body.
        if (request.complete) clearTimeout(body)
      })
    },
  }
}

/** Sends the reason if nothing has been answered yet, and closes the connection. */
function cutOff(socket: Socket, response?: ServerResponse): void {
  if (socket.writable && response?.headersSent !== true) socket.write(late)
  socket.destroy()
}
