export interface PolicySettings {
  /** The origin at which people reach this app. */
  readonly webUrl: string
  /** The API, which the pages call. */
  readonly apiUrl: string
  /** Whether `next dev` runs. Only there does React evaluate code and do Next.js's tools write styles. */
  readonly isDevelopment: boolean
}

/**
 * What each page may load and run: this app's own files, the scripts that carry the nonce of this response, and what
 * those load. Only a nonce makes a script run: with `strict-dynamic`, browsers ignore `'self'`, which is there for old
 * ones. Styles need a file or the nonce too, so the server's HTML must not contain `style` attributes.
 * @param nonce of this response only
 */
export function pagePolicy(nonce: string, { apiUrl, isDevelopment }: PolicySettings): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    // With a nonce, browsers would ignore 'unsafe-inline'.
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    `connect-src 'self' ${prefixSource(apiUrl)}`,
    "worker-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** The nonce of a policy that `pagePolicy` has written; undefined if it has none. */
export const nonceOf = (policy: string | null): string | undefined => policy?.match(/'nonce-([^']+)'/)?.[1]

/** A source with a path allows only that path, unless it ends with a slash. */
const prefixSource = (url: string): string => (new URL(url).pathname === '/' ? url : `${url}/`)

/** For responses that are not pages: nothing may run in them if a browser displays one. */
export const otherPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** For every response. HSTS is sent only if people use https. Otherwise a browser could never come back over http. */
export function fixedHeaders({ webUrl }: PolicySettings): Readonly<Record<string, string>> {
  return {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
    ...(new URL(webUrl).protocol === 'https:' ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}
