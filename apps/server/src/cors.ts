import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * Lets pages of exactly these origins call the API. No credentials: the token travels in a header that only the page's own
 * code can set, and no cookie is ever read.
 * @returns whether the request was a preflight, which is then answered
 */
export function applyCors(request: IncomingMessage, response: ServerResponse, origins: readonly string[]): boolean {
  response.setHeader('vary', 'origin')
  const { origin } = request.headers
  if (origin !== undefined && origins.includes(origin)) {
    response.setHeader('access-control-allow-origin', origin)
    response.setHeader('access-control-expose-headers', 'www-authenticate, retry-after, x-request-id')
    response.setHeader('access-control-allow-methods', 'GET, POST')
    response.setHeader('access-control-allow-headers', 'authorization, content-type, trpc-accept')
    response.setHeader('access-control-max-age', '600')
  }
  if (request.method !== 'OPTIONS') return false
  response.writeHead(204).end()
  return true
}
