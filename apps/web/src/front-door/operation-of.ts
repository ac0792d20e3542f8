import type { IncomingMessage } from 'node:http'
import { endpoints } from '../auth/endpoints'

/** Routes with a fixed path. */
const authPaths = new Set(Object.keys(endpoints).map((name) => name.split(' ')[1]))

const ownFiles = new Set(['/icon.svg', '/sw.js', '/manifest.webmanifest'])

/**
 * The name under which a request is measured. A client can request any path, so only paths that exist get their own
 * name.
 */
export function operationOf({ url = '' }: IncomingMessage): string {
  const path = url.split('?', 1)[0] ?? ''
  if (path === '/healthz' || path === '/readyz') return 'probe'
  if (path.startsWith('/_next/') || path.startsWith('/icons/') || ownFiles.has(path)) return 'file'
  if (!path.startsWith('/api/auth/')) return 'page'
  const name = path.slice('/api/auth'.length)
  return authPaths.has(name) ? `auth${name}` : 'auth'
}
