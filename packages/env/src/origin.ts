import { z } from 'zod'

/** Schemes that have a host but are not the origin of a page. */
const neverOrigins = new Set(['ftp:', 'ws:', 'wss:', 'file:', 'about:', 'blob:', 'data:', 'javascript:', 'mailto:'])

/** The `Origin` header of a page with an app's own scheme, such as `tauri://localhost`: scheme, host and port. */
const ownScheme = /^[a-z][a-z\d+.-]*:\/\/[a-z\d._-]+(?::\d{1,5})?$/

/**
 * URL parsers also accept `a.example,`, which was probably meant as a list, and `.example.com`, probably meant as a
 * wildcard.
 */
const webHost = /^(?:[a-z\d_-]+(?:\.[a-z\d_-]+)*|\[[a-f\d:.]+\])$/

/** @returns what is wrong with the text as an origin; null if it is valid */
function faultOf(text: string, allowsOwnSchemes: boolean): string | null {
  if (text === '') return 'is empty: remove the comma'
  if (text.includes('*')) return 'has a wildcard, which would match nothing: name each origin in full'
  if (text === 'null') return 'cannot be null, the origin of any sandboxed page and local file'
  if (!text.includes('://')) return 'must start with a scheme, such as https://'
  if (!URL.canParse(text)) return 'is not a URL'
  const { protocol, origin, hostname } = new URL(text)
  if (protocol === 'http:' || protocol === 'https:') {
    if (!webHost.test(hostname)) return 'must name one host: letters, digits, hyphens, and single dots between them'
    return origin === text ? null : `must be written as browsers send it: ${origin}`
  }
  if (!allowsOwnSchemes) return 'must start with https:// or http://'
  if (neverOrigins.has(protocol)) return `must not start with ${protocol}: no page has such an origin`
  if (ownScheme.test(text)) return null
  return `must be scheme and host in lower case, without a path: ${protocol}//${hostname.toLowerCase() || 'localhost'}`
}

/**
 * An origin exactly as browsers send it, since the two are compared character by character: `https://app.example.com`,
 * without a path or a slash.
 * @param schemes `any` also accepts origins of apps with their own browser: `tauri://localhost`, `chrome-extension://…`
 */
export const origin = (schemes: 'web' | 'any' = 'web') =>
  z.string().superRefine((text, context) => {
    const fault = faultOf(text, schemes === 'any')
    if (fault !== null) context.addIssue(fault)
  })

/** Scheme and host, then a path in which something follows each slash. */
const withPath = /^(https?:\/\/[^/?#\s]+)(?:\/[^/?#\s]+)*$/

/** The address of an app: an origin or, behind a proxy that serves several apps under one host, an origin with a path. */
export const baseUrl = z.string().superRefine((text, context) => {
  const origin = withPath.exec(text)?.[1]
  if (origin === undefined && /^https?:\/\//.test(text)) {
    context.addIssue('must end without a slash, a query or a fragment, as https://example.com/api')
    return
  }
  const fault = faultOf(origin ?? text, false)
  if (fault !== null) return context.addIssue(fault)
  const { href } = new URL(text)
  if (href.replace(/\/$/, '') !== text) context.addIssue(`must be written as it is requested: ${href}`)
})
