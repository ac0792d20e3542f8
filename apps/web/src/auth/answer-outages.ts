import { isUnavailable } from '@ownlist/pool'
import { requestIdHeader } from '../front-door/trace-requests'
import { log } from '../log'
import { retryAfterSeconds, watchOutages } from './outages'

/**
 * Returns the response, or 503 with Retry-After if the auth database was unavailable. This does not depend on what
 * Better Auth makes of a failed statement, such as an empty 500, or "nobody is signed in". Other failures become a 500
 * with a body, and one log line that quotes nothing.
 * @param headers of the request
 */
export function answerOutages(headers: Headers, handle: () => Promise<Response>): Promise<Response> {
  return watchOutages(async (outage) => {
    try {
      const response = await handle()
      if (!outage.isUnavailable) return response
      await response.body?.cancel()
    } catch (error) {
      if (!outage.isUnavailable && !isUnavailable(error)) return fail(error, headers)
    }
    const message = 'The database is unavailable. Try again in a few seconds.'
    return Response.json(
      { code: 'SERVICE_UNAVAILABLE', message },
      { status: 503, headers: { 'retry-after': String(retryAfterSeconds) } },
    )
  })
}

function fail(error: unknown, headers: Headers): Response {
  const { name, code } = { ...(error as { code?: unknown }), name: error instanceof Error ? error.name : typeof error }
  log().error({ requestId: headers.get(requestIdHeader), name, code }, 'request failed')
  return Response.json(
    { code: 'INTERNAL_SERVER_ERROR', message: 'Something went wrong on our side. Try again.' },
    { status: 500 },
  )
}
