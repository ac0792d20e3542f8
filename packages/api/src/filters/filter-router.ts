import { v7 as uuidv7 } from 'uuid'
import { encodeCursor } from '../page-cursor.js'
import { readProcedure, writeProcedure } from '../procedures.js'
import { router } from '../trpc.js'
import { filter, filterChanges, filterPage, filterQuery, filterRef, newFilter } from './filter-schemas.js'

/** Saved filters are for tasks of all lists, so an app that is limited to some lists cannot use them. */
export const filterRouter = router({
  list: readProcedure
    .meta({ summary: 'Returns one page of the caller’s saved filters, newest first.' })
    .input(filterQuery)
    .output(filterPage)
    .query(async ({ ctx, input: { limit, cursor } }) => {
      const { items, next } = await ctx.filters.list(ctx.owner, { limit, after: cursor ?? null, room: ctx.room })
      return { items, nextCursor: next && encodeCursor(next) }
    }),

  get: readProcedure
    .meta({ summary: 'Returns one filter.', refusals: ['NOT_FOUND'] })
    .input(filterRef)
    .output(filter)
    .query(({ ctx, input }) => ctx.filters.get(ctx.owner, input.id)),

  create: writeProcedure
    .meta({
      summary: 'Saves a filter. Repeating the call with the same id and body returns the same filter.',
      refusals: ['ID_TAKEN', 'ERASED', 'QUOTA_EXCEEDED'],
    })
    .input(newFilter)
    .output(filter)
    .mutation(({ ctx, input }) => ctx.filters.create(ctx.owner, { ...input, id: input.id ?? uuidv7() })),

  update: writeProcedure
    .meta({ summary: 'Changes the given fields of a filter.', refusals: ['NOT_FOUND', 'STALE_VERSION'] })
    .input(filterChanges)
    .output(filter)
    .mutation(({ ctx, input: { id, version, ...changes } }) => ctx.filters.update(ctx.owner, id, { changes, version })),

  delete: writeProcedure
    .meta({
      summary: 'Deletes a filter, but no tasks. `filter.restore` restores it.',
      refusals: ['NOT_FOUND'],
    })
    .input(filterRef)
    .output(filter)
    .mutation(({ ctx, input }) => ctx.filters.delete(ctx.owner, input.id)),

  restore: writeProcedure
    .meta({ summary: 'Restores a deleted filter.', refusals: ['NOT_FOUND'] })
    .input(filterRef)
    .output(filter)
    .mutation(({ ctx, input }) => ctx.filters.restore(ctx.owner, input.id)),
})
