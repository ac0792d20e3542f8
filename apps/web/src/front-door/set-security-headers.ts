import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { fixedHeaders, otherPolicy, type PolicySettings, pagePolicy } from './security-headers'

/** Paths under which there are no pages. */
const noPages = /^\/(api|_next|icons|healthz|readyz)(\/|$)/

/**
 * Sets the security headers before anything else can answer, so that error pages, redirects and refusals have them too.
 * Next.js reads the nonce from the policy of the request, and adds it to each script and style that it writes. A policy
 * that a client has sent is overwritten.
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
