import type { BetterAuthPlugin } from 'better-auth'
import { createAuthMiddleware, getSessionFromCtx } from 'better-auth/api'
import { symmetricDecrypt } from 'better-auth/crypto'
import { Secret, TOTP } from 'otpauth'
import type { AuthDatabase } from './auth-database'

/** The codes of authenticator apps. The current code, the previous one and the next one are accepted. */
export const totpOptions = { digits: 6, period: 30 } as const

const window = 1

type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0]

/**
 * Each code of an authenticator app is accepted once (RFC 6238, section 5.2), and never after a newer one. The time
 * step of a code is claimed in the database before Better Auth compares the code. So of two simultaneous requests, in
 * any processes, only one succeeds. Better Auth never sees a code that was not claimed. It gets an empty code instead,
 * which it refuses and counts like any wrong code.
 */
export const singleUseTotp = (db: AuthDatabase) =>
  ({
    id: 'single-use-totp',
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === '/two-factor/verify-totp',
          handler: createAuthMiddleware(async (ctx) => {
            const { body } = ctx
            if (typeof body?.code !== 'string') return
            const userId = await userToVerify(ctx)
            if (userId !== null && (await claimStep(db, ctx, { userId, code: body.code }))) return
            return { context: { body: { ...body, code: '' } } }
          }),
        },
      ],
    },
  }) satisfies BetterAuthPlugin

/** The signed-in user who turns the factor on, or the user who has entered the password and still needs the code. */
async function userToVerify(ctx: HookContext): Promise<string | null> {
  const session = await getSessionFromCtx(ctx)
  if (session !== null) return session.user.id
  const { createAuthCookie, secret, internalAdapter } = ctx.context
  const challenge = await ctx.getSignedCookie(createAuthCookie('two_factor').name, secret)
  if (!challenge) return null
  const found = await internalAdapter.findVerificationValue(challenge)
  return found !== null && found.expiresAt > new Date() ? found.value : null
}

async function claimStep(
  db: AuthDatabase,
  { context }: HookContext,
  { userId, code }: { readonly userId: string; readonly code: string },
): Promise<boolean> {
  const factor = await db.twoFactor.findFirst({ where: { userId } })
  if (factor === null) return false
  const secret = await symmetricDecrypt({ key: context.secretConfig, data: factor.secret })
  const totp = new TOTP({ ...totpOptions, secret: Secret.fromUTF8(secret) })
  const timestamp = Date.now()
  const delta = totp.validate({ token: code, window, timestamp })
  if (delta === null) return false
  const step = totp.counter({ timestamp }) + delta
  const { count } = await db.twoFactor.updateMany({
    where: { id: factor.id, secret: factor.secret, lastUsedStep: { lt: step } },
    data: { lastUsedStep: step },
  })
  return count === 1
}
