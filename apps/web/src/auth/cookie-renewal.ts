import type { BetterAuthPlugin } from 'better-auth'
import { createAuthMiddleware, setShouldSkipSessionRefresh } from 'better-auth/api'

/** A page looks codes up by way of the handler, where guesses are counted, and passes no cookie on. */
const forPages = new Set(['/device'])

/**
 * Renews a session only where the answer can bring the browser its new cookie. Otherwise the session would live on while the
 * cookie runs out: whoever begins each day with a page, which cannot set one, would be signed out after a week. What the app
 * itself calls while it renders a page renews nothing; the browser's own call for a token, right after, does.
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

/** Better Auth's own mark of what came by HTTP. */
const isFromBrowser = (context: object): boolean => '_flag' in context && context._flag === 'router'
