import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { createAuthMiddleware } from 'better-auth/api'
import { type JwtOptions, twoFactor } from 'better-auth/plugins'
import type { Settings } from '../env'
import type { Mailer } from '../mail/mailer'
import type { Locale } from '../texts/locale'
import { createAccountMail } from './account-mail'
import { type AuthConnections, openAuthDatabase } from './auth-connections'
import { clientAddressHeader } from './client-address'
import { confirmDeletion } from './confirm-deletion'
import { cookieRenewal } from './cookie-renewal'
import { deviceRequests } from './device-requests'
import { emailConfirmation } from './email-confirmation'
import { createGuessCount } from './guess-count'
import { narrowRequest } from './narrow-request'
import { passkeyFaults } from './passkey-faults'
import { programs } from './programs'
import { providerProfiles } from './provider-profiles'
import { programName } from './request-fields'
import { revocationFeed } from './revocation-feed'
import { createSigningKeys, type SigningKeys } from './signing-keys'
import { singleUseTotp, totpOptions } from './single-use-totp'
import { slowGuessing } from './slow-guessing'
import { tokenIssuer } from './token-issuer'
import { askForVerification, verifiedPasskeys } from './verified-passkeys'

const tokenLifeSeconds = 5 * 60

/** How passwords are turned into what the database holds, and compared with it. */
export type PasswordHashing = Required<NonNullable<NonNullable<BetterAuthOptions['emailAndPassword']>['password']>>

/** What Better Auth needs from the rest of the app. */
export interface AuthParts {
  readonly settings: Settings
  /** Opened here by default. */
  readonly database?: Pick<AuthConnections, 'prisma'>
  /** Null if no mail can be sent. Then nobody is asked to confirm an address, and nobody can reset a password. */
  readonly mailer: Mailer | null
  /**
   * Erases the API's data of the user of these request headers.
   * @throws {APIError} to keep the account
   */
  eraseRows(headers: Headers): Promise<void>
  /** The language of the request that is being answered; English by default. */
  readonly language?: () => Promise<Locale>
  /** Better Auth's own by default, which is scrypt. */
  readonly passwords?: PasswordHashing
}

const jwtOptions = ({ issuer, audience }: Settings, { adapter }: SigningKeys) =>
  ({
    adapter,
    jwt: {
      issuer,
      audience,
      expirationTime: `${tokenLifeSeconds}s`,
      // By default, the token would contain the whole user. Ours contains the subject and the session. An app's token also
      // contains its scopes and its name.
      definePayload: ({ session: { id, scope, program } }) =>
        typeof scope === 'string' ? { sid: id, scope, client_id: clientId(program) } : { sid: id },
    },
    // Tokens are issued only at /token, not in a header of every session response.
    disableSettingJwtHeader: true,
  }) satisfies JwtOptions

/** A token without a name would count as the user's own, and one with an invalid name would be refused. */
const clientId = (program: unknown) => programName.safeParse(program).data ?? 'Unnamed app'

/** A changed password signs the user out everywhere else, even if the caller does not request it. */
const endOtherSessions = createAuthMiddleware(async ({ path, body }) =>
  path === '/change-password' ? { context: { body: { ...body, revokeOtherSessions: true } } } : undefined,
)

/** Better Auth as this app uses it. */
export function createAuth(parts: AuthParts) {
  const { settings, mailer, eraseRows, database, passwords, language = async () => 'en' } = parts
  const { authDatabaseUrl, secret, webUrl, corsOrigins, cookieDomain, smtpUrl, oauth } = settings
  const secondFactor = twoFactor({ totpOptions })
  const { prisma } = database ?? openAuthDatabase(authDatabaseUrl)
  const keys = createSigningKeys(prisma, tokenLifeSeconds)
  const tokens = jwtOptions(settings, keys)
  // Mail that stays on this machine proves nothing about an address.
  const provesAddress = smtpUrl !== null
  const mail = mailer && createAccountMail({ db: prisma, mailer, secret, webUrl, provesAddress, language })
  return betterAuth({
    appName: 'Ownlist',
    baseURL: webUrl,
    secret,
    trustedOrigins: [webUrl, ...corsOrigins],
    database: prismaAdapter(prisma, { provider: 'postgresql' }),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 12,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      // With this, sign-up answers the same whether or not the account exists. `emailConfirmation` gives no session
      // before the address is confirmed.
      autoSignIn: !provesAddress,
      ...(passwords === undefined ? {} : { password: passwords }),
      ...(mail === null
        ? {}
        : {
            sendResetPassword: async ({ user, token }) => mail.reset(user, token),
            onExistingUserSignUp: async ({ user }) => mail.existing(user),
          }),
    },
    ...(mail === null
      ? {}
      : {
          emailVerification: {
            sendOnSignUp: true,
            // Better Auth's own link confirms the address and signs in as soon as it is opened. `ownRedirects` disables
            // it.
            autoSignInAfterVerification: false,
            sendVerificationEmail: async ({ user }) => mail.confirm(user),
          },
        }),
    // A provider's account is linked only if the address is confirmed: somebody else may have chosen the password.
    account: { accountLinking: { requireLocalEmailVerified: true } },
    onAPIError: { errorURL: `${webUrl}/sign-in`, throw: true },
    socialProviders: oauth,
    user: {
      deleteUser: {
        enabled: true,
        // The API's data is erased first, with the user's own token. If that fails, the account stays, so that the user
        // can try again.
        beforeDelete: async (_user, request) => eraseRows(new Headers(request?.headers)),
      },
    },
    hooks: { before: endOtherSessions },
    // Requests are counted in the database, so that a restart loses nothing and several instances count together.
    rateLimit: {
      enabled: true,
      storage: 'database',
      customRules: {
        '/jwks': false,
        '/revocations': false,
        // A count ends only after a pause as long as its window, and an office behind one address never pauses for ten
        // seconds.
        '/token': { window: 1, max: 100 },
        '/get-session': { window: 1, max: 100 },
        '/delete-user': { window: 10, max: 3 },
        // Each program polls every five seconds, for a code that cannot be guessed.
        '/device/token': { window: 1, max: 100 },
        '/device/code': { window: 60, max: 10 },
        // A user code can be tried a hundred times while it is valid, out of some 10^12 codes.
        '/device': { window: 60, max: 10 },
        '/device/approve': { window: 60, max: 10 },
        '/device/deny': { window: 60, max: 10 },
        '/device/narrow': { window: 60, max: 10 },
      },
    },
    advanced: {
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
      ...(cookieDomain === null ? {} : { crossSubDomainCookies: { enabled: true, domain: cookieDomain } }),
    },
    plugins: [
      cookieRenewal(),
      tokenIssuer(tokens, keys),
      revocationFeed(tokens, keys, tokenLifeSeconds),
      emailConfirmation(prisma, provesAddress, mail?.confirm),
      secondFactor,
      // This runs after the second-factor plugin, which takes back the session of the first step.
      slowGuessing(createGuessCount(prisma)),
      // This runs after the delay, so that a code that was not checked is not used up.
      singleUseTotp(prisma),
      confirmDeletion(secondFactor),
      verifiedPasskeys(webUrl),
      askForVerification(),
      passkeyFaults(),
      providerProfiles(),
      deviceRequests(),
      narrowRequest(),
      programs(),
    ],
    // Errors that are not refusals reach the caller, which decides what to answer. Better Auth would log them in full
    // and answer an empty 500.
    telemetry: { enabled: false },
  })
}

export type Auth = ReturnType<typeof createAuth>

/**
 * Creates the signing key if there is none, and signs with it.
 * @throws {Error} that says what to do if the key cannot be decrypted with the current secret
 */
export async function proveSigningKey({ api }: Auth): Promise<void> {
  try {
    await api.signJWT({ body: { payload: {} } })
  } catch (cause) {
    if (!String(cause).includes('decrypt')) throw cause
    throw new Error(
      'The signing keys were encrypted with another BETTER_AUTH_SECRET. Restore the old secret. If it is lost, run `pnpm keys:reset`, which removes those keys; everybody gets new tokens within minutes. See docs/keys.md.',
      { cause },
    )
  }
}

/** Creates the next signing key when it is due, and removes keys and revocations that no token needs any more. */
export async function keepHouse({ api }: Auth): Promise<void> {
  await api.keepSigningKeys()
  await api.removeExpiredRevocations()
}
