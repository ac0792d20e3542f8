import type { OwnerScope } from '@ownlist/db'
import { v7 as uuidv7 } from 'uuid'
import { encodeCursor } from '../page-cursor.js'
import { readInListsProcedure, writeInListsProcedure } from '../procedures.js'
import { router } from '../trpc.js'
import { newTask, task, taskChanges, taskPage, taskQuery, taskRef } from './task-schemas.js'

export const taskRouter = router({
  list: readInListsProcedure
    .meta({ summary: 'Returns one page of the caller’s tasks, newest first.', refusals: ['SEARCH_TOO_SLOW'] })
    .input(taskQuery)
    .output(taskPage)
    .query(async ({ ctx, input: { cursor, direction: _, ...query } }) => {
      const { items, next } = await ctx.tasks.list(ctx.owner, { ...query, after: cursor ?? null, room: ctx.room })
      return { items, nextCursor: next && encodeCursor(next) }
    }),

  get: readInListsProcedure
    .meta({ summary: 'Returns one task.', refusals: ['NOT_FOUND'] })
    .input(taskRef)
    .output(task)
    .query(({ ctx, input }) => ctx.tasks.get(ctx.owner, input.id)),

  create: writeInListsProcedure
    .meta({
      summary: 'Creates a task. Repeating the call with the same id and body returns the same task.',
      refusals: ['NOT_FOUND', 'ID_TAKEN', 'ERASED', 'QUOTA_EXCEEDED'],
    })
    .input(newTask)
    .output(task)
    .mutation(({ ctx, input: { id = uuidv7(), listId = defaultList(ctx.owner), ...fields } }) =>
      ctx.tasks.create(ctx.owner, { ...fields, id, listId }),
    ),

  update: writeInListsProcedure
    .meta({ summary: 'Changes the given fields of a task.', refusals: ['NOT_FOUND', 'STALE_VERSION'] })
    .input(taskChanges)
    .output(task)
    .mutation(({ ctx, input: { id, version, ...changes } }) => ctx.tasks.update(ctx.owner, id, { changes, version })),

  delete: writeInListsProcedure
    .meta({ summary: 'Deletes a task. `task.restore` brings it back.', refusals: ['NOT_FOUND'] })
    .input(taskRef)
    .output(task)
    .mutation(({ ctx, input }) => ctx.tasks.delete(ctx.owner, input.id)),

  restore: writeInListsProcedure
    .meta({ summary: 'Restores a deleted task.', refusals: ['NOT_FOUND'] })
    .input(taskRef)
    .output(task)
    .mutation(({ ctx, input }) => ctx.tasks.restore(ctx.owner, input.id)),
})

/** The list of a new task that names none: the only list that the caller is limited to, or no list. */
function defaultList({ lists }: OwnerScope): string | null {
  const [only, ...others] = lists ?? []
  return only !== undefined && others.length === 0 ? only : null
}
