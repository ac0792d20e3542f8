import { readInListsProcedure, writeInListsProcedure } from '../procedures.js'
import { router } from '../trpc.js'
import { visibleKinds } from './change-kinds.js'
import { action, historyPage, historyQuery, undoRequest } from './history-schemas.js'

/** What a user and their apps did. An app that is limited to some lists sees only what happened in them. */
export const historyRouter = router({
  list: readInListsProcedure
    .meta({ summary: 'Returns one page of the caller’s actions, newest first, with what each one changed.' })
    .input(historyQuery)
    .output(historyPage)
    .query(async ({ ctx, input: { limit, cursor } }) => {
      const query = { before: cursor ?? null, kinds: visibleKinds(ctx.caller.scopes), limit, room: ctx.room }
      const { items, next } = await ctx.changes.history(ctx.owner, query)
      return { items: items as WithFields[], nextCursor: next }
    }),

  undo: writeInListsProcedure
    .meta({
      summary: 'Undoes an action as a whole. An app can only undo its own actions.',
      refusals: ['NOT_FOUND', 'CHANGED_SINCE'],
    })
    .input(undoRequest)
    .output(action)
    .mutation(async ({ ctx, input: { seq = null, overwrite } }) => {
      const kinds = visibleKinds(ctx.caller.scopes)
      const ownSession = ctx.caller.scopes !== null
      const done = await ctx.changes.undo(ctx.owner, { seq, overwrite, ownSession, kinds })
      const { items } = await ctx.changes.history(ctx.owner, { before: done + 1, kinds, limit: 1 })
      return items[0] as WithFields
    }),
})

/** The output schema checks it. */
type WithFields = (typeof historyPage)['_output']['items'][number]
