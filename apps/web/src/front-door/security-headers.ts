export interface PolicySettings {
  /** Where people reach this app, an origin. */
  readonly webUrl: string
  /** The API, which the pages call. */
  readonly apiUrl: string
  /** Whether `next dev` serves: there React evaluates code and Next's tools write styles, never in production. */
  readonly isDevelopment: boolean
}

/**
 * What each page may load and run: this app's own files, and the scripts that this one answer names with its nonce, with
 * what those load. Only a nonce runs a script: `strict-dynamic` has browsers ignore `'self'`, which is for old ones. Styles
 * need a file or the nonce, too, so no `style` attribute may stand in the HTML that the server writes.
 * @param nonce of this answer only
 */
export function pagePolicy(nonce: string, { apiUrl, isDevelopment }: PolicySettings): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    // A nonce would have browsers ignore 'unsafe-inline'.
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    `connect-src 'self' ${apiUrl}`,
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** For what is not a page: nothing may run in it if a browser shows it as one. */
export const otherPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** On each answer, whatever it is. HSTS only where https is what people use: a browser would otherwise never come back. */
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
