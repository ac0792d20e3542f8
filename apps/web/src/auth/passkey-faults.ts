import type { BetterAuthPlugin } from 'better-auth'
import { z } from 'zod'

const unreadable = z.object({ code: z.literal('FAILED_TO_VERIFY_REGISTRATION') })

/** Better Auth answers 500 to a new passkey that it cannot parse. That is the caller's fault, so this answers 400. */
export const passkeyFaults = () =>
  ({
    id: 'passkey-faults',
    async onResponse(response) {
      if (response.status !== 500) return
      const body: unknown = await response
        .clone()
        .json()
        .catch(() => null)
      if (!unreadable.safeParse(body).success) return
      return { response: Response.json(body, { status: 400, headers: response.headers }) }
    },
  }) satisfies BetterAuthPlugin
