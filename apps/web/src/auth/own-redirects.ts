import { safeNext, signInPath } from '../sign-in/sign-in-path'

/**
 * Whether Better Auth may send a browser there: the home page, or the sign-in page, which goes on to a page of this site. A
 * closed list: no rule about addresses has to be right.
 */
export function isOwnRedirect(value: unknown): boolean {
  if (typeof value !== 'string') return false
  if (value === '/' || value === '/sign-in' || value === '/reset-password') return true
  const [path, query = ''] = value.split('?', 2)
  const next = new URLSearchParams(query).get('next')
  return path === '/sign-in' && next !== null && safeNext(next) === next && signInPath(next) === value
}
