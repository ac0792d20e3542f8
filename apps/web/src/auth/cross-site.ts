import type { Endpoint } from './endpoints'

/**
 * Whether a request comes from a page of another site, by what browsers say of it (Fetch Metadata, and `Origin`) and no page
 * can change. A program says neither.
 * @param ownOrigin the web app's
 */
export function comesFromElsewhere({ headers }: Request, ownOrigin: string): boolean {
  const site = headers.get('sec-fetch-site') ?? 'none'
  const origin = headers.get('origin') ?? ''
  if (site !== 'same-origin' && site !== 'none') return true
  // A page that sends no referrer has the origin `null`.
  return origin !== '' && origin !== ownOrigin && !(origin === 'null' && site === 'same-origin')
}

/** Whether an endpoint answers such a request. A link that is followed is the page's own navigation: not an image, not a frame. */
export function mayComeFromElsewhere({ headers }: Request, { fromElsewhere }: Endpoint): boolean {
  if (fromElsewhere === 'links') {
    return headers.get('sec-fetch-mode') === 'navigate' && headers.get('sec-fetch-dest') === 'document'
  }
  return fromElsewhere === 'anything'
}
