import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthMiddleware, dispatchAuthEndpoint, getSessionFromCtx } from 'better-auth/api'
import type { twoFactor } from 'better-auth/plugins'
import type { HookContext } from './known-device'

/** A user without a password must have signed in this recently. */
const freshSignInMs = 10 * 60 * 1_000

type SecondFactor = Pick<ReturnType<typeof twoFactor>, 'endpoints'>

/**
 * Requires proof before an account is deleted, however fresh the session is: the password, and a code if there is a
 * second factor. A user without a password must have signed in within the last ten minutes.
 * @param secondFactor the plugin whose endpoints check the code as they do at sign-in, including all hooks
 */
export function confirmDeletion({ endpoints }: SecondFactor) {
  const confirm = createAuthMiddleware(async (ctx) => {
    const session = await getSessionFromCtx(ctx)
    // Better Auth itself refuses a request without a session.
    if (session === null) return
    const { user } = session
    const { password, code } = ctx.body as { password?: string; code?: string }
    const hash = (await ctx.context.internalAdapter.findCredentialAccount(user.id))?.password
    if (!hash) assertFresh(session.session.createdAt)
    else if (password === undefined || !(await ctx.context.password.verify({ hash, password }))) throw wrongPassword()
    if (user.twoFactorEnabled !== true) return
    if (code === undefined) throw codeMissing()
    await checkCode(ctx, code)
  })

  async function checkCode(ctx: HookContext, code: string): Promise<void> {
    const endpoint = /^\d+$/.test(code) ? endpoints.verifyTOTP : endpoints.verifyBackupCode
    await dispatchAuthEndpoint(endpoint, {
      context: ctx.context,
      headers: ctx.headers,
      method: 'POST',
      body: { code },
      asResponse: false,
    })
  }

  return {
    id: 'confirm-deletion',
    hooks: { before: [{ matcher: ({ path }) => path === '/delete-user', handler: confirm }] },
  } satisfies BetterAuthPlugin
}

function assertFresh(createdAt: Date): void {
  if (Date.now() - createdAt.getTime() <= freshSignInMs) return
  throw new APIError('BAD_REQUEST', {
    code: 'SESSION_EXPIRED',
    message: 'Sign out, sign in again, then repeat this.',
  })
}

const wrongPassword = () => new APIError('BAD_REQUEST', { code: 'INVALID_PASSWORD', message: 'The password is wrong.' })

const codeMissing = () =>
  new APIError('BAD_REQUEST', { code: 'INVALID_CODE', message: 'Enter the code from your authenticator app.' })
