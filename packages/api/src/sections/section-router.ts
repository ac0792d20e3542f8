import { v7 as uuidv7 } from 'uuid'
import { encodeCursor } from '../page-cursor.js'
import { readInListsProcedure, writeInListsProcedure } from '../procedures.js'
import { router } from '../trpc.js'
import { newSection, section, sectionChanges, sectionPage, sectionQuery, sectionRef } from './section-schemas.js'

/** An app that is limited to some lists sees and changes the sections of those lists. */
export const sectionRouter = router({
  list: readInListsProcedure
    .meta({ summary: 'Returns one page of the sections of the caller’s lists, newest first.' })
    .input(sectionQuery)
    .output(sectionPage)
    .query(async ({ ctx, input: { cursor, direction: _, ...query } }) => {
      const { items, next } = await ctx.sections.list(ctx.owner, { ...query, after: cursor ?? null, room: ctx.room })
      return { items, nextCursor: next && encodeCursor(next) }
    }),

  get: readInListsProcedure
    .meta({ summary: 'Returns one section.', refusals: ['NOT_FOUND'] })
    .input(sectionRef)
    .output(section)
    .query(({ ctx, input }) => ctx.sections.get(ctx.owner, input.id)),

  create: writeInListsProcedure
    .meta({
      summary: 'Creates a section in a list. Repeating the call with the same id and body returns the same section.',
      refusals: ['NOT_FOUND', 'ID_TAKEN', 'ERASED', 'QUOTA_EXCEEDED'],
    })
    .input(newSection)
    .output(section)
    .mutation(({ ctx, input }) => ctx.sections.create(ctx.owner, { ...input, id: input.id ?? uuidv7() })),

  update: writeInListsProcedure
    .meta({ summary: 'Changes the given fields of a section.', refusals: ['NOT_FOUND', 'STALE_VERSION'] })
    .input(sectionChanges)
    .output(section)
    .mutation(({ ctx, input: { id, version, ...changes } }) =>
      ctx.sections.update(ctx.owner, id, { changes, version }),
    ),

  delete: writeInListsProcedure
    .meta({
      summary: 'Deletes a section. Its tasks stay in the list. `section.restore` restores the section, with its tasks.',
      refusals: ['NOT_FOUND'],
    })
    .input(sectionRef)
    .output(section)
    .mutation(({ ctx, input }) => ctx.sections.delete(ctx.owner, input.id)),

  restore: writeInListsProcedure
    .meta({ summary: 'Restores a deleted section.', refusals: ['NOT_FOUND'] })
    .input(sectionRef)
    .output(section)
    .mutation(({ ctx, input }) => ctx.sections.restore(ctx.owner, input.id)),
})
