import type { NewTask, OwnerScope, TaskStore } from '@ownlist/db'
import { v7 as uuidv7 } from 'uuid'
import { encodeCursor } from '../page-cursor.js'
import { readInListsProcedure, writeInListsProcedure } from '../procedures.js'
import { spend } from '../spend.js'
import { router } from '../trpc.js'
import {
  bulkResult,
  createdTasks,
  newTask,
  newTasks,
  statistics,
  statisticsQuery,
  task,
  taskBulk,
  taskChanges,
  taskPage,
  taskQuery,
  taskRef,
} from './task-schemas.js'

export const taskRouter = router({
  list: readInListsProcedure
    .meta({ summary: 'Returns one page of the caller’s tasks, newest first.', refusals: ['SEARCH_TOO_SLOW'] })
    .input(taskQuery)
    .output(taskPage)
    .query(async ({ ctx, input: { cursor, direction: _, ...query } }) => {
      const { items, next } = await ctx.tasks.list(ctx.owner, { ...query, after: cursor ?? null, room: ctx.room })
      return { items, nextCursor: next && encodeCursor(next) }
    }),

  statistics: readInListsProcedure
    .meta({ summary: 'Returns what the caller has completed day by day, how long it took, and what is overdue.' })
    .input(statisticsQuery)
    .output(statistics)
    .query(({ ctx, input }) => ctx.tasks.statistics(ctx.owner, input)),

  get: readInListsProcedure
    .meta({ summary: 'Returns one task.', refusals: ['NOT_FOUND'] })
    .input(taskRef)
    .output(task)
    .query(({ ctx, input }) => ctx.tasks.get(ctx.owner, input.id)),

  create: writeInListsProcedure
    .meta({
      summary: 'Creates a task. Repeating the call with the same id and body returns the same task.',
      refusals: ['NOT_FOUND', 'ID_TAKEN', 'ERASED', 'QUOTA_EXCEEDED', 'NOT_POSSIBLE'],
    })
    .input(newTask)
    .output(task)
    .mutation(async ({ ctx, input }) => ctx.tasks.create(ctx.owner, await placed(ctx, input, []))),

  createMany: writeInListsProcedure
    .meta({
      summary:
        'Creates up to 100 tasks: all of them or none. Repeating the call returns the same tasks. It counts as several calls.',
      refusals: ['NOT_FOUND', 'ID_TAKEN', 'ERASED', 'QUOTA_EXCEEDED', 'NOT_POSSIBLE'],
    })
    .input(newTasks)
    .output(createdTasks)
    .mutation(async ({ ctx, input: { tasks } }) => {
      await spend(ctx, tasks.length)
      const rows: NewTask[] = []
      for (const one of tasks) rows.push(await placed(ctx, one, tasks))
      return { items: await ctx.tasks.createMany(ctx.owner, rows) }
    }),

  update: writeInListsProcedure
    .meta({
      summary:
        'Changes the given fields of a task. Completing it also completes its subtasks, or creates its next occurrence.',
      refusals: ['NOT_FOUND', 'STALE_VERSION', 'QUOTA_EXCEEDED', 'NOT_POSSIBLE'],
    })
    .input(taskChanges)
    .output(task)
    .mutation(({ ctx, input: { id, version, zone, ...changes } }) =>
      ctx.tasks.update(ctx.owner, id, { changes, version, zone }),
    ),

  bulk: writeInListsProcedure
    .meta({
      summary:
        'Changes up to 200 tasks in the same way, as one action: all of them or none. It counts as several calls.',
      refusals: ['NOT_FOUND', 'QUOTA_EXCEEDED', 'NOT_POSSIBLE'],
    })
    .input(taskBulk)
    .output(bulkResult)
    .mutation(async ({ ctx, input }) => {
      await spend(ctx, input.ids.length)
      return await ctx.tasks.bulk(ctx.owner, input)
    }),

  delete: writeInListsProcedure
    .meta({ summary: 'Deletes a task and its subtasks. `task.restore` restores them.', refusals: ['NOT_FOUND'] })
    .input(taskRef)
    .output(task)
    .mutation(({ ctx, input }) => ctx.tasks.delete(ctx.owner, input.id)),

  restore: writeInListsProcedure
    .meta({ summary: 'Restores a deleted task, with the subtasks that were deleted with it.', refusals: ['NOT_FOUND'] })
    .input(taskRef)
    .output(task)
    .mutation(({ ctx, input }) => ctx.tasks.restore(ctx.owner, input.id)),
})

interface Created extends Omit<NewTask, 'id' | 'listId'> {
  readonly id?: string | undefined
  readonly listId?: string | null | undefined
}

/**
 * A new task with its id and its list. If it names no list, it gets that of its parent task.
 * @param others tasks that are created together with it
 */
async function placed(
  ctx: { readonly owner: OwnerScope; readonly tasks: TaskStore },
  { id = uuidv7(), listId, ...fields }: Created,
  others: readonly Created[],
): Promise<NewTask> {
  const { parentId = null } = fields
  if (listId !== undefined) return { ...fields, id, listId }
  if (parentId === null) return { ...fields, id, listId: defaultList(ctx.owner) }
  const parent = others.find((other) => other.id === parentId)
  const own =
    parent === undefined
      ? await ctx.tasks.get(ctx.owner, parentId)
      : await placed(
          ctx,
          parent,
          others.filter((other) => other !== parent),
        )
  return { ...fields, id, listId: own.listId }
}

/** The list of a new task that names none: the only list that the caller is limited to, or no list. */
function defaultList({ lists }: OwnerScope): string | null {
  const [only, ...others] = lists ?? []
  return only !== undefined && others.length === 0 ? only : null
}
