import { v7 as uuidv7 } from 'uuid'
import { encodeCursor } from './page-cursor.js'
import { newTask, task, taskChanges, taskPage, taskQuery, taskRef } from './task-schemas.js'
import { readProcedure, router, writeProcedure } from './trpc.js'

export const taskRouter = router({
  /** One page of the caller's tasks, newest first. */
  list: readProcedure
    .input(taskQuery)
    .output(taskPage)
    .query(async ({ ctx, input: { cursor, direction: _, ...query } }) => {
      const { items, next } = await ctx.tasks.list(ctx.userId, { ...query, after: cursor ?? null })
      return { items, nextCursor: next && encodeCursor(next) }
    }),

  /** One task. NOT_FOUND if the caller has no such task. */
  get: readProcedure
    .input(taskRef)
    .output(task)
    .query(({ ctx, input }) => ctx.tasks.get(ctx.userId, input.id)),

  /** A new task. The same id with the same body again is the same task; with another body, CONFLICT. */
  create: writeProcedure
    .input(newTask)
    .output(task)
    .mutation(({ ctx, input }) => ctx.tasks.create(ctx.userId, { ...input, id: input.id ?? uuidv7() })),

  /** Changes the fields that are named. NOT_FOUND; CONFLICT if `version` is given and no longer the task's. */
  update: writeProcedure
    .input(taskChanges)
    .output(task)
    .mutation(({ ctx, input: { id, version, ...changes } }) => ctx.tasks.update(ctx.userId, id, changes, version)),

  /** Takes a task out of every list until `restore`. NOT_FOUND. */
  delete: writeProcedure
    .input(taskRef)
    .output(task)
    .mutation(({ ctx, input }) => ctx.tasks.delete(ctx.userId, input.id)),

  /** Undoes a delete. NOT_FOUND. */
  restore: writeProcedure
    .input(taskRef)
    .output(task)
    .mutation(({ ctx, input }) => ctx.tasks.restore(ctx.userId, input.id)),
})
