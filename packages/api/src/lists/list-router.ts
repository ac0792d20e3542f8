import { v7 as uuidv7 } from 'uuid'
import { encodeCursor } from '../page-cursor.js'
import { readInListsProcedure, writeProcedure } from '../procedures.js'
import { router } from '../trpc.js'
import { list, listChanges, listPage, listQuery, listRef, newList } from './list-schemas.js'

/** An app that is limited to some lists sees only those. Only an app that may change everything creates, renames or deletes lists. */
export const listRouter = router({
  list: readInListsProcedure
    .meta({ summary: 'One page of the caller’s lists, newest first.' })
    .input(listQuery)
    .output(listPage)
    .query(async ({ ctx, input: { limit, cursor } }) => {
      const { items, next } = await ctx.lists.list(ctx.owner, { limit, after: cursor ?? null, room: ctx.room })
      return { items, nextCursor: next && encodeCursor(next) }
    }),

  get: readInListsProcedure
    .meta({ summary: 'One list.', refusals: ['NOT_FOUND'] })
    .input(listRef)
    .output(list)
    .query(({ ctx, input }) => ctx.lists.get(ctx.owner, input.id)),

  create: writeProcedure
    .meta({
      summary: 'A new list. The same id with the same body again is the same list.',
      refusals: ['ID_TAKEN', 'ERASED', 'QUOTA_EXCEEDED'],
    })
    .input(newList)
    .output(list)
    .mutation(({ ctx, input }) => ctx.lists.create(ctx.owner, { ...input, id: input.id ?? uuidv7() })),

  update: writeProcedure
    .meta({ summary: 'Changes the fields that are named.', refusals: ['NOT_FOUND', 'STALE_VERSION'] })
    .input(listChanges)
    .output(list)
    .mutation(({ ctx, input: { id, version, ...changes } }) => ctx.lists.update(ctx.owner, id, { changes, version })),

  delete: writeProcedure
    .meta({ summary: 'Takes a list and the tasks in it away until `list.restore`.', refusals: ['NOT_FOUND'] })
    .input(listRef)
    .output(list)
    .mutation(({ ctx, input }) => ctx.lists.delete(ctx.owner, input.id)),

  restore: writeProcedure
    .meta({ summary: 'Undoes a delete.', refusals: ['NOT_FOUND'] })
    .input(listRef)
    .output(list)
    .mutation(({ ctx, input }) => ctx.lists.restore(ctx.owner, input.id)),
})
