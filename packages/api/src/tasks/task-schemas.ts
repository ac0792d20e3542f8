import type { Priority } from '@ownlist/db'
import { z } from 'zod'
import { componentNames } from '../component-names.js'
import { atMost, body, day, exampleId, id, instant, pageFields, text, title, version, writtenAt } from '../fields.js'

/** How urgent a task is, from least to most. */
const priorities = ['none', 'low', 'medium', 'high'] as const satisfies readonly Priority[]

const priority = z.enum(priorities)
const listId = id.nullable()

export const taskRef = z.strictObject({ id }).meta({ examples: [{ id: exampleId }] })

export const newTask = z
  .strictObject({
    id: id
      .optional()
      .describe('Made by the server when left out. Send your own, and a retried create cannot make a second task.'),
    title,
    notes: body.default(''),
    priority: priority.default('none'),
    dueOn: day.nullable().default(null),
    completedAt: instant.nullable().default(null),
    listId: listId
      .optional()
      .describe('The list it goes into. Left out, it is the one list that the token is narrowed to, or else none.'),
  })
  .meta({ examples: [{ id: exampleId, title: 'Water the ferns', dueOn: '2026-11-30' }] })

export const taskChanges = z
  .strictObject({
    id,
    version: version
      .exactOptional()
      .describe('When given, the update is refused unless the task still has this version.'),
    title: title.exactOptional(),
    notes: body.exactOptional(),
    priority: priority.exactOptional(),
    dueOn: day.nullable().exactOptional(),
    completedAt: instant.nullable().exactOptional(),
    listId: listId.exactOptional(),
  })
  .refine(({ id: _, version: __, ...changes }) => Object.keys(changes).length > 0, 'names nothing to change')
  .meta({
    description: 'Fields that are left out stay as they are; at least one is named.',
    examples: [{ id: exampleId, version: 1, priority: 'high' }],
  })

export const taskQuery = z
  .strictObject({
    ...pageFields,
    status: z.enum(['open', 'done', 'all']).default('all'),
    listId: listId.exactOptional().describe('Those of one list; for null, those in none.'),
    search: atMost(200, text.trim()).default('').describe('Text in the title or the notes.'),
  })
  // Called without any input, it is the first page of everything.
  .prefault({})
  .meta({ examples: [{ status: 'open', limit: 10 }] })

/** A whole task, spelled out, so that a new column cannot leave the server by accident. */
export const task = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    notes: z.string(),
    priority,
    dueOn: z.string().meta({ format: 'date' }).nullable(),
    completedAt: writtenAt.nullable().describe('Null while the task is open.'),
    listId: z.string().nullable(),
    version: z.int().describe('Rises with every change.'),
    createdAt: writtenAt,
    updatedAt: writtenAt,
    deletedAt: writtenAt.nullable(),
  })
  .meta({ description: 'Instants are in UTC.' })
  .register(componentNames, { name: 'Task' })

export const taskPage = z
  .strictObject({
    items: z.array(task),
    nextCursor: z.string().nullable().describe('Null on the last page.'),
  })
  .register(componentNames, { name: 'TaskPage' })
