import { admitRequest } from './admit-request'
import type { Auth } from './create-auth'

/** Better Auth's answer. Nothing about a person is kept on the way; the public keys may be, for less time than a new one takes to matter. */
export async function answer({ handler, options }: Pick<Auth, 'handler' | 'options'>, request: Request) {
  const admitted = await admitRequest(request, options.baseURL)
  const response = admitted instanceof Response ? admitted : await handler(admitted)
  const isPublic = response.ok && new URL(request.url).pathname.endsWith('/jwks')
  response.headers.set('cache-control', isPublic ? 'public, max-age=60' : 'private, no-store')
  return response
}
