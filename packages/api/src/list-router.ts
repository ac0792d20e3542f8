import { v7 as uuidv7 } from 'uuid'
import { list, listChanges, listPage, listQuery, listRef, newList } from './list-schemas.js'
import { readInListsProcedure } from './lists-procedure.js'
import { encodeCursor } from './page-cursor.js'
import { router, writeProcedure } from './trpc.js'

/** A program that was let into one list sees that one; only one that may change all tasks makes, renames or deletes lists. */
export const listRouter = router({
  list: readInListsProcedure
    .meta({ summary: 'One page of the caller’s lists, newest first.' })
    .input(listQuery)
    .output(listPage)
    .query(async ({ ctx, input: { limit, cursor } }) => {
      const { items, next } = await ctx.lists.list(ctx.userId, { limit, after: cursor ?? null, room: ctx.room })
      return { items, nextCursor: next && encodeCursor(next) }
    }),

  get: readInListsProcedure
    .meta({ summary: 'One list.', refusals: ['NOT_FOUND'] })
    .input(listRef)
    .output(list)
    .query(({ ctx, input }) => ctx.lists.get(ctx.userId, input.id)),

  create: writeProcedure
    .meta({
      summary: 'A new list. The same id with the same body again is the same list.',
      refusals: ['ID_TAKEN', 'ERASED', 'QUOTA_EXCEEDED'],
    })
    .input(newList)
    .output(list)
    .mutation(({ ctx, input }) => ctx.lists.create(ctx.userId, { ...input, id: input.id ?? uuidv7() })),

  update: writeProcedure
    .meta({ summary: 'Changes the fields that are named.', refusals: ['NOT_FOUND', 'STALE_VERSION'] })
    .input(listChanges)
    .output(list)
    .mutation(({ ctx, input: { id, version, ...changes } }) => ctx.lists.update(ctx.userId, id, changes, version)),

  delete: writeProcedure
    .meta({ summary: 'Takes a list and the tasks in it away until `list.restore`.', refusals: ['NOT_FOUND'] })
    .input(listRef)
    .output(list)
    .mutation(({ ctx, input }) => ctx.lists.delete(ctx.userId, input.id)),

  restore: writeProcedure
    .meta({ summary: 'Undoes a delete.', refusals: ['NOT_FOUND'] })
    .input(listRef)
    .output(list)
    .mutation(({ ctx, input }) => ctx.lists.restore(ctx.userId, input.id)),
})
