import type { Endpoint } from './endpoints'

/**
 * Whether a request comes from a page of another site. Browsers say so in headers that no page can change (Fetch
 * Metadata and `Origin`). A program sends neither.
 * @param ownOrigin the web app's
 */
export function comesFromElsewhere({ headers }: Request, ownOrigin: string): boolean {
  const site = headers.get('sec-fetch-site') ?? 'none'
  const origin = headers.get('origin') ?? ''
  if (site !== 'same-origin' && site !== 'none') return true
  // A page that sends no referrer has the origin `null`.
  return origin !== '' && origin !== ownOrigin && !(origin === 'null' && site === 'same-origin')
}

/**
 * Whether an endpoint accepts such a request. Following a link means that the page itself navigates; an image or a
 * frame does not count.
 * @param listed origins that may obtain a user's tokens
 */
export function mayComeFromElsewhere(
  { headers }: Request,
  { fromElsewhere }: Endpoint,
  listed: readonly string[],
): boolean {
  if (fromElsewhere === 'links') {
    return headers.get('sec-fetch-mode') === 'navigate' && headers.get('sec-fetch-dest') === 'document'
  }
  if (fromElsewhere === 'listed') return listed.includes(headers.get('origin') ?? '')
  return fromElsewhere === 'anything'
}
