import type { BetterAuthPlugin } from 'better-auth'
import { createAuthMiddleware, setShouldSkipSessionRefresh } from 'better-auth/api'

/** A page looks up codes through the handler, where guesses are counted. It does not pass cookies on. */
const forPages = new Set(['/device'])

/**
 * Renews a session only if the response can set the new cookie in the browser. Otherwise the session would live on
 * while the cookie expires: a user who begins each day with a page, which cannot set a cookie, would be signed out
 * after a week. Calls of the app itself while it renders a page renew nothing. The browser's own request for a token,
 * right after that, does.
 */
export const cookieRenewal = (): BetterAuthPlugin => ({
  id: 'cookie-renewal',
  hooks: {
    before: [
      {
        matcher: (context) => !isFromBrowser(context) || forPages.has(context.path ?? ''),
        handler: createAuthMiddleware(() => setShouldSkipSessionRefresh(true)),
      },
    ],
  },
})

/** Better Auth's own mark of a request that came over HTTP. */
const isFromBrowser = (context: object): boolean => '_flag' in context && context._flag === 'router'
