import { z } from 'zod'
import { personProcedure, router, userProcedure } from './trpc.js'

export const accountRouter = router({
  /** The caller as the API knows them: the token's `sub`, and no more. */
  whoami: userProcedure.output(z.strictObject({ userId: z.string() })).query(({ ctx }) => ({ userId: ctx.userId })),

  /** Removes every row of the caller, for good, and takes no new one for ten minutes (FORBIDDEN). Can be repeated. */
  erase: personProcedure
    .output(z.strictObject({ rows: z.number() }))
    .mutation(async ({ ctx }) => ({ rows: await ctx.eraseOwner(ctx.userId) })),
})
