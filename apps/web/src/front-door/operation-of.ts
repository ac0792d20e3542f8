import type { IncomingMessage } from 'node:http'
import { endpoints } from '../auth/endpoints'

/** Those with a fixed path. */
const authPaths = new Set(Object.keys(endpoints).map((name) => name.split(' ')[1]))

/** What a request is measured as. A client can write any path, so only those that exist have a name of their own. */
export function operationOf({ url = '' }: IncomingMessage): string {
  const path = url.split('?', 1)[0] ?? ''
  if (path === '/healthz' || path === '/readyz') return 'probe'
  if (path.startsWith('/_next/') || path === '/icon.svg') return 'file'
  if (!path.startsWith('/api/auth/')) return 'page'
  const name = path.slice('/api/auth'.length)
  return authPaths.has(name) ? `auth${name}` : 'auth'
}
