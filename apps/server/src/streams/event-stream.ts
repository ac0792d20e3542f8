import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { isTrackedEnvelope } from '@trpc/server'

/** Server-sent events on a response, in the form that tRPC's clients read. */
export interface EventStream {
  /** Sends a value of a procedure, with its id if it is tracked. Resolves when the client can accept more. */
  send(value: unknown): Promise<void>
  /** Sends a ping if nothing was sent for 20 seconds. */
  keepAlive(): void
  /** Sends a last event, and ends the response. */
  end(event: 'return' | 'serialized-error', data?: unknown): void
}

/** By default, proxies close a connection on which nothing is sent for 60 seconds. */
const keepAliveMs = 20_000

const headers = {
  'content-type': 'text/event-stream',
  'cache-control': 'private, no-store, no-transform',
  // For nginx: events must not wait until a buffer is full.
  'x-accel-buffering': 'no',
}

/**
 * Starts the stream. Nothing is buffered for a client that does not read: `send` then waits, and the write deadline of the
 * response closes the connection.
 */
export function beginEventStream(response: ServerResponse): EventStream {
  let sentAt = performance.now()
  function write(frame: string): boolean {
    sentAt = performance.now()
    return response.write(frame)
  }
  response.writeHead(200, headers)
  // Tells clients when to assume that the connection is dead.
  write(frameOf({ event: 'connected', data: { reconnectAfterInactivityMs: keepAliveMs * 2.5 } }))

  return {
    async send(value) {
      const frame = isTrackedEnvelope(value) ? { data: value[1], id: String(value[0]) } : { data: value }
      if (write(frameOf(frame))) return
      const closed = new AbortController()
      const close = () => closed.abort()
      response.once('close', close)
      await once(response, 'drain', { signal: closed.signal }).catch(() => undefined)
      response.off('close', close)
    },
    keepAlive() {
      // A client that has not read the last event does not need another ping.
      if (performance.now() - sentAt < keepAliveMs || response.writableNeedDrain || response.writableEnded) return
      write('event: ping\ndata: \n\n')
    },
    end(event, data = '') {
      if (!response.writableEnded) response.end(frameOf({ event, data }))
    },
  }
}

interface Frame {
  readonly event?: string
  readonly data: unknown
  readonly id?: string
}

/** JSON contains no line breaks. */
function frameOf({ event, data, id }: Frame): string {
  const json = data === '' ? '' : JSON.stringify(data)
  return `${event === undefined ? '' : `event: ${event}\n`}data: ${json}\n${id === undefined ? '' : `id: ${id}\n`}\n`
}
