import { auth } from '@/auth/server'

/** Nothing about a person is kept on the way; the public keys may be, for less time than a new one takes to matter. */
async function handle(request: Request): Promise<Response> {
  const response = await auth().handler(request)
  const isPublic = response.ok && new URL(request.url).pathname.endsWith('/jwks')
  response.headers.set('cache-control', isPublic ? 'public, max-age=60' : 'private, no-store')
  return response
}

export { handle as GET, handle as POST }
