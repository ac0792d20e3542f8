import { passkey } from '@better-auth/passkey'
import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthMiddleware } from 'better-auth/api'

const userVerification = 'required'

function assertVerified(userVerified: boolean | undefined): void {
  if (userVerified === true) return
  throw new APIError('UNAUTHORIZED', {
    code: 'USER_NOT_VERIFIED',
    message: 'The passkey did not verify you. Unlock it with a PIN, fingerprint or face.',
  })
}

/**
 * Passkeys that sign in on their own, so each use has to prove two factors: the device, and what unlocks it (WebAuthn's
 * user verification). Better Auth only prefers user verification and accepts signatures without it. Here it is required
 * when a passkey is added and at every sign-in, and the server checks the signed flag.
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

/** Makes browsers require user verification at sign-in. Better Auth's plugin has no option for it. */
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
