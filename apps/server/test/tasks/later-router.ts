import {
  readInListsProcedure,
  router,
  since,
  userProcedure,
  writeInListsProcedure,
  writeProcedure,
} from '@ownlist/api/building-blocks'
import {
  list,
  listPage,
  listQuery,
  newList,
  newTask,
  task,
  taskChanges,
  taskPage,
  taskQuery,
  taskRef,
} from '@ownlist/api/schemas'
import type { AnyTRPCRouter } from '@trpc/server'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'

const step = z.strictObject({ title: z.string(), done: z.boolean() })

const laterTask = z.strictObject({
  ...task.shape,
  colour: since(4, z.string()),
  assignee: since(4, z.string()).nullable(),
  repeat: since(4, z.strictObject({ every: z.int(), unit: z.string() }).optional()),
  steps: since(4, z.array(step)),
})
const laterTasks = z.strictObject({ ...taskPage.shape, items: z.array(laterTask), total: since(4, z.int()) })
const laterList = z.strictObject({ ...list.shape, colour: since(4, z.string()) })
const laterLists = z.strictObject({ ...listPage.shape, items: z.array(laterList) })

/** The values of the fields of version 4. */
export const gained = {
  colour: 'red',
  assignee: null,
  repeat: { every: 7, unit: 'day' },
  steps: [{ title: 'First', done: false }],
}

const withMore = <Row extends object>(row: Row) => ({ ...row, ...gained })
const withColour = <Row extends object>(row: Row) => ({ ...row, colour: gained.colour })

/** The procedures of a later version, whose outputs have new fields. The rows are real. */
export const laterRouter: AnyTRPCRouter = router({
  task: router({
    list: readInListsProcedure
      .input(taskQuery)
      .output(laterTasks)
      .query(async ({ ctx, input: { cursor: _, direction: __, ...query } }) => {
        const { items } = await ctx.tasks.list(ctx.owner, { ...query, after: null, room: ctx.room })
        return { items: items.map(withMore), nextCursor: null, total: items.length }
      }),
    get: readInListsProcedure
      .input(taskRef)
      .output(laterTask)
      .query(async ({ ctx, input }) => withMore(await ctx.tasks.get(ctx.owner, input.id))),
    create: writeInListsProcedure
      .input(newTask)
      .output(laterTask)
      .mutation(async ({ ctx, input: { id = uuidv7(), listId = null, ...fields } }) =>
        withMore(await ctx.tasks.create(ctx.owner, { ...fields, id, listId })),
      ),
    update: writeInListsProcedure
      .input(taskChanges)
      .output(laterTask)
      .mutation(async ({ ctx, input: { id, version, ...changes } }) =>
        withMore(await ctx.tasks.update(ctx.owner, id, { changes, version })),
      ),
    delete: writeInListsProcedure
      .input(taskRef)
      .output(laterTask)
      .mutation(async ({ ctx, input }) => withMore(await ctx.tasks.delete(ctx.owner, input.id))),
    restore: writeInListsProcedure
      .input(taskRef)
      .output(laterTask)
      .mutation(async ({ ctx, input }) => withMore(await ctx.tasks.restore(ctx.owner, input.id))),
  }),
  list: router({
    list: readInListsProcedure
      .input(listQuery)
      .output(laterLists)
      .query(async ({ ctx, input: { limit } }) => {
        const { items } = await ctx.lists.list(ctx.owner, { limit, after: null, room: ctx.room })
        return { items: items.map(withColour), nextCursor: null }
      }),
    create: writeProcedure
      .input(newList)
      .output(laterList)
      .mutation(async ({ ctx, input: { id = uuidv7(), title } }) =>
        withColour(await ctx.lists.create(ctx.owner, { id, title })),
      ),
  }),
  account: router({
    whoami: userProcedure
      .output(z.strictObject({ userId: z.string(), plan: since(4, z.string()) }))
      .query(({ ctx }) => ({ userId: ctx.caller.userId, plan: 'free' })),
  }),
})
