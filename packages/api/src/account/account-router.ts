import { z } from 'zod'
import { compiled } from '../compiled.js'
import { personProcedure, userProcedure } from '../procedures.js'
import { router } from '../trpc.js'

export const accountRouter = router({
  whoami: userProcedure
    .meta({ summary: 'The caller’s user id, from the token’s `sub` claim.' })
    .output(compiled(z.strictObject({ userId: z.string() })))
    .query(({ ctx }) => ({ userId: ctx.caller.userId })),

  erase: personProcedure
    .meta({
      summary: 'Permanently removes all of the caller’s data, and refuses new data for ten minutes. Idempotent.',
    })
    .output(compiled(z.strictObject({ rows: z.int().describe('The number of rows that were removed.') })))
    .mutation(async ({ ctx }) => ({ rows: await ctx.eraseOwner(ctx.caller.userId, ctx.requestId) })),
})
