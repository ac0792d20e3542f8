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
  if (origins.length === 0) return await answer()
  const origin = request.headers.get('origin')
  if (origin === null || !origins.includes(origin)) return vary(await answer())
  const response = vary(request.method === 'OPTIONS' ? preflight() : await answer())
  response.headers.set('access-control-allow-origin', origin)
  response.headers.set('access-control-allow-credentials', 'true')
  response.headers.set('access-control-expose-headers', exposed)
  return response
}

/** A cache must not give one origin what was said to another. */
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
