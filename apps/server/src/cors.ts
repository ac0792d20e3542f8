import type { IncomingMessage, ServerResponse } from 'node:http'
import { contractVersionHeader } from '@ownlist/api'
import onHeaders from 'on-headers'
import vary from 'vary'

export interface CorsSettings {
  /** The only pages that may call, such as `https://app.example.com`. */
  readonly origins: readonly string[]
  /** Request headers that pages may send in addition to those of known clients. */
  readonly headers?: readonly string[]
}

/** The headers that clients of tRPC, MCP and tracing send. None of them is trusted. */
const knownHeaders = [
  'authorization',
  'content-type',
  contractVersionHeader,
  // tRPC: streamed batches, the caller's name, resumed subscriptions.
  'trpc-accept',
  'x-trpc-source',
  'last-event-id',
  // MCP: every version of streamable HTTP so far.
  'mcp-protocol-version',
  'mcp-session-id',
  'mcp-method',
  'mcp-name',
  'mcp-wire-codec',
  // Tracing: W3C, Sentry, B3 (Zipkin), Datadog, New Relic, Elastic, Jaeger, AWS X-Ray, Google Cloud, Azure, Dynatrace.
  'traceparent',
  'tracestate',
  'baggage',
  'sentry-trace',
  'b3',
  'x-b3-traceid',
  'x-b3-spanid',
  'x-b3-parentspanid',
  'x-b3-sampled',
  'x-b3-flags',
  'x-datadog-trace-id',
  'x-datadog-parent-id',
  'x-datadog-origin',
  'x-datadog-sampling-priority',
  'newrelic',
  'elastic-apm-traceparent',
  'uber-trace-id',
  'x-amzn-trace-id',
  'x-cloud-trace-context',
  'request-id',
  'request-context',
  'x-dtpc',
  'x-request-id',
]

/**
 * Tells browsers whether this page may send the request.
 * @returns whether it was a preflight, which has then been answered
 */
export type Cors = (request: IncomingMessage, response: ServerResponse) => boolean

/**
 * Lets pages of exactly these origins call the API. There are no credentials: the token is in a header that only the
 * page's own code can set, and no cookie is ever read.
 */
export function createCors({ origins, headers = [] }: CorsSettings): Cors {
  const allowedHeaders = [...new Set([...knownHeaders, ...headers.map((name) => name.toLowerCase())])].join(', ')
  return (request, response) => {
    // This runs at the last moment, since the handler may set its own `vary`.
    onHeaders(response, () => vary(response, 'origin'))
    const { origin } = request.headers
    if (origin !== undefined && origins.includes(origin)) {
      response.setHeader('access-control-allow-origin', origin)
      response.setHeader('access-control-expose-headers', 'www-authenticate, retry-after, x-request-id')
      response.setHeader('access-control-allow-methods', 'GET, POST')
      response.setHeader('access-control-allow-headers', allowedHeaders)
      response.setHeader('access-control-max-age', '600')
    }
    if (request.method !== 'OPTIONS') return false
    response.writeHead(204).end()
    return true
  }
}
