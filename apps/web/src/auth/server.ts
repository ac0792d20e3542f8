import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { createAuthMiddleware } from 'better-auth/api'
import { type JwtOptions, jwt } from 'better-auth/plugins'
import { readSettings, type Settings } from '../env'
import { clientAddressHeader } from './client-address'
import { eraseTasks } from './erase-tasks'
import { PrismaClient } from './generated/client'
import { revocationFeed } from './revocation-feed'

const day = 24 * 60 * 60
const tokenLifeSeconds = 5 * 60

const jwtOptions = ({ issuer, audience }: Settings) =>
  ({
    jwks: {
      keyPairConfig: { alg: 'EdDSA', crv: 'Ed25519' },
      rotationInterval: 30 * day,
      // An API that cannot reach this app uses the keys it has for up to a day; a token outlives that by minutes.
      gracePeriod: 30 * day,
    },
    jwt: {
      issuer,
      audience,
      expirationTime: `${tokenLifeSeconds}s`,
      // By default the whole user would be in it. A token names its subject and its session, and nothing else.
      definePayload: ({ session }) => ({ sid: session.id }),
    },
    // Tokens are handed out at /token only, not in a header of every answer about the session.
    disableSettingJwtHeader: true,
  }) satisfies JwtOptions

/** A changed password signs out everywhere else, whether the caller asks for that or not. */
const endOtherSessions = createAuthMiddleware(async ({ path, body }) =>
  path === '/change-password' ? { context: { body: { ...body, revokeOtherSessions: true } } } : undefined,
)

function createAuth() {
  const settings = readSettings()
  const { authDatabaseUrl, secret, webUrl } = settings
  const tokens = jwtOptions(settings)
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: authDatabaseUrl }) })
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
    },
    hooks: { before: endOtherSessions },
    // Counted in the database: a restart forgets nothing, and several instances count together.
    rateLimit: { enabled: true, storage: 'database', customRules: { '/jwks': false, '/revocations': false } },
    advanced: { ipAddress: { ipAddressHeaders: [clientAddressHeader] } },
    user: {
      deleteUser: {
        enabled: true,
        // The tasks go first, by the user's own token. If they cannot be erased, the account stays, to try again.
        beforeDelete: async (_user, request) => eraseTasks(await tokenFor(new Headers(request?.headers))),
      },
    },
    plugins: [jwt(tokens), revocationFeed(tokens, tokenLifeSeconds)],
    telemetry: { enabled: false },
  })
}

type Auth = ReturnType<typeof createAuth>

// Kept on globalThis: in development modules are loaded anew, and each load would open another pool.
const store = globalThis as { ownlistAuth?: Auth }

/** Better Auth: the only issuer of tokens, and the only one to touch the auth database. */
export function auth(): Auth {
  store.ownlistAuth ??= createAuth()
  return store.ownlistAuth
}

/** Who is signed in by these request headers; null for nobody. */
export const sessionOf = (headers: Headers) => auth().api.getSession({ headers })

/** A token for whoever is signed in by these request headers. @throws if nobody is */
export async function tokenFor(headers: Headers): Promise<string> {
  return (await auth().api.getToken({ headers })).token
}

/** Better Auth makes its signing key when the keys are first asked for; two who ask at once would make two. */
export async function makeFirstKey(): Promise<void> {
  await auth().api.getJwks()
}
