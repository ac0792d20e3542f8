/** Where to sign in, and come back to `next` after. */
export const signInPath = (next: string): string =>
  next === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ next })}`

/** The account page, with the passkeys first: after a reset, somebody else's may be among them. */
export const passkeyReviewPath = '/account?review=passkeys'

const longestNext = 2_000

/**
 * A path of this site to go to after signing in. Anything else, such as another site or an endpoint, becomes the home page.
 * What a browser would make of the path is worked out first, and compared then: `/.//evil.example` becomes
 * `//evil.example`, another site. The result stays the same however often a browser resolves it.
 */
export function safeNext(next: string | null | undefined): string {
  if (!next?.startsWith('/') || next.length > longestNext) return '/'
  const path = resolve(next)
  return path !== null && resolve(path) === path && isPage(path) ? path : '/'
}

const here = 'http://here.invalid'

/** Path and query as a browser on this site would request them; null if that would leave the site. */
function resolve(path: string): string | null {
  if (!URL.canParse(path, here)) return null
  const { origin, pathname, search } = new URL(path, here)
  return origin === here ? `${pathname}${search}` : null
}

/** Not an endpoint, and without what a proxy or a router could still turn into another path: `//`, `%2F`, `%5C`. */
function isPage(path: string): boolean {
  const [pathname = ''] = path.split('?', 1)
  return !/\/\/|%2f|%5c|^\/api(\/|$)/i.test(pathname)
}
