import { passkey } from '@better-auth/passkey'
import { PrismaPg } from '@prisma/adapter-pg'
import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { createAuthMiddleware } from 'better-auth/api'
import { type JwtOptions, twoFactor } from 'better-auth/plugins'
import type { Settings } from '../env'
import type { Mail, Mailer } from '../mail/mailer'
import { confirmAddress, existingAccount, newPassword } from '../mail/messages'
import { clientAddressHeader } from './client-address'
import { confirmDeletion } from './confirm-deletion'
import { deviceRequests } from './device-requests'
import { PrismaClient } from './generated/client'
import { createGuessCount } from './guess-count'
import { narrowRequest } from './narrow-request'
import { passkeyFaults } from './passkey-faults'
import { programs } from './programs'
import { providerProfiles } from './provider-profiles'
import { revocationFeed } from './revocation-feed'
import { createSigningKeys, type SigningKeys } from './signing-keys'
import { slowGuessing } from './slow-guessing'
import { tokenIssuer } from './token-issuer'

const tokenLifeSeconds = 5 * 60

/** What Better Auth needs of the rest of the app. */
export interface AuthParts {
  readonly settings: Settings
  /** Null where no mail can be sent: then nobody is asked to confirm an address, and nobody can reset a password. */
  readonly mailer: Mailer | null
  /** Erases what the API holds of the person of these request headers. @throws {APIError} to keep the account */
  eraseRows(headers: Headers): Promise<void>
}

const jwtOptions = ({ issuer, audience }: Settings, { adapter }: SigningKeys) =>
  ({
    adapter,
    jwt: {
      issuer,
      audience,
      expirationTime: `${tokenLifeSeconds}s`,
      // By default the whole user would be in it. A token names its subject and its session; a program's, what it may do too.
      definePayload: ({ session: { id, scope } }) => (typeof scope === 'string' ? { sid: id, scope } : { sid: id }),
    },
    // Tokens are handed out at /token only, not in a header of every answer about the session.
    disableSettingJwtHeader: true,
  }) satisfies JwtOptions

/** A changed password signs out everywhere else, whether the caller asks for that or not. */
const endOtherSessions = createAuthMiddleware(async ({ path, body }) =>
  path === '/change-password' ? { context: { body: { ...body, revokeOtherSessions: true } } } : undefined,
)

/** Better Auth as this app uses it. */
export function createAuth({ settings, mailer, eraseRows }: AuthParts) {
  const { authDatabaseUrl, secret, webUrl, smtpUrl, oauth } = settings
  const secondFactor = twoFactor()
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: authDatabaseUrl }) })
  const keys = createSigningKeys(prisma, tokenLifeSeconds)
  const tokens = jwtOptions(settings, keys)
  // Not awaited: how long a mail takes would tell a stranger whether there is such an account.
  const send = (mail: Mail) =>
    void mailer
      ?.send(mail)
      .catch(({ code }) => process.stderr.write(`A mail could not be sent: ${code ?? 'no code'}\n`))
  return betterAuth({
    appName: 'Ownlist',
    baseURL: webUrl,
    secret,
    trustedOrigins: [webUrl],
    database: prismaAdapter(prisma, { provider: 'postgresql' }),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 12,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      // Mail that stays on this machine proves nothing of an address.
      requireEmailVerification: smtpUrl !== null,
      ...(mailer === null
        ? {}
        : {
            sendResetPassword: async ({ user, url }) => send(newPassword(user, url)),
            onExistingUserSignUp: async ({ user }) => send(existingAccount(user, `${webUrl}/sign-in`)),
          }),
    },
    ...(mailer === null
      ? {}
      : {
          emailVerification: {
            sendOnSignUp: true,
            sendOnSignIn: smtpUrl !== null,
            autoSignInAfterVerification: true,
            sendVerificationEmail: async ({ user, url }) => send(confirmAddress(user, url)),
          },
        }),
    socialProviders: oauth,
    user: {
      deleteUser: {
        enabled: true,
        // What they keep in the API goes first, by the user's own token. If they cannot be erased, the account stays, to try again.
        beforeDelete: async (_user, request) => eraseRows(new Headers(request?.headers)),
      },
    },
    hooks: { before: endOtherSessions },
    // Counted in the database: a restart forgets nothing, and several instances count together.
    rateLimit: {
      enabled: true,
      storage: 'database',
      customRules: {
        '/jwks': false,
        '/revocations': false,
        // A count ends with a pause as long as its window only, and an office behind one address never pauses for ten seconds.
        '/token': { window: 1, max: 100 },
        '/get-session': { window: 1, max: 100 },
        '/delete-user': { window: 10, max: 3 },
        // Each program asks every five seconds, for a code that cannot be guessed.
        '/device/token': { window: 1, max: 100 },
        '/device/code': { window: 60, max: 10 },
        // A user code can be tried a hundred times while it is good, of some 10^12.
        '/device': { window: 60, max: 10 },
        '/device/approve': { window: 60, max: 10 },
        '/device/deny': { window: 60, max: 10 },
        '/device/narrow': { window: 60, max: 10 },
      },
    },
    advanced: { ipAddress: { ipAddressHeaders: [clientAddressHeader] } },
    plugins: [
      tokenIssuer(tokens, keys),
      revocationFeed(tokens, keys, tokenLifeSeconds),
      secondFactor,
      // Behind the second factor, which takes the session of a first step back.
      slowGuessing(createGuessCount(prisma)),
      confirmDeletion(secondFactor),
      passkey({ origin: webUrl }),
      passkeyFaults(),
      providerProfiles(),
      deviceRequests(),
      narrowRequest(),
      programs(),
    ],
    telemetry: { enabled: false },
  })
}

export type Auth = ReturnType<typeof createAuth>

/**
 * Makes the signing key if there is none, and signs with it.
 * @throws {Error} that says what to do if the key cannot be read with the secret that is set
 */
export async function proveSigningKey({ api }: Auth): Promise<void> {
  try {
    await api.signJWT({ body: { payload: {} } })
  } catch (cause) {
    if (!String(cause).includes('decrypt')) throw cause
    throw new Error(
      'The signing keys were encrypted with another BETTER_AUTH_SECRET. Put the old secret back, or, if it is lost, run `pnpm keys:reset`, which removes those keys: everybody gets new tokens within minutes. See docs/keys.md.',
      { cause },
    )
  }
}

/** Makes the next signing key when it is due, and removes keys and revocations that no token needs any more. */
export async function keepHouse({ api }: Auth): Promise<void> {
  await api.keepSigningKeys()
  await api.removeExpiredRevocations()
}
