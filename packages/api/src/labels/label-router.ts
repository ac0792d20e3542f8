import { v7 as uuidv7 } from 'uuid'
import { encodeCursor } from '../page-cursor.js'
import { readProcedure, writeProcedure } from '../procedures.js'
import { router } from '../trpc.js'
import { label, labelChanges, labelPage, labelQuery, labelRef, newLabel } from './label-schemas.js'

/** Labels are for tasks of all lists, so an app that is limited to some lists cannot use them. */
export const labelRouter = router({
  list: readProcedure
    .meta({ summary: 'Returns one page of the caller’s labels, newest first.' })
    .input(labelQuery)
    .output(labelPage)
    .query(async ({ ctx, input: { limit, cursor } }) => {
      const { items, next } = await ctx.labels.list(ctx.owner, { limit, after: cursor ?? null, room: ctx.room })
      return { items, nextCursor: next && encodeCursor(next) }
    }),

  get: readProcedure
    .meta({ summary: 'Returns one label.', refusals: ['NOT_FOUND'] })
    .input(labelRef)
    .output(label)
    .query(({ ctx, input }) => ctx.labels.get(ctx.owner, input.id)),

  create: writeProcedure
    .meta({
      summary: 'Creates a label. Repeating the call with the same id and body returns the same label.',
      refusals: ['ID_TAKEN', 'ERASED', 'QUOTA_EXCEEDED'],
    })
    .input(newLabel)
    .output(label)
    .mutation(({ ctx, input }) => ctx.labels.create(ctx.owner, { ...input, id: input.id ?? uuidv7() })),

  update: writeProcedure
    .meta({ summary: 'Changes the given fields of a label.', refusals: ['NOT_FOUND', 'STALE_VERSION'] })
    .input(labelChanges)
    .output(label)
    .mutation(({ ctx, input: { id, version, ...changes } }) => ctx.labels.update(ctx.owner, id, { changes, version })),

  delete: writeProcedure
    .meta({
      summary: 'Deletes a label. Tasks keep its id. `label.restore` restores the label, with its tasks.',
      refusals: ['NOT_FOUND'],
    })
    .input(labelRef)
    .output(label)
    .mutation(({ ctx, input }) => ctx.labels.delete(ctx.owner, input.id)),

  restore: writeProcedure
    .meta({ summary: 'Restores a deleted label.', refusals: ['NOT_FOUND'] })
    .input(labelRef)
    .output(label)
    .mutation(({ ctx, input }) => ctx.labels.restore(ctx.owner, input.id)),
})
