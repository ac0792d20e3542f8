import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { fixedHeaders, otherPolicy, type PolicySettings, pagePolicy } from './security-headers'

/** Paths under which there are no pages. */
const noPages = /^\/(api|_next|healthz)(\/|$)/

/**
 * Sets the security headers of an answer before anything else can answer, so that error pages, redirects and refusals have
 * them, too. Next.js finds the nonce in the policy of the request, and puts it on each script and style that it writes; a
 * policy that a client has sent is overwritten.
 */
export function createHeaderSetter(
  settings: PolicySettings,
): (request: IncomingMessage, response: ServerResponse) => void {
  const fixed = Object.entries(fixedHeaders(settings))
  return (request, response) => {
    const isPage = !noPages.test(request.url ?? '')
    const policy = isPage ? pagePolicy(randomBytes(16).toString('base64'), settings) : otherPolicy
    request.headers['content-security-policy'] = policy
    response.setHeader('content-security-policy', policy)
    for (const [name, value] of fixed) response.setHeader(name, value)
  }
}
