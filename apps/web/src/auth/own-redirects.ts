import { safeNext, signInPath } from '../sign-in/sign-in-path'

/**
 * Whether Better Auth may redirect a browser there: to the home page, or to the sign-in page, which continues to a page
 * of this site. This is a closed list, so that no URL parsing has to be correct.
 */
export function isOwnRedirect(value: unknown): boolean {
  if (typeof value !== 'string') return false
  if (value === '/' || value === '/sign-in' || value === '/reset-password') return true
  const [path, query = ''] = value.split('?', 2)
  const next = new URLSearchParams(query).get('next')
  return path === '/sign-in' && next !== null && safeNext(next) === next && signInPath(next) === value
}
