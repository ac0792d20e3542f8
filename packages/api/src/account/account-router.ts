import { z } from 'zod'
import { personProcedure, userProcedure } from '../procedures.js'
import { router } from '../trpc.js'

export const accountRouter = router({
  whoami: userProcedure
    .meta({ summary: 'The caller as the API knows them: the token’s `sub`, and nothing else.' })
    .output(z.strictObject({ userId: z.string() }))
    .query(({ ctx }) => ({ userId: ctx.caller.userId })),

  erase: personProcedure
    .meta({
      summary: 'Removes every row of the caller, for good, and takes no new one for ten minutes. Can be repeated.',
    })
    .output(z.strictObject({ rows: z.int().describe('How many were removed.') }))
    .mutation(async ({ ctx }) => ({ rows: await ctx.eraseOwner(ctx.caller.userId) })),
})
