import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthEndpoint, sensitiveSessionMiddleware } from 'better-auth/api'
import { z } from 'zod'
import { accessOf, scopesOf } from '../access/access'
import { readUserCode } from './user-code'

/**
 * `POST /device/narrow`: of what a program asks for, whoever decides on it leaves only what is in one list. Nothing is ever
 * added, so it need not be known whose list it is: in another's there is nothing for them.
 */
export const narrowRequest = () =>
  ({
    id: 'narrow-request',
    endpoints: {
      narrowRequest: createAuthEndpoint(
        '/device/narrow',
        {
          method: 'POST',
          body: z.strictObject({ userCode: z.string(), listId: z.uuid().toLowerCase() }),
          use: [sensitiveSessionMiddleware],
          requireHeaders: true,
        },
        async ({ context, body: { userCode, listId }, json }) => {
          // Undecided, and looked up by this person, who alone can decide.
          const where = [
            { field: 'userCode', value: readUserCode(userCode) ?? '' },
            { field: 'userId', value: context.session.user.id },
            { field: 'status', value: 'pending' },
          ]
          const request = await context.adapter.findOne<{ scope: string | null }>({ model: 'deviceCode', where })
          const access = request && accessOf(request.scope)
          if (!access || (access.listId ?? listId) !== listId) {
            throw new APIError('BAD_REQUEST', {
              code: 'NOT_NARROWED',
              message: 'There is no such request to decide on.',
            })
          }
          const update = { scope: scopesOf({ ...access, listId }) }
          await context.adapter.updateMany({ model: 'deviceCode', where, update })
          return json({ status: true })
        },
      ),
    },
  }) satisfies BetterAuthPlugin
