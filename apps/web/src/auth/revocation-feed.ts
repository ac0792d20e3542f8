import type { BetterAuthPlugin, GenericEndpointContext } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { type JwtOptions, signJWT } from 'better-auth/plugins'
import { shareFor } from './share-for'
import type { SigningKeys } from './signing-keys'

interface Revocation {
  readonly subject: string | null
  readonly sessionId: string | null
  readonly notBefore: Date
}

/** A longer feed would exceed the limit of the API. */
const mostEntries = 15_000
const feedLifeSeconds = 60

/**
 * Publishes `GET /revocations`: when a session or an account has ended, its tokens are revoked before their `exp`. The
 * feed is a JWT with its own `typ`, signed with the key that signs tokens. The API fetches it as it fetches the public
 * keys. Anybody may request it, so it writes nothing and is built at most once a second.
 * @param jwt the options of the `jwt` plugin
 * @param tokenLifeSeconds entries are dropped once the last token that they could concern has expired
 */
export function revocationFeed(jwt: JwtOptions, keys: SigningKeys, tokenLifeSeconds: number) {
  /** Entries before this time concern no valid token. It is a minute earlier than needed, for clocks that differ. */
  const expiredBefore = () => new Date(Date.now() - (tokenLifeSeconds + 60) * 1_000)

  const feed = shareFor(1_000, async (ctx: GenericEndpointContext) => {
    const iat = Math.floor(Date.now() / 1_000)
    const rows = await ctx.context.adapter.findMany<Revocation>({
      model: 'revocation',
      where: [{ field: 'notBefore', operator: 'gte', value: expiredBefore() }],
      limit: mostEntries,
      sortBy: { field: 'notBefore', direction: 'desc' },
    })
    return await signJWT(ctx, {
      options: { ...jwt, adapter: keys.readOnlyAdapter },
      header: { typ: 'revocations+jwt' },
      payload: { iat, exp: iat + feedLifeSeconds, revoked: rows.map(toEntry) },
    })
  })

  return {
    id: 'revocation-feed',
    schema: {
      revocation: {
        fields: {
          subject: { type: 'string', required: false },
          sessionId: { type: 'string', required: false },
          notBefore: { type: 'date', required: true },
        },
      },
    },
    endpoints: {
      getRevocations: createAuthEndpoint(
        '/revocations',
        { method: 'GET' },
        async (ctx) => new Response(await feed.get(ctx), { headers: { 'content-type': 'application/jwt' } }),
      ),
      /** For the housekeeping only. It has no path. */
      removeExpiredRevocations: createAuthEndpoint.serverOnly({ method: 'POST' }, async ({ context }) => {
        await context.adapter.deleteMany({
          model: 'revocation',
          where: [{ field: 'notBefore', operator: 'lt', value: expiredBefore() }],
        })
      }),
    },
  } satisfies BetterAuthPlugin
}

function toEntry({ subject, sessionId, notBefore }: Revocation) {
  const nbf = Math.ceil(notBefore.getTime() / 1_000)
  return subject === null ? { sid: sessionId, nbf } : { sub: subject, nbf }
}
