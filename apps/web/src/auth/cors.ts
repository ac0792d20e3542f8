/** Seconds for which a browser may keep the answer to a preflight. */
const preflightSeconds = 600

/** What a page may read of an answer, beyond what every page may: our client compares clocks, and waits when it is told to. */
const exposed = 'date, retry-after, x-retry-after'

/**
 * Answers a request with the headers that let a page of exactly one of these origins read the answer, cookies included. A
 * preflight is answered here. A page of another origin is told nothing.
 * @param origins of `WEB_CORS_ORIGINS`; the page's own origin needs none of this
 */
export async function withCors(
  request: Request,
  origins: readonly string[],
  answer: () => Promise<Response>,
): Promise<Response> {
  const response = request.method === 'OPTIONS' ? preflight() : await answer()
  if (origins.length === 0) return response
  response.headers.append('vary', 'origin')
  const origin = request.headers.get('origin')
  if (origin === null || !origins.includes(origin)) return response
  response.headers.set('access-control-allow-origin', origin)
  response.headers.set('access-control-allow-credentials', 'true')
  response.headers.set('access-control-expose-headers', exposed)
  if (request.method === 'OPTIONS') {
    response.headers.set('access-control-allow-methods', 'GET, POST')
    response.headers.set('access-control-allow-headers', 'authorization, content-type')
    response.headers.set('access-control-max-age', String(preflightSeconds))
  }
  return response
}

const preflight = () => new Response(null, { status: 204, headers: { allow: 'GET, POST, OPTIONS' } })
