import { PrismaPg } from '@prisma/adapter-pg'
import { initTRPC, TRPCError } from '@trpc/server'
import { PrismaClient, type Task as TaskRow } from '../generated/client.js'
import { env } from './env.js'
import { userOf } from './identity.js'
import { newTask, task, taskChanges, taskPage, taskQuery, taskRef } from './task-schemas.js'

const prisma = new PrismaClient({
  adapter: new PrismaPg({ connectionString: env.DATABASE_URL, max: 10 }),
})

interface Context {
  readonly userId: string | null
}

/** Verifies the token of each request. */
export const createContext = async (authorization: string | undefined): Promise<Context> => ({
  userId: await userOf(authorization),
})

const t = initTRPC.context<Context>().create()

const ownProcedure = t.procedure.use(({ ctx, next }) => {
  if (ctx.userId === null) throw new TRPCError({ code: 'UNAUTHORIZED' })
  return next({ ctx: { userId: ctx.userId } })
})

const taskRouter = t.router({
  list: ownProcedure
    .input(taskQuery)
    .output(taskPage)
    .query(async ({ ctx: { userId }, input: { limit, cursor, search } }) => {
      const contains = { contains: search, mode: 'insensitive' } as const
      const rows = await prisma.task.findMany({
        where: {
          userId,
          deletedAt: null,
          ...(search === '' ? {} : { OR: [{ title: contains }, { notes: contains }] }),
        },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: limit + 1,
        ...(cursor === undefined ? {} : { cursor: { userId_id: { userId, id: cursor } }, skip: 1 }),
      })
      const items = rows.slice(0, limit)
      return { items: items.map(toWire), nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
    }),

  get: ownProcedure
    .input(taskRef)
    .output(task)
    .query(async ({ ctx: { userId }, input: { id } }) => {
      const row = await prisma.task.findFirst({ where: { userId, id, deletedAt: null } })
      return toWire(found(row))
    }),

  create: ownProcedure
    .input(newTask)
    .output(task)
    .mutation(async ({ ctx: { userId }, input: { dueOn, ...fields } }) => {
      const now = new Date()
      const dates = { dueOn: dueOn === null ? null : new Date(dueOn), createdAt: now, updatedAt: now }
      return toWire(await prisma.task.create({ data: { userId, version: 1, ...fields, ...dates } }))
    }),

  update: ownProcedure
    .input(taskChanges)
    .output(task)
    .mutation(async ({ ctx: { userId }, input: { id, ...changes } }) => {
      const [row] = await prisma.task.updateManyAndReturn({
        where: { userId, id, deletedAt: null },
        data: { ...changes, version: { increment: 1 }, updatedAt: new Date() },
      })
      return toWire(found(row))
    }),

  delete: ownProcedure
    .input(taskRef)
    .output(task)
    .mutation(async ({ ctx: { userId }, input: { id } }) => {
      const now = new Date()
      const [row] = await prisma.task.updateManyAndReturn({
        where: { userId, id, deletedAt: null },
        data: { deletedAt: now, version: { increment: 1 }, updatedAt: now },
      })
      return toWire(found(row))
    }),
})

/** Tasks as most people would serve them: zod in and out, and one Prisma call per procedure. */
export const router = t.router({ task: taskRouter })

function found(row: TaskRow | null | undefined): TaskRow {
  if (row === null || row === undefined) throw new TRPCError({ code: 'NOT_FOUND' })
  return row
}

function toWire({ userId: _, dueOn, completedAt, createdAt, updatedAt, deletedAt, priority, ...rest }: TaskRow) {
  return {
    ...rest,
    priority: task.shape.priority.parse(priority),
    dueOn: dueOn?.toISOString().slice(0, 10) ?? null,
    completedAt: completedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    deletedAt: deletedAt?.toISOString() ?? null,
  }
}
