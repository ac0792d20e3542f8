import type { BetterAuthPlugin } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { type JwtOptions, signJWT } from 'better-auth/plugins'

interface Revocation {
  readonly subject: string | null
  readonly sessionId: string | null
  readonly notBefore: Date
}

/** More would not fit into what the API reads. */
const mostEntries = 15_000
const feedLifeSeconds = 60

/**
 * Publishes `GET /revocations`: what ended a session or an account takes back its tokens before their `exp`. A JWT of a kind
 * of its own (`typ`), signed with the key that signs tokens; the API pulls it as it pulls that key's public half.
 * @param jwt the options of the `jwt` plugin
 * @param tokenLifeSeconds entries are left out once the last token they could concern has expired
 */
export const revocationFeed = (jwt: JwtOptions, tokenLifeSeconds: number) =>
  ({
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
      getRevocations: createAuthEndpoint('/revocations', { method: 'GET' }, async (ctx) => {
        const { adapter } = ctx.context
        const now = Date.now()
        // A minute more than needed, for clocks that differ.
        const expired = new Date(now - (tokenLifeSeconds + 60) * 1_000)
        await adapter.deleteMany({
          model: 'revocation',
          where: [{ field: 'notBefore', operator: 'lt', value: expired }],
        })
        const rows = await adapter.findMany<Revocation>({
          model: 'revocation',
          limit: mostEntries,
          sortBy: { field: 'notBefore', direction: 'desc' },
        })
        const iat = Math.floor(now / 1_000)
        const token = await signJWT(ctx, {
          options: jwt,
          header: { typ: 'revocations+jwt' },
          payload: { iat, exp: iat + feedLifeSeconds, revoked: rows.map(toEntry) },
        })
        return new Response(token, { headers: { 'content-type': 'application/jwt' } })
      }),
    },
  }) satisfies BetterAuthPlugin

function toEntry({ subject, sessionId, notBefore }: Revocation) {
  const nbf = Math.ceil(notBefore.getTime() / 1_000)
  return subject === null ? { sid: sessionId, nbf } : { sub: subject, nbf }
}
