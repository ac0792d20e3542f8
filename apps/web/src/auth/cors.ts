/** How long a browser may cache the response to a preflight, in seconds. */
const preflightSeconds = 600

/**
 * The response headers that a page may read in addition to the default ones. Our client compares clocks and obeys
 * Retry-After.
 */
const exposed = 'date, retry-after, x-retry-after'

/**
 * Adds the headers that let a page of exactly one of these origins read the response, cookies included. A preflight is
 * answered here. A page of any other origin gets no such header.
 * @param origins of `WEB_CORS_ORIGINS`; the app's own origin needs no entry
 */
export async function withCors(
  request: Request,
  origins: readonly string[],
  answer: () => Promise<Response>,
): Promise<Response> {
  if (origins.length === 0) return await answer()
  const origin = request.headers.get('origin')
  if (origin === null || !origins.includes(origin)) return vary(await answer())
  const response = vary(request.method === 'OPTIONS' ? preflight() : await answer())
  response.headers.set('access-control-allow-origin', origin)
  response.headers.set('access-control-allow-credentials', 'true')
  response.headers.set('access-control-expose-headers', exposed)
  return response
}

/** A cache must not give one origin the response for another. */
function vary(response: Response): Response {
  response.headers.append('vary', 'origin')
  return response
}

const preflight = (): Response =>
  new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-max-age': String(preflightSeconds),
    },
  })
