import { z } from 'zod'

const priority = z.enum(['none', 'low', 'medium', 'high'])
const title = z.string().trim().min(1).max(500)
const notes = z.string().max(10_000)
const dueOn = z.iso.date().nullable()

export const taskRef = z.object({ id: z.uuid() })

export const newTask = z.object({
  id: z.uuid(),
  title,
  notes: notes.default(''),
  priority: priority.default('none'),
  dueOn: dueOn.default(null),
})

export const taskChanges = z.object({
  id: z.uuid(),
  title: title.exactOptional(),
  notes: notes.exactOptional(),
  priority: priority.exactOptional(),
})

export const taskQuery = z
  .object({
    limit: z.int().min(1).max(200).default(50),
    cursor: z.uuid().optional(),
    search: z.string().trim().max(200).default(''),
  })
  .prefault({})

export const task = z.object({
  id: z.string(),
  title: z.string(),
  notes: z.string(),
  priority,
  dueOn: z.string().nullable(),
  completedAt: z.string().nullable(),
  listId: z.string().nullable(),
  version: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
  deletedAt: z.string().nullable(),
})

export const taskPage = z.object({ items: z.array(task), nextCursor: z.string().nullable() })
