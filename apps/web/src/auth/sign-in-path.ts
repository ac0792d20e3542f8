/** Where to sign in, and come back to `next` after. */
export const signInPath = (next: string): string =>
  next === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ next })}`

/** A path of this site to go to after signing in. Anything else, such as another site, becomes the task page. */
export function safeNext(next: string | null | undefined): string {
  if (!next?.startsWith('/')) return '/'
  const base = 'http://here.invalid'
  try {
    const { origin, pathname, search } = new URL(next, base)
    return origin === base ? `${pathname}${search}` : '/'
  } catch {
    return '/'
  }
}
