import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthEndpoint, getSessionFromCtx } from 'better-auth/api'
import { z } from 'zod'
import type { AuthDatabase, UserRow } from './auth-database'
import { confirmAddress, takeAccountOver } from './confirm-address'
import { findConfirmation } from './confirmation-link'
import { newPassword, password, personName, text } from './request-fields'

/**
 * The body of `POST /confirm-email`: the token of the link, with either the account's password or a new password and a
 * name.
 */
export const confirmEmailBody = z
  .strictObject({
    token: text(64),
    password: password.optional(),
    newPassword: newPassword.optional(),
    name: personName.optional(),
  })
  .refine(
    (body) => (body.password === undefined) === (body.newPassword !== undefined && body.name !== undefined),
    'must hold either the password, or a new password and a name',
  )

const refusals = {
  INVALID_TOKEN: ['BAD_REQUEST', 'The link was already used, has expired, or does not exist. Request a new one.'],
  WRONG_SIGN_UP_PASSWORD: ['BAD_REQUEST', 'This is not the password that was chosen at sign-up.'],
  PASSWORD_TOO_SHORT: ['BAD_REQUEST', 'The password is too short.'],
  SIGNED_IN_AS_ANOTHER: ['FORBIDDEN', 'Somebody else is signed in here. Sign out first.'],
  EMAIL_NOT_VERIFIED: ['FORBIDDEN', 'Confirm your e-mail address first.'],
  INVALID_EMAIL_OR_PASSWORD: ['UNAUTHORIZED', 'Invalid email or password'],
} as const

function refusal(code: keyof typeof refusals): APIError {
  const [status, message] = refusals[code]
  return new APIError(status, { code, message })
}

/**
 * Confirms addresses with mailed links. `POST /confirm-email` takes the token of the link and the password. It signs
 * nobody in: that requires the password and the second factor at the sign-in page. Opening the link changes nothing, so
 * a mail scanner, or a page that redirects its visitor there, has no effect. A user who has only the link chooses a new
 * password, and the account starts empty (`takeAccountOver`).
 * @param required whether an account with an unconfirmed address gets no session at all, however it signs in
 * @param askAgain mails another link to a user who signs in with the password before the address is confirmed
 */
export const emailConfirmation = (db: AuthDatabase, required: boolean, askAgain?: (user: UserRow) => void) =>
  ({
    id: 'email-confirmation',
    init: () => ({
      options: {
        databaseHooks: {
          session: {
            create: {
              before: async ({ userId }, ctx) => {
                if (!required) return
                const user = await db.user.findUnique({ where: { id: userId } })
                if (user?.emailVerified === true) return
                // This is answered like a wrong password. Otherwise somebody could sign up with another person's
                // address, sign in with the password that they chose, and learn whether an account existed before.
                if (ctx?.path !== '/sign-in/email') throw refusal('EMAIL_NOT_VERIFIED')
                if (user !== null) askAgain?.(user)
                throw refusal('INVALID_EMAIL_OR_PASSWORD')
              },
            },
          },
        },
      },
    }),
    rateLimit: [{ pathMatcher: (path) => path === '/confirm-email', window: 10, max: 5 }],
    endpoints: {
      confirmEmail: createAuthEndpoint(
        '/confirm-email',
        { method: 'POST', body: confirmEmailBody, requireHeaders: true },
        async (ctx) => {
          const { context } = ctx
          const { token, password, newPassword, name } = ctx.body
          const user = await findConfirmation(db, token)
          if (user === null) throw refusal('INVALID_TOKEN')
          const session = await getSessionFromCtx(ctx)
          if (session !== null && session.user.id !== user.id) throw refusal('SIGNED_IN_AS_ANOTHER')
          const { hash, verify, config } = context.password
          let isDone: boolean
          if (newPassword !== undefined && name !== undefined) {
            if (newPassword.length < config.minPasswordLength) throw refusal('PASSWORD_TOO_SHORT')
            const passwordHash = await hash(newPassword)
            isDone = await takeAccountOver(db, { userId: user.id, token, name, passwordHash })
          } else {
            const stored = user.accounts[0]?.password ?? null
            if (stored === null || !(await verify({ hash: stored, password: password ?? '' }))) {
              throw refusal('WRONG_SIGN_UP_PASSWORD')
            }
            isDone = await confirmAddress(db, { userId: user.id, token, passwordHash: stored })
          }
          if (!isDone) throw refusal('INVALID_TOKEN')
          return ctx.json({ status: true, email: user.email })
        },
      ),
      /**
       * For the page that the link opens: the address that it confirms, which the holder of the link may know. Null if
       * the link is no longer valid.
       */
      readConfirmation: createAuthEndpoint.serverOnly(
        { method: 'POST', body: z.strictObject({ token: z.string() }) },
        async ({ body, json }) => {
          const user = await findConfirmation(db, body.token)
          return json(user && { userId: user.id, email: user.email, hasPassword: user.accounts.length > 0 })
        },
      ),
    },
  }) satisfies BetterAuthPlugin
