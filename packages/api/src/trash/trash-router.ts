import { visibleKinds } from '../changes/change-kinds.js'
import { encodeCursor } from '../page-cursor.js'
import { personProcedure, readProcedure } from '../procedures.js'
import { router } from '../trpc.js'
import { emptied, type TrashRow, trashPage, trashQuery } from './trash-schemas.js'

/** Deleted rows are kept for 30 days. Only the user can remove them earlier. */
export const trashRouter = router({
  list: readProcedure
    .meta({ summary: 'Returns one page of the caller’s deleted rows, last deleted first.' })
    .input(trashQuery)
    .output(trashPage)
    .query(async ({ ctx, input: { limit, cursor } }) => {
      const kinds = visibleKinds(ctx.caller.scopes)
      const { items, next } = await ctx.trash.list(ctx.owner, { limit, after: cursor ?? null, kinds, room: ctx.room })
      return { items: items as TrashRow[], nextCursor: next && encodeCursor(next) }
    }),

  empty: personProcedure
    .meta({ summary: 'Permanently removes all deleted rows. This cannot be undone.' })
    .output(emptied)
    .mutation(({ ctx }) => ctx.trash.empty(ctx.owner)),
})
