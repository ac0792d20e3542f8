import { APIError, createAuthEndpoint, isAPIError } from 'better-auth/api'
import { redeemDeviceCode } from 'better-auth/plugins'
import { z } from 'zod'
import { accessOf, scopesOf } from '../access/access'

/** The error of RFC 8628, section 3.5, for a code that was approved and has since been revoked. */
const denied = () =>
  new APIError('BAD_REQUEST', {
    error: 'access_denied',
    error_description: 'This code was denied or has been revoked. Request a new one.',
  })

const mismatch = () =>
  new APIError('BAD_REQUEST', { error: 'invalid_grant', error_description: 'This code belongs to another program.' })

/**
 * `POST /device/token`, in place of Better Auth's own, which does not copy the granted scope to the session. Better
 * Auth's state machine decides and consumes the code. The session gets the name and the scope of the consumed row. So
 * if several clients redeem a code at once, one of them wins, and nothing that was read earlier counts.
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
      // The user who approved the code no longer exists.
      throw isAPIError(error) && error.body?.error === 'server_error' ? denied() : error
    })
    const access = accessOf(claimed.scope)
    // It is safer to create no session at all than one without a scope, which would be a user's own.
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
