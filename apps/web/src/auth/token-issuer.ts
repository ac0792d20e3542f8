import type { BetterAuthPlugin } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { type JwtOptions, jwt } from 'better-auth/plugins'
import type { SigningKeys } from './signing-keys'

/**
 * Better Auth's `jwt` plugin, which answers `/token`, with our own `/jwks`. The plugin's own endpoint creates a key if
 * there is none, and publishes keys by their age alone.
 */
export function tokenIssuer(options: JwtOptions, keys: SigningKeys) {
  const plugin = jwt(options)
  return {
    ...plugin,
    endpoints: {
      ...plugin.endpoints,
      getJwks: createAuthEndpoint('/jwks', { method: 'GET' }, async (ctx) =>
        ctx.json({ keys: await keys.published() }),
      ),
      /** For the housekeeping only. It has no path. */
      keepSigningKeys: createAuthEndpoint.serverOnly({ method: 'POST' }, async (ctx) => await keys.keep(ctx)),
    },
  } satisfies BetterAuthPlugin
}
