import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthEndpoint, sensitiveSessionMiddleware } from 'better-auth/api'
import { z } from 'zod'
import { accessOf, scopesOf } from '../access/access'
import { readUserCode } from './user-code'

/**
 * `POST /device/narrow`: limits what a program requests to one list, before the user decides. It never adds anything,
 * so the owner of the list need not be known: in another user's list there is nothing for the program.
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
          // The request is undecided and was looked up by this user, the only one who can decide.
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
              message: 'This request does not exist or was already decided.',
            })
          }
          const update = { scope: scopesOf({ ...access, listId }) }
          await context.adapter.updateMany({ model: 'deviceCode', where, update })
          return json({ status: true })
        },
      ),
    },
  }) satisfies BetterAuthPlugin
