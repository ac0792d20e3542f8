import { serve } from '@hono/node-server'
import { createTokenVerifier, InvalidTokenError, KeysUnavailableError, MissingTokenError } from '@ownlist/auth'
import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'

const { AUTH_ISSUER: issuer = 'http://localhost:3000', AUTH_AUDIENCE: audience = 'ownlist-api', PORT } = process.env
const verifier = createTokenVerifier({ jwksUrl: `${issuer}/api/auth/jwks`, issuer, audience })

const signedIn = createMiddleware<{ Variables: { userId: string } }>(async (context, next) => {
  const { userId, scopes } = await verifier.verify(context.req.header('authorization'))
  // The token of an authorized app is limited to its scopes, and none of them is for this service.
  if (scopes !== null) return context.text('', 403, { 'www-authenticate': 'Bearer error="insufficient_scope"' })
  context.set('userId', userId)
  return await next()
})

const app = new Hono()
app.get('/hello', signedIn, (context) => context.text(`Hello ${context.get('userId')}`))

app.onError((error, context) => {
  if (error instanceof MissingTokenError) return context.text('', 401, { 'www-authenticate': 'Bearer' })
  if (error instanceof InvalidTokenError)
    return context.text('', 401, { 'www-authenticate': 'Bearer error="invalid_token"' })
  if (error instanceof KeysUnavailableError) return context.text('', 503, { 'retry-after': '5' })
  throw error
})

serve({ fetch: app.fetch, port: Number(PORT ?? 3100), hostname: '127.0.0.1' })
