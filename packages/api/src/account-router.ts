import { z } from 'zod'
import { personProcedure, router, userProcedure } from './trpc.js'

export const accountRouter = router({
  whoami: userProcedure
    .meta({ summary: 'The caller as the API knows them: the token’s `sub`, and no more.' })
    .output(z.strictObject({ userId: z.string() }))
    .query(({ ctx }) => ({ userId: ctx.userId })),

  erase: personProcedure
    .meta({
      summary: 'Removes every row of the caller, for good, and takes no new one for ten minutes. Can be repeated.',
    })
    .output(z.strictObject({ rows: z.int().describe('How many were removed.') }))
    .mutation(async ({ ctx }) => ({ rows: await ctx.eraseOwner(ctx.userId) })),
})
