import { admitRequest } from './admit-request'
import { answerOutages } from './answer-outages'
import { withCors } from './cors'
import type { Auth } from './create-auth'

type Answerer = Pick<Auth, 'handler' | 'options'>

/** Better Auth's answer, for pages of our own, for programs, and for pages of the origins that `WEB_CORS_ORIGINS` names. */
export async function answer(auth: Answerer, request: Request): Promise<Response> {
  const listed = auth.options.trustedOrigins.filter((origin) => origin !== auth.options.baseURL)
  return await withCors(request, listed, () => answerAdmitted(auth, request, listed))
}

/** Nothing about a person is kept on the way; the public keys may be, for less time than a new one takes to matter. */
async function answerAdmitted({ handler, options }: Answerer, request: Request, listed: readonly string[]) {
  const admitted = await admitRequest(request, options.baseURL, listed)
  const response =
    admitted instanceof Response ? admitted : await answerOutages(admitted.headers, () => handler(admitted))
  const isPublic = response.ok && new URL(request.url).pathname.endsWith('/jwks')
  response.headers.set('cache-control', isPublic ? 'public, max-age=60' : 'private, no-store')
  return response
}
