import type { OwnerScope } from '@ownlist/db'
import { v7 as uuidv7 } from 'uuid'
import { encodeCursor } from '../page-cursor.js'
import { readInListsProcedure, writeInListsProcedure } from '../procedures.js'
import { router } from '../trpc.js'
import { newTask, task, taskChanges, taskPage, taskQuery, taskRef } from './task-schemas.js'

export const taskRouter = router({
  list: readInListsProcedure
    .meta({ summary: 'One page of the caller’s tasks, newest first.', refusals: ['SEARCH_TOO_SLOW'] })
    .input(taskQuery)
    .output(taskPage)
    .query(async ({ ctx, input: { cursor, direction: _, ...query } }) => {
      const { items, next } = await ctx.tasks.list(ctx.owner, { ...query, after: cursor ?? null, room: ctx.room })
      return { items, nextCursor: next && encodeCursor(next) }
    }),

  get: readInListsProcedure
    .meta({ summary: 'One task.', refusals: ['NOT_FOUND'] })
    .input(taskRef)
    .output(task)
    .query(({ ctx, input }) => ctx.tasks.get(ctx.owner, input.id)),

  create: writeInListsProcedure
    .meta({
      summary: 'A new task. The same id with the same body again is the same task.',
      refusals: ['NOT_FOUND', 'ID_TAKEN', 'ERASED', 'QUOTA_EXCEEDED'],
    })
    .input(newTask)
    .output(task)
    .mutation(({ ctx, input: { id = uuidv7(), listId = defaultList(ctx.owner), ...fields } }) =>
      ctx.tasks.create(ctx.owner, { ...fields, id, listId }),
    ),

  update: writeInListsProcedure
    .meta({ summary: 'Changes the fields that are named.', refusals: ['NOT_FOUND', 'STALE_VERSION'] })
    .input(taskChanges)
    .output(task)
    .mutation(({ ctx, input: { id, version, ...changes } }) => ctx.tasks.update(ctx.owner, id, { changes, version })),

  delete: writeInListsProcedure
    .meta({ summary: 'Takes a task out of every list until `task.restore`.', refusals: ['NOT_FOUND'] })
    .input(taskRef)
    .output(task)
    .mutation(({ ctx, input }) => ctx.tasks.delete(ctx.owner, input.id)),

  restore: writeInListsProcedure
    .meta({ summary: 'Undoes a delete.', refusals: ['NOT_FOUND'] })
    .input(taskRef)
    .output(task)
    .mutation(({ ctx, input }) => ctx.tasks.restore(ctx.owner, input.id)),
})

/** Where a new task goes that names no list: into the one list that the caller is limited to, or else into none. */
function defaultList({ lists }: OwnerScope): string | null {
  const [only, ...others] = lists ?? []
  return only !== undefined && others.length === 0 ? only : null
}
