// domain: tasks
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { compiled } from '../compiled.js'
import { personProcedure } from '../procedures.js'
import { router } from '../trpc.js'
import { newPushSubscription, pushRef, pushSubscription, pushSubscriptions } from './push-schemas.js'

/** Only users themselves can decide where their reminders are shown, because a reminder contains the title of a task. */
export const pushRouter = router({
  list: personProcedure
    .meta({ summary: 'Returns the browsers and apps that show the caller’s reminders, the newest first.' })
    .output(pushSubscriptions)
    .query(async ({ ctx }) => ({ publicKey: ctx.push.publicKey, items: await ctx.push.list(ctx.owner) })),

  subscribe: personProcedure
    .meta({
      summary:
        'Shows the caller’s reminders in this browser or app. Repeating the call with the same endpoint updates the other fields.',
      refusals: ['QUOTA_EXCEEDED', 'ERASED'],
    })
    .input(newPushSubscription)
    .output(pushSubscription)
    .mutation(({ ctx, input: { endpoint, keys, timeZone } }) => {
      const session = ctx.owner.sessionId ?? null
      return ctx.push.subscribe(ctx.owner, { id: uuidv7(), endpoint, ...keys, timeZone, session })
    }),

  unsubscribe: personProcedure
    .meta({ summary: 'Stops showing reminders in one browser or app, or in those of one session. Idempotent.' })
    .input(pushRef)
    .output(compiled(z.strictObject({ removed: z.int().describe('How many subscriptions there were.') })))
    .mutation(async ({ ctx, input: { id, session } }) => ({
      removed: await ctx.push.unsubscribe(ctx.owner, id === undefined ? { session: session ?? '' } : { id }),
    })),
})
