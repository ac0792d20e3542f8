import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { createRequestCount } from './request-count.js'
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
  /** Milliseconds from the start of a connection to the end of the first head, and for each head after that. */
  readonly headMs?: number
  /** Milliseconds that a connection may rest after an answer. */
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
  const lookMs = headMs / 10
  const waiting = new WeakMap<Socket, NodeJS.Timeout>()
  const count = createRequestCount()

  function awaitHead(socket: Socket, ms: number): void {
    release(socket)
    waiting.set(socket, setTimeout(() => cutOff(socket), ms).unref())
  }

  /** The head that comes next starts its time with its first byte, which shows in the bytes that the socket has read. */
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
        // An answer may end before the body that it did not need.
        if (request.complete) clearTimeout(body)
      })
    },
  }
}

/** Says why if nothing has been answered yet, and closes the connection. */
function cutOff(socket: Socket, response?: ServerResponse): void {
  if (socket.writable && response?.headersSent !== true) socket.write(late)
  socket.destroy()
}
