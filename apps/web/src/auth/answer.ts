import { admitRequest } from './admit-request'
import { answerOutages } from './answer-outages'
import { withCors } from './cors'
import type { Auth } from './create-auth'

type Answerer = Pick<Auth, 'handler' | 'options'>

/** Better Auth's response, for our own pages, for programs, and for pages of the origins in `WEB_CORS_ORIGINS`. */
export async function answer(auth: Answerer, request: Request): Promise<Response> {
  const listed = auth.options.trustedOrigins.filter((origin) => origin !== auth.options.baseURL)
  return await withCors(request, listed, () => answerAdmitted(auth, request, listed))
}

/**
 * No cache may keep anything about a user. The public keys may be cached, for less time than it takes until a new key
 * signs.
 */
async function answerAdmitted({ handler, options }: Answerer, request: Request, listed: readonly string[]) {
  const admitted = await admitRequest(request, options.baseURL, listed)
  const response =
    admitted instanceof Response ? admitted : await answerOutages(admitted.headers, () => handler(admitted))
  const isPublic = response.ok && new URL(request.url).pathname.endsWith('/jwks')
  response.headers.set('cache-control', isPublic ? 'public, max-age=60' : 'private, no-store')
  return response
}
