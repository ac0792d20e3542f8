import { v7 as uuidv7 } from 'uuid'
import { encodeCursor } from '../page-cursor.js'
import { readInListsProcedure, writeProcedure } from '../procedures.js'
import { router } from '../trpc.js'
import { list, listChanges, listPage, listQuery, listRef, newList } from './list-schemas.js'

/**
 * An app that is limited to some lists sees only those. Only an app that may change everything can create, rename or
 * delete lists.
 */
export const listRouter = router({
  list: readInListsProcedure
    .meta({ summary: 'Returns one page of the caller’s lists, newest first.' })
    .input(listQuery)
    .output(listPage)
    .query(async ({ ctx, input: { limit, cursor } }) => {
      const { items, next } = await ctx.lists.list(ctx.owner, { limit, after: cursor ?? null, room: ctx.room })
      return { items, nextCursor: next && encodeCursor(next) }
    }),

  get: readInListsProcedure
    .meta({ summary: 'Returns one list.', refusals: ['NOT_FOUND'] })
    .input(listRef)
    .output(list)
    .query(({ ctx, input }) => ctx.lists.get(ctx.owner, input.id)),

  create: writeProcedure
    .meta({
      summary: 'Creates a list. Repeating the call with the same id and body returns the same list.',
      refusals: ['ID_TAKEN', 'ERASED', 'QUOTA_EXCEEDED'],
    })
    .input(newList)
    .output(list)
    .mutation(({ ctx, input }) => ctx.lists.create(ctx.owner, { ...input, id: input.id ?? uuidv7() })),

  update: writeProcedure
    .meta({ summary: 'Changes the given fields of a list.', refusals: ['NOT_FOUND', 'STALE_VERSION'] })
    .input(listChanges)
    .output(list)
    .mutation(({ ctx, input: { id, version, ...changes } }) => ctx.lists.update(ctx.owner, id, { changes, version })),

  delete: writeProcedure
    .meta({ summary: 'Deletes a list and the tasks in it. `list.restore` brings them back.', refusals: ['NOT_FOUND'] })
    .input(listRef)
    .output(list)
    .mutation(({ ctx, input }) => ctx.lists.delete(ctx.owner, input.id)),

  restore: writeProcedure
    .meta({ summary: 'Restores a deleted list and its tasks.', refusals: ['NOT_FOUND'] })
    .input(listRef)
    .output(list)
    .mutation(({ ctx, input }) => ctx.lists.restore(ctx.owner, input.id)),
})
