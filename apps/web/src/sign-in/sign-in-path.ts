/** The path of the sign-in page, with `next` to come back to. */
export const signInPath = (next: string): string =>
  next === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ next })}`

/** The account page with the passkeys first: after a password reset, somebody else's may be among them. */
export const passkeyReviewPath = '/account?review=passkeys'

const longestNext = 2_000

/**
 * A path of this site to go to after signing in. Anything else, such as another site or an endpoint, becomes the home
 * page. The path is first resolved as a browser would do it, and then compared: `/.//evil.example` becomes
 * `//evil.example`, another site. The result does not change if a browser resolves it again.
 */
export function safeNext(next: string | null | undefined): string {
  if (!next?.startsWith('/') || next.length > longestNext) return '/'
  const path = resolve(next)
  return path !== null && resolve(path) === path && isPage(path) ? path : '/'
}

const here = 'http://here.invalid'

/** The path and query as a browser on this site would request them; null if that would leave the site. */
function resolve(path: string): string | null {
  if (!URL.canParse(path, here)) return null
  const { origin, pathname, search } = new URL(path, here)
  return origin === here ? `${pathname}${search}` : null
}

/**
 * Not an endpoint, and without anything that a proxy or a router could still turn into another path: `//`, `%2F`,
 * `%5C`.
 */
function isPage(path: string): boolean {
  const [pathname = ''] = path.split('?', 1)
  return !/\/\/|%2f|%5c|^\/api(\/|$)/i.test(pathname)
}
