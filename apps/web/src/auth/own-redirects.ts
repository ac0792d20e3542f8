import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthMiddleware } from 'better-auth/api'
import { safeNext, signInPath } from './sign-in-path'

/** Every input of Better Auth's endpoints that a browser may be sent to in the end. */
const inputs = ['callbackURL', 'errorCallbackURL', 'newUserCallbackURL', 'redirectTo'] as const

/**
 * Endpoints that are closed, because this app has its own page for what they do, or no use for it: links in mail that act when
 * they are opened, links that lead on to a given address, and ways to change the address of an account or to join a provider
 * to it. Named by route, so another spelling of the path does not open them.
 */
const closed = new Set([
  '/verify-email',
  '/reset-password/:token',
  '/change-email',
  '/link-social',
  '/delete-user/callback',
])

/**
 * Whether Better Auth may send a browser there: the task page, or the sign-in page, which goes on to a page of this site. A
 * closed list: no rule about addresses has to be right.
 */
export function isOwnRedirect(value: unknown): boolean {
  if (typeof value !== 'string') return false
  if (value === '/' || value === '/sign-in' || value === '/reset-password') return true
  const [path, query = ''] = value.split('?', 2)
  const next = new URLSearchParams(query).get('next')
  return path === '/sign-in' && next !== null && safeNext(next) === next && signInPath(next) === value
}

/** Better Auth redirects within a closed list of this app's pages only, from whichever endpoint. */
export const ownRedirects = () =>
  ({
    id: 'own-redirects',
    hooks: {
      before: [
        {
          matcher: () => true,
          handler: createAuthMiddleware(async ({ path, body, query }) => {
            if (closed.has(path)) throw new APIError('NOT_FOUND')
            for (const given of [body, query]) {
              if (!inputs.every((name) => given?.[name] === undefined || isOwnRedirect(given[name]))) {
                throw new APIError('FORBIDDEN', {
                  code: 'INVALID_CALLBACK_URL',
                  message: `${inputs.join(', ')}: give /, or /sign-in with the path to go on to in \`next\`.`,
                })
              }
            }
          }),
        },
      ],
    },
  }) satisfies BetterAuthPlugin
