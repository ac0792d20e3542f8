import type { IncomingMessage } from 'node:http'
import {
  type Identity,
  InvalidTokenError,
  KeysUnavailableError,
  MissingTokenError,
  type TokenVerifier,
} from '@ownlist/auth'
import { TRPCError } from '@trpc/server'
import { retryAfter } from './retry-after.js'

/**
 * What the gate decides about a request before its body is read: the caller's identity, or the response that refuses
 * it.
 */
type Admission =
  | { readonly admitted: true; readonly identity: Identity }
  | { readonly admitted: false; readonly error: TRPCError; readonly headers: Readonly<Record<string, string>> }

export type Gate = (request: IncomingMessage) => Promise<Admission>

/**
 * Admits a request with exactly one Authorization header that holds a valid token. An invalid token is answered with
 * 401, always with the same response, so that it reveals nothing. If no keys are available, the answer is 503, since
 * nothing is known about the token. The challenges are those of RFC 6750, section 3.
 */
export function createGate(verifier: TokenVerifier): Gate {
  return async (request) => {
    const headers = request.headersDistinct.authorization ?? []
    if (headers.length > 1) {
      return refuse('BAD_REQUEST', 'Send exactly one Authorization header.', challenge('invalid_request'))
    }
    try {
      return { admitted: true, identity: await verifier.verify(headers[0]) }
    } catch (error) {
      if (error instanceof MissingTokenError) {
        return refuse('UNAUTHORIZED', 'Send a token in the header: Authorization: Bearer <token>.', challenge())
      }
      if (error instanceof InvalidTokenError) {
        return refuse('UNAUTHORIZED', 'The token is invalid or has expired. Get a new one.', challenge('invalid_token'))
      }
      if (error instanceof KeysUnavailableError) {
        return refuse(
          'SERVICE_UNAVAILABLE',
          'Tokens cannot be verified at the moment. Try again in a few seconds.',
          retryAfter,
        )
      }
      throw error
    }
  }
}

const refuse = (code: TRPCError['code'], message: string, headers: Record<string, string>): Admission => ({
  admitted: false,
  error: new TRPCError({ code, message }),
  headers,
})

const challenge = (error?: string) => ({
  'www-authenticate': error === undefined ? 'Bearer realm="ownlist"' : `Bearer realm="ownlist", error="${error}"`,
})
