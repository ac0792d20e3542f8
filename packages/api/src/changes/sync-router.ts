import { readInListsProcedure } from '../procedures.js'
import { router } from '../trpc.js'
import { encodeChangeCursor } from './change-cursor.js'
import { type RowChange, visibleKinds } from './change-kinds.js'
import { live } from './live.js'
import { changePage, changeQuery } from './sync-schemas.js'

/** For clients that keep their views, or a copy of the rows, up to date. */
export const syncRouter = router({
  live,

  changes: readInListsProcedure
    .meta({
      summary: 'Returns the rows that have changed since an earlier call, as they are now.',
      refusals: ['LOG_TRIMMED'],
    })
    .input(changeQuery)
    .output(changePage)
    .query(async ({ ctx, input: { since, cursor = null, limit } }) => {
      const kinds = visibleKinds(ctx.caller.scopes)
      const query = { since, after: cursor, kinds, limit, room: ctx.room }
      const { seq, changes, next } = await ctx.changes.list(ctx.owner, query)
      return { seq, changes: changes as RowChange[], more: next !== null, cursor: next && encodeChangeCursor(next) }
    }),
})
