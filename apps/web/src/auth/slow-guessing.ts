import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthMiddleware, getSessionFromCtx, isAPIError } from 'better-auth/api'
import type { GuessCount } from './guess-count'
import { digest, type HookContext, knownDeviceOf, rememberDevice } from './known-device'

/** Refusals that come after a password or a code was found to be right. */
const right = new Set(['ROWS_NOT_ERASED'])

/**
 * Delays guesses of an account's password or code, whatever addresses they come from. After five wrong guesses in a
 * row, each further one has to wait, from 10 seconds up to 5 minutes. An address without an account waits as well, so
 * the delay does not reveal which addresses have one.
 *
 * A stranger cannot lock the owner out. There are separate counts for everybody else, for each browser that has signed
 * in to the account before (a signed cookie), and for a signed-in user. The owner on a new device can use a passkey, or
 * a password reset by mail, which makes the device a known one. After "Slow down online guessing attacks with device
 * cookies" (OWASP).
 */
export function slowGuessing(guesses: GuessCount) {
  // Keyed by the context that the hooks of one request share.
  const keys = new WeakMap<object, string>()
  const proven = new WeakMap<object, string>()

  const begin = createAuthMiddleware(async (ctx) => {
    const key = await guessKeyOf(ctx)
    if (key === null) return
    const wait = await guesses.begin(key)
    if (wait > 0) throw tooManyGuesses(wait)
    keys.set(ctx.context, key)
  })

  const end = createAuthMiddleware(async (ctx) => {
    const key = keys.get(ctx.context)
    const { returned, newSession } = ctx.context
    const code = isAPIError(returned) ? String(returned.body?.code) : null
    if (key !== undefined && (code === null || right.has(code))) await guesses.forget(key)
    const email = newSession?.user.email ?? (code === null ? proven.get(ctx.context) : undefined)
    if (email !== undefined) await rememberDevice(ctx, email)
  })

  /** Opening a mailed link proves that the user owns the address. */
  const noteOwner = createAuthMiddleware(async ({ body, context }) => {
    const { internalAdapter } = context
    const link = await internalAdapter.findVerificationValue(`reset-password:${body?.token}`)
    const user = link && (await internalAdapter.findUserById(link.value))
    if (user) proven.set(context, user.email)
  })

  return {
    id: 'slow-guessing',
    hooks: {
      before: [
        { matcher: ({ path }) => guessed.has(path ?? ''), handler: begin },
        { matcher: ({ path }) => path === '/reset-password', handler: noteOwner },
      ],
      after: [{ matcher: () => true, handler: end }],
    },
  } satisfies BetterAuthPlugin
}

type Secret = 'password' | 'code'

/** Every endpoint that checks a secret that somebody could guess. */
const guessed: ReadonlyMap<string, Secret> = new Map([
  ['/sign-in/email', 'password'],
  ['/confirm-email', 'password'],
  ['/change-password', 'password'],
  ['/delete-user', 'password'],
  ['/two-factor/enable', 'password'],
  ['/two-factor/disable', 'password'],
  ['/two-factor/verify-totp', 'code'],
  ['/two-factor/verify-backup-code', 'code'],
])

/** The key under which a guess is counted; null if there is nothing to guess. */
async function guessKeyOf(ctx: HookContext): Promise<string | null> {
  const secret = guessed.get(ctx.path ?? '') ?? 'password'
  if (ctx.path === '/sign-in/email') {
    const email = String(ctx.body?.email).toLowerCase()
    return digest(ctx.context, secret, email, (await knownDeviceOf(ctx, email)) ?? 'elsewhere')
  }
  // There is one link per account. With a new password there is nothing to guess.
  if (ctx.path === '/confirm-email') {
    return ctx.body?.password === undefined ? null : digest(ctx.context, secret, String(ctx.body.token), 'confirmation')
  }
  const session = await getSessionFromCtx(ctx)
  if (session !== null) return digest(ctx.context, secret, session.user.id, 'signed in')
  return secret === 'code' ? await keyOfSecondStep(ctx) : null
}

/** A user who has entered the password and is asked for a code. */
async function keyOfSecondStep({ context, getSignedCookie }: HookContext): Promise<string | null> {
  const identifier = await getSignedCookie(context.createAuthCookie('two_factor').name, context.secret)
  const step = identifier ? await context.internalAdapter.findVerificationValue(identifier) : null
  return step && digest(context, 'code', step.value, 'second step')
}

/** In seconds, as in Better Auth's own limits. */
const tooManyGuesses = (wait: number) =>
  new APIError(
    'TOO_MANY_REQUESTS',
    { code: 'TOO_MANY_GUESSES', message: `Too many wrong attempts. Wait ${wait} seconds, then try again.` },
    { 'x-retry-after': String(wait) },
  )
