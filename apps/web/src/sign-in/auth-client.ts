import { passkeyClient } from '@better-auth/passkey/client'
import { deviceAuthorizationClient, twoFactorClient } from 'better-auth/client/plugins'
import { createAuthClient } from 'better-auth/react'

/** Better Auth, called from the browser. Its cookie is never visible to scripts. */
export const authClient = createAuthClient({
  plugins: [twoFactorClient(), passkeyClient(), deviceAuthorizationClient()],
})
