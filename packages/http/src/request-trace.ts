import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** What connects the log lines of several servers about one request. */
export interface RequestTrace {
  /** At most 63 characters, so that it fits into PostgreSQL's `application_name`. */
  readonly requestId: string
  /** In the format of W3C Trace Context; null if the client sent no valid one. */
  readonly traceparent: string | null
}

/** No spaces, quotes or line ends, since it is written to logs and sent on unchanged. */
const requestId = /^[a-z\d][\w.:/+=-]{0,62}$/i

/**
 * Version, trace id, parent id and flags (W3C Trace Context, section 3.2). Neither id may be all zeros, nor the version
 * `ff`.
 */
const traceparent = /^(?!ff)[\da-f]{2}-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-[\da-f]{2}$/

/**
 * Reads the id that a client or a proxy gave to its request. A missing or invalid id is replaced, and an invalid trace
 * is dropped.
 */
export function readTrace(headers: IncomingHttpHeaders): RequestTrace {
  const { 'x-request-id': id, traceparent: parent } = headers
  return {
    requestId: typeof id === 'string' && requestId.test(id) ? id : randomUUID(),
    traceparent: typeof parent === 'string' && traceparent.test(parent) ? parent : null,
  }
}

/** The headers that pass it on to the next server. */
export const traceHeaders = ({ requestId, traceparent }: RequestTrace): Record<string, string> => ({
  'x-request-id': requestId,
  ...(traceparent === null ? {} : { traceparent }),
})

/** The part of a `traceparent` that all servers share. */
export const traceIdOf = (parent: string): string => parent.slice(3, 35)
