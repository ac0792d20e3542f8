import { z } from 'zod'
import { importLimits } from './limits.js'
import { dayOf, timeOf, validInstant, zoneNamed } from './moments.js'
import { splitAt, storable } from './text-bounds.js'

/** The value of `format` in our own files, and the newest version that can be read. */
export const ownFormat = { format: 'ownlist', version: 1 } as const

const text = z
  .string()
  .refine((value) => value.replace(/\r/g, '') === storable(value.replace(/\r/g, '')), 'cannot be stored')
const atMost = (limit: number) => text.refine((value) => splitAt(value, limit).rest === '', `is longer than ${limit}`)
const title = atMost(importLimits.titleLength).refine(
  (value) => value !== '' && value === value.trim(),
  'is empty or padded',
)
const key = z.string().min(1).max(200)
const day = z.string().refine((value) => {
  const [year, month, date] = /^\d{4}-\d{2}-\d{2}$/.test(value) ? value.split('-').map(Number) : []
  return dayOf(year ?? 0, month ?? 0, date ?? 0) !== null
}, 'is not a day')
const time = z
  .string()
  .refine((value) => /^\d{2}:\d{2}$/.test(value) && timeOf(Number(value.slice(0, 2)), Number(value.slice(3))) !== null)
const zone = z.string().refine((value) => zoneNamed(value) !== null, 'is not a time zone')
const instant = z.string().refine((value) => validInstant(value) === value, 'is not an instant in UTC')
const name = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
const position = z.string().regex(/^[0-9A-Za-z]{1,200}$/)

export const ownSection = z.object({ key, title, position: position.nullable().default(null) })

export const ownList = z.object({
  key,
  title,
  color: name.nullable().default(null),
  archivedAt: instant.nullable().default(null),
  position: position.nullable().default(null),
})

export const ownLabel = z.object({
  key,
  title,
  color: name.nullable().default(null),
  position: position.nullable().default(null),
})

/** The query is not checked: the app that shows the filter reports what it does not understand. */
export const ownFilter = z.object({
  key,
  title,
  query: atMost(importLimits.queryLength).refine(
    (value) => value === value.trim() && /[^\p{Z}\p{C}\p{M}]/u.test(value) && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value),
    'is not one line of visible text',
  ),
  position: position.nullable().default(null),
})

export const ownTask = z.object({
  key,
  parentKey: key.nullable().default(null),
  listKey: key.nullable().default(null),
  sectionKey: key.nullable().default(null),
  title,
  notes: atMost(importLimits.notesLength).default(''),
  priority: z.enum(['none', 'low', 'medium', 'high']).default('none'),
  dueOn: day.nullable().default(null),
  dueTime: time.nullable().default(null),
  dueZone: zone.nullable().default(null),
  deadlineOn: day.nullable().default(null),
  deadlineTime: time.nullable().default(null),
  deadlineZone: zone.nullable().default(null),
  recurrence: z.string().min(1).max(importLimits.recurrenceLength).nullable().default(null),
  recurrenceFrom: z.enum(['schedule', 'completion']).default('schedule'),
  completedAt: instant.nullable().default(null),
  createdAt: instant.nullable().default(null),
  labelKeys: z.array(key).max(importLimits.labelsPerTask).default([]),
  remindBefore: z.array(z.int().min(0).max(importLimits.remindBefore)).max(importLimits.reminders).default([]),
  remindAt: z.array(instant).max(importLimits.reminders).default([]),
  position: position.nullable().default(null),
})
