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

/** What the gate says of a request, before its body is read: who it is, or the answer that turns it away. */
type Admission =
  | { readonly admitted: true; readonly identity: Identity }
  | { readonly admitted: false; readonly error: TRPCError; readonly headers: Readonly<Record<string, string>> }

export type Gate = (request: IncomingMessage) => Promise<Admission>

/**
 * Lets a request pass whose one Authorization header holds a good token. A bad token is 401 with the same answer for every
 * fault, so that nobody learns from it; keys that cannot be had are 503, since nothing is known about the token. The
 * challenges are those of RFC 6750, section 3.
 */
export function createGate(verifier: TokenVerifier): Gate {
  return async (request) => {
    const headers = request.headersDistinct.authorization ?? []
    if (headers.length > 1) {
      return refuse('BAD_REQUEST', 'Send one Authorization header.', challenge('invalid_request'))
    }
    try {
      return { admitted: true, identity: await verifier.verify(headers[0]) }
    } catch (error) {
      if (error instanceof MissingTokenError) {
        return refuse('UNAUTHORIZED', 'Send a token: Authorization: Bearer <token>.', challenge())
      }
      if (error instanceof InvalidTokenError) {
        return refuse(
          'UNAUTHORIZED',
          'The token is not valid, or no longer. Get a new one.',
          challenge('invalid_token'),
        )
      }
      if (error instanceof KeysUnavailableError) {
        return refuse('SERVICE_UNAVAILABLE', 'Tokens cannot be checked just now. Try again in a moment.', retryAfter)
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
