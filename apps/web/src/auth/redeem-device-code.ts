import { APIError, createAuthEndpoint, isAPIError } from 'better-auth/api'
import { redeemDeviceCode } from 'better-auth/plugins'
import { z } from 'zod'
import { accessOf, scopesOf } from '../access/access'

/** What RFC 8628, 3.5 has the program told when a code was approved once and no longer stands. */
const denied = () =>
  new APIError('BAD_REQUEST', {
    error: 'access_denied',
    error_description: 'This code was refused, or has been revoked since. Ask for a new one.',
  })

const mismatch = () =>
  new APIError('BAD_REQUEST', { error: 'invalid_grant', error_description: 'This code belongs to another program.' })

/**
 * `POST /device/token`, in place of Better Auth's, which leaves what was granted out of the session that it makes. Better
 * Auth's state machine decides and consumes the code; the session gets the name and the scope of the row that was consumed,
 * so of several who redeem at once one wins, and nothing that was read before counts.
 */
export const redeemForProgram = createAuthEndpoint(
  '/device/token',
  {
    method: 'POST',
    body: z.object({
      grant_type: z.literal('urn:ietf:params:oauth:grant-type:device_code'),
      device_code: z.string(),
      client_id: z.string(),
    }),
    metadata: { noStore: true },
  },
  async (ctx) => {
    const { device_code: deviceCode, client_id: program } = ctx.body
    const { claimedDeviceCode: claimed, user } = await redeemDeviceCode({
      ctx,
      deviceCode,
      authorizeRedemption({ clientId }) {
        if (clientId !== program) throw mismatch()
        return { ownershipWhere: { field: 'clientId', value: program }, context: undefined }
      },
      prepareRedemption: () => undefined,
    }).catch((error: unknown) => {
      // A code that was approved by somebody who no longer exists.
      throw isAPIError(error) && error.body?.error === 'server_error' ? denied() : error
    })
    const access = accessOf(claimed.scope)
    // No session at all rather than one without a scope, which would be a person's.
    if (access === null) throw denied()
    const scope = scopesOf(access)
    const { internalAdapter } = ctx.context
    const session = await internalAdapter.createSession(user.id, false, { program, scope }).catch(async (error) => {
      throw (await internalAdapter.findUserById(user.id)) === null ? denied() : error
    })
    const lifeMs = session.expiresAt.getTime() - Date.now()
    ctx.setHeader('Cache-Control', 'no-store')
    return ctx.json({
      access_token: session.token,
      token_type: 'Bearer',
      expires_in: Math.floor(lifeMs / 1_000),
      scope,
    })
  },
)
