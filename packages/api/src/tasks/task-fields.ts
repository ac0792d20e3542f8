import type { OtherFields, Priority, RecurrenceFrom } from '@ownlist/db'
import { checkRule } from '@ownlist/recurrence'
import { z } from 'zod'
import { atMost, day, id, instant, text, writtenAt } from '../fields.js'
import { position, time, zone } from '../model-fields.js'
import { since } from '../newer-fields.js'

/** How urgent a task is, from least to most. */
const priorities = ['none', 'low', 'medium', 'high'] as const satisfies readonly Priority[]
export const priority = z.enum(priorities)

const recurrenceFrom = z.enum(['schedule', 'completion'] as const satisfies readonly RecurrenceFrom[])

/** Four weeks, in minutes. */
const longestReminder = 40_320

/** The fields that a create may omit, and that an update keeps by default. docs/model.md explains each with an example. */
export const otherFields = {
  dueTime: time.nullable().exactOptional().describe('The planned time. Without a day, it has no effect.'),
  dueZone: zone
    .nullable()
    .exactOptional()
    .describe('The time zone of `dueTime`. Null: the same time on the clock everywhere.'),
  deadlineOn: day.nullable().exactOptional().describe('The day by which the task has to be done.'),
  deadlineTime: time.nullable().exactOptional().describe('Without a deadline, it has no effect.'),
  deadlineZone: zone.nullable().exactOptional().describe('The time zone of `deadlineTime`.'),
  recurrence: atMost(500, text.trim().min(1, 'must not be empty'))
    .refine((rule) => checkRule(rule) === null, { error: ({ input }) => checkRule(String(input)) ?? undefined })
    .nullable()
    .exactOptional()
    .describe(
      'A recurrence rule of RFC 5545 without its name, such as FREQ=WEEKLY;BYDAY=MO. Completing the task creates its next occurrence.',
    ),
  recurrenceFrom: recurrenceFrom
    .exactOptional()
    .describe('Whether the next occurrence is counted from the planned day or from the day of completion.'),
  sectionId: id.nullable().exactOptional().describe('A section of the task’s list.'),
  parentId: id.nullable().exactOptional().describe('The parent task. It has to be in the same list.'),
  labelIds: z
    .array(id)
    .max(50)
    .refine((ids) => new Set(ids).size === ids.length, 'must not name a label twice')
    .exactOptional(),
  position: position.exactOptional(),
  remindBefore: z
    .array(z.int().min(0).max(longestReminder))
    .max(5)
    .exactOptional()
    .describe('Reminders, in minutes before the planned time. Without a time, they count from 09:00.'),
  remindAt: z.array(instant).max(5).exactOptional().describe('Reminders at these instants.'),
} satisfies Readonly<Record<keyof OtherFields, z.ZodType>>

const newText = since(3, z.string().nullable())
const newDay = since(3, z.string().meta({ format: 'date' }).nullable())

/** The same fields in an answer. */
export const otherAnswers = {
  dueTime: newText,
  dueZone: newText,
  deadlineOn: newDay,
  deadlineTime: newText,
  deadlineZone: newText,
  recurrence: newText,
  recurrenceFrom: since(3, recurrenceFrom),
  sectionId: since(
    3,
    z.string().nullable().describe('Ignore it if there is no such section: it may have been deleted.'),
  ),
  parentId: since(3, z.string().nullable().describe('Ignore it if there is no such task: it may have been deleted.')),
  labelIds: since(
    3,
    z.array(z.string()).describe('Ignore the ids of labels that do not exist: they may have been deleted.'),
  ),
  position: since(3, z.string()),
  remindBefore: since(3, z.array(z.int())),
  remindAt: since(3, z.array(writtenAt)),
} satisfies Readonly<Record<keyof OtherFields, z.ZodType>>
