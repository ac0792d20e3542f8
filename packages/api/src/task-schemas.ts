// Not the whole store: who only wants the schemas needs no database client.
import { priorities } from '@ownlist/db/task'
import { z } from 'zod'
import { atMost, body, id, pageFields, text, title, version } from './fields.js'

const priority = z.enum(priorities)
/** A calendar day; the bounds keep clear of years that clocks and databases read differently. */
const day = z.iso.date('must be a day, such as 2026-11-24').refine((value) => value >= '1900', 'must be after 1899')
const instant = z.iso
  .datetime('must be an instant in UTC, such as 2026-11-24T09:30:00.000Z')
  .refine((value) => value >= '1900', 'must be after 1899')
  .transform((value) => new Date(value).toISOString())

export const taskRef = z.strictObject({ id })

export const newTask = z.strictObject({
  /** Made by the server when left out. Send your own, and a retried create cannot make a second task. */
  id: id.optional(),
  title,
  notes: body.default(''),
  priority: priority.default('none'),
  dueOn: day.nullable().default(null),
  completedAt: instant.nullable().default(null),
})

export const taskChanges = z
  .strictObject({
    id,
    /** When given, the update is refused unless the task still has this version. */
    version: version.exactOptional(),
    title: title.exactOptional(),
    notes: body.exactOptional(),
    priority: priority.exactOptional(),
    dueOn: day.nullable().exactOptional(),
    completedAt: instant.nullable().exactOptional(),
  })
  .refine(({ id: _, version: __, ...changes }) => Object.keys(changes).length > 0, 'names nothing to change')

export const taskQuery = z
  .strictObject({
    ...pageFields,
    status: z.enum(['open', 'done', 'all']).default('all'),
    search: text
      .trim()
      .refine(...atMost(200))
      .default(''),
  })
  // Called without any input, it is the first page of everything.
  .prefault({})

/** A whole task, spelled out, so that a new column cannot leave the server by accident. */
export const task = z.strictObject({
  id: z.string(),
  title: z.string(),
  notes: z.string(),
  priority,
  dueOn: z.string().nullable(),
  completedAt: z.string().nullable(),
  version: z.number(),
  createdAt: z.string(),
  updatedAt: z.string(),
  deletedAt: z.string().nullable(),
})

export const taskPage = z.strictObject({
  items: z.array(task),
  /** Null on the last page. */
  nextCursor: z.string().nullable(),
})
