import { passkey } from '@better-auth/passkey'
import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthMiddleware } from 'better-auth/api'

const userVerification = 'required'

function assertVerified(userVerified: boolean | undefined): void {
  if (userVerified === true) return
  throw new APIError('UNAUTHORIZED', {
    code: 'USER_NOT_VERIFIED',
    message: 'The passkey did not check who uses it. Unlock it by PIN, fingerprint or face.',
  })
}

/**
 * Passkeys that sign in by themselves, so each use has to be two factors: the device, and what unlocks it (WebAuthn's user
 * verification). Better Auth asks for that only as a preference, and accepts signatures without it; here it is required when
 * a passkey is added and each time it signs in, and the server looks at the signed flag.
 */
export const verifiedPasskeys = (webUrl: string) =>
  passkey({
    origin: webUrl,
    authenticatorSelection: { userVerification },
    registration: {
      afterVerification: async ({ verification }) => assertVerified(verification.registrationInfo?.userVerified),
    },
    authentication: {
      afterVerification: async ({ verification }) => assertVerified(verification.authenticationInfo.userVerified),
    },
  })

/** Has browsers ask for user verification at sign-in, which has no option in Better Auth's plugin. */
export const askForVerification = () =>
  ({
    id: 'ask-for-verification',
    hooks: {
      after: [
        {
          matcher: ({ path }) => path === '/passkey/generate-authenticate-options',
          handler: createAuthMiddleware(async ({ context: { returned }, json }) =>
            typeof returned === 'object' && returned !== null && 'challenge' in returned
              ? json({ ...returned, userVerification })
              : undefined,
          ),
        },
      ],
    },
  }) satisfies BetterAuthPlugin
